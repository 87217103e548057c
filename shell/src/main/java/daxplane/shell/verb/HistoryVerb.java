package daxplane.shell.verb;

import daxplane.control.ControlException;
import daxplane.shell.view.HistoryView;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code history OBJECT}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=history")
@CommandLine.Command(name = "history", description = "Tell what happened to an object: who, when, why",
        footer = {"", "Examples:",
            "  history dax0.0",
            "  history dax0.0 -o json",
            "  journal show 17      one record of it, whole"})
public final class HistoryVerb implements Verb {

    @Parameters(paramLabel = "OBJECT", description = "device, namespace, region, memoryN or nodeN")
    private String object;
    @Mixin private Output output;

    @Override
    public int run(Context given) throws ControlException {
        var context = output.of(given);
        context.printRecorded(HistoryView.of(object, context.session().control().history(object)));
        return ExitCode.DONE;
    }
}
