package daxplane.shell.verb;

import daxplane.control.Command;
import daxplane.control.Command.Adjust.Adjustment;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code destroy OBJECT}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=destroy")
@CommandLine.Command(name = "destroy", description = "Give the space of a namespace or a dax device back to its region",
        footer = {"", "Examples:",
            "  destroy scratch --discard-contents   and what it holds with it",
            "  destroy dax0.1                       a device of soft-reserved or CXL memory",
            "  undo op-17                           brings it back, as long as nobody wrote over it"})
public final class DestroyVerb implements PlannableVerb {

    @Parameters(arity = "1..*", paramLabel = "OBJECT", description = "one or several: a namespace or a dax device: its name, uuid or the name that people gave it")
    private List<String> objects = List.of();
    @Mixin private Loss loss;
    @Mixin private Course course;
    @Mixin private DrainOptions drain;
    @Mixin private Reason reason;
    @Mixin private Output output;

    @Override
    public Context told(Context given) {
        return output.of(reason.of(given));
    }

    @Override
    public Command command(Context context) throws Failure {
        var options = drain.with(loss.accepted());
        return course.of("destroy", objects, object -> new Command.Adjust(object, new Adjustment.Destroyed(), options));
    }
}
