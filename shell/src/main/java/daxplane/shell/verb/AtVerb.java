package daxplane.shell.verb;

import daxplane.control.ControlException;
import daxplane.journal.JournalException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code at REVISION|TIME COMMAND...}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=at")
@CommandLine.Command(name = "at", description = "Look at the machine as it was: at a revision, or at a time",
        footer = {"", "Examples:",
            "  at 17 list",
            "  at 2026-11-20T09:30:00Z show dax0.0"})
public final class AtVerb implements WrapperVerb {

    @Parameters(index = "0", paramLabel = "REVISION", description = "number of a record, or a time like 2026-11-20T09:30:00Z")
    private String moment;
    @Parameters(index = "1..*", arity = "1..*", paramLabel = "COMMAND", description = "list or show, with its words")
    private List<String> words;

    @Override
    public int ownWords() {
        return 1;
    }

    @Override
    public int run(Context context) throws ControlException, JournalException, Failure {
        return context.language().look(words, context.at(revision(context)));
    }

    private long revision(Context context) throws ControlException, JournalException, Failure {
        if (moment.matches("\\d{1,18}")) {
            return Long.parseLong(moment);
        }
        try {
            return lastBefore(context, Instant.parse(moment));
        } catch (DateTimeParseException neither) {
            throw Failure.usage("at: '" + moment + "' is neither a revision nor a time like 2026-11-20T09:30:00Z");
        }
    }

    private static long lastBefore(Context context, Instant time) throws ControlException, JournalException, Failure {
        var journal = context.session().control().journal();
        long last = journal.lastBefore(time);
        if (time.isAfter(Instant.now()) && last == journal.head()) {
            throw Failure.failed(time + " is still to come (EINVAL)");
        }
        if (last == 0) {
            throw Failure.failed("the journal has nothing from before " + time + " (ENOENT)");
        }
        return last;
    }
}
