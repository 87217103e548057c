package daxplane.shell.verb;

import daxplane.control.ControlException;
import daxplane.journal.JournalException;
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
            "  history op-17        what an operation did, and what came of it",
            "  journal show 17      one record of it, whole"})
public final class HistoryVerb implements Verb {

    @Parameters(paramLabel = "OBJECT", description = "device, namespace, region, memoryN, nodeN, or an operation")
    private String object;
    @Mixin private Output output;

    @Override
    public int run(Context given) throws ControlException, JournalException, Failure {
        var context = output.of(given);
        if (PastOperations.isName(object)) {
            context.printRecorded(PastOperations.told(context, object));
            return ExitCode.DONE;
        }
        context.printRecorded(HistoryView.of(object,
                OfferedModules.unlessNeverLoaded(context, object, () -> context.session().control().history(object))));
        return ExitCode.DONE;
    }
}
