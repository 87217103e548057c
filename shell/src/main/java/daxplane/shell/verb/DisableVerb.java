package daxplane.shell.verb;

import daxplane.control.Command;
import daxplane.control.Command.Adjust.Adjustment;
import daxplane.control.ModeOption;
import daxplane.control.Options;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code disable OBJECT}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=disable")
@CommandLine.Command(name = "disable", description = "Disable a namespace, a region or a DIMM; contents stay",
        footer = {"", "Examples:",
            "  disable namespace0.1",
            "  plan disable region0     what goes with it"})
public final class DisableVerb implements PlannableVerb {

    @Parameters(arity = "1..*", paramLabel = "OBJECT", description = "one or several: namespace (name, uuid or the name that people gave it), region or DIMM")
    private List<String> objects = List.of();
    @Option(names = "--despite-holders", description = "although it is mounted, or mapped by processes, which get SIGBUS")
    private boolean despiteHolders;
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
        var options = drain.with(despiteHolders ? Options.NONE.with(ModeOption.DESPITE_HOLDERS.name(), "") : Options.NONE);
        return course.of("disable", objects, object -> new Command.Adjust(object, new Adjustment.Enabled(false), options));
    }
}
