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

/** {@code release DEVICE}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=release")
@CommandLine.Command(name = "release", description = "Let go of a device: back to what it is by default",
        footer = {"", "Examples:",
            "  release dax0.0          its memory goes offline, then the kernel lets go of it",
            "  plan release dax0.0     what would be done, without doing it"})
public final class ReleaseVerb implements PlannableVerb, DynamicOptions {

    @Parameters(paramLabel = "DEVICE", description = "kernel name, uuid, or the name that people gave it")
    private String device;
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
        return new Command.Release(NamedObject.withoutDev(device), ModeOptions.given(spec));
    }

    @Override
    public int run(Context context) throws ControlException, Failure {
        return CommandRunner.perform(told(context), command(), List.of(NamedObject.withoutDev(device)));
    }
}
