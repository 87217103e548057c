package daxplane.shell.verb;

import daxplane.control.ControlException;
import daxplane.journal.JournalException;
import daxplane.shell.view.HistoryView;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code why OBJECT}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=why")
@CommandLine.Command(name = "why", description = "Tell why an object is as it is: what led there, the latest first",
        footer = {"", "Examples:",
            "  why dax0.0",
            "  why memory33"})
public final class WhyVerb implements LookingVerb {

    @Parameters(paramLabel = "OBJECT", description = "device, namespace, region, memoryN or nodeN")
    private String object;
    @Mixin private Output output;

    @Override
    public int run(Context given) throws ControlException, JournalException, Failure {
        var context = output.of(given);
        var causes = OfferedModules.unlessNeverLoaded(context, object, () -> context.questions().why(object));
        context.printRecorded(HistoryView.of(object, causes, StoredRecords.of(context, causes)));
        return ExitCode.DONE;
    }
}
