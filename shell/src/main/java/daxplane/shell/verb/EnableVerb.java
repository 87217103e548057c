package daxplane.shell.verb;

import daxplane.control.Command;
import daxplane.control.Command.Adjust.Adjustment;
import daxplane.control.Options;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code enable OBJECT}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=enable")
@CommandLine.Command(name = "enable", description = "Enable a namespace, a region or a DIMM",
        footer = {"", "Examples:",
            "  enable namespace0.1",
            "  enable region0        and everything in it"})
public final class EnableVerb implements PlannableVerb {

    @Parameters(arity = "1..*", paramLabel = "OBJECT", description = "one or several: namespace (name, uuid or the name that people gave it), region or DIMM")
    private List<String> objects = List.of();
    @Mixin private Course course;
    @Mixin private Reason reason;
    @Mixin private Output output;

    @Override
    public Context told(Context given) {
        return output.of(reason.of(given));
    }

    @Override
    public Command command(Context context) throws Failure {
        var options = Options.NONE;
        return course.of("enable", objects, object -> new Command.Adjust(object, new Adjustment.Enabled(true), options));
    }
}
