package daxplane.shell.verb;

import daxplane.control.Command;
import daxplane.control.ControlException;
import daxplane.control.Mode;
import daxplane.inventory.NamedObject;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assign DEVICE MODE}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=assign")
@CommandLine.Command(name = "assign", description = "Hand a device over to a kind of ownership",
        footer = {"", "Examples:",
            "  assign dax0.0 system-ram                  the kernel gets it as RAM, in zone Movable",
            "  assign dax0.0 system-ram --zone kernel    the same, in a zone for the kernel too",
            "  assign dax0.0 system-ram --reason 'OPS-7' why, for the journal",
            "  plan assign dax0.0 system-ram             what would be done, without doing it"})
public final class AssignVerb implements PlannableVerb, DynamicOptions {

    @Parameters(index = "0", paramLabel = "DEVICE", description = "kernel name, uuid, or the name that people gave it")
    private String device;
    @Parameters(index = "1", paramLabel = "MODE", description = "what 'list modes' lists: system-ram, devdax, ...")
    private String mode;
    @Mixin private Reason reason;
    @Mixin private Output output;
    @Spec private CommandSpec spec;

    @Override
    public void adapt(CommandSpec adapted, List<Mode> modes) {
        ModeOptions.add(adapted, modes);
    }

    @Override
    public Context told(Context given) {
        return output.of(reason.of(given));
    }

    @Override
    public Command command() throws Failure {
        return new Command.Assign(NamedObject.withoutDev(device), mode, ModeOptions.given(spec));
    }

    @Override
    public int run(Context context) throws ControlException, Failure {
        return CommandRunner.perform(told(context), command(), List.of(NamedObject.withoutDev(device)));
    }
}
