package daxplane.shell.verb;

import daxplane.control.Command;
import daxplane.control.ControlException;
import daxplane.control.Mode;
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
            "  release --mode system-ram --keep-going   all that the kernel has as RAM",
            "  plan release dax0.0     what would be done, without doing it"})
public final class ReleaseVerb implements PlannableVerb, DynamicOptions {

    @Parameters(index = "0..*", arity = "0..*", paramLabel = "DEVICE", description = "kernel name, uuid, or the name that people gave it; one or several")
    private List<String> names = List.of();
    @Mixin private Selection selection;
    @Mixin private Course course;
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
    public Command command(Context context) throws Failure, ControlException {
        var options = ModeOptions.given(spec);
        return course.of("release", selection.devices("release", names, context), device -> new Command.Release(device, options));
    }
}
