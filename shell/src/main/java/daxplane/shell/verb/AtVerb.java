package daxplane.shell.verb;

import daxplane.control.ControlException;
import daxplane.journal.JournalException;
import daxplane.shell.view.HistoryView;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code at MOMENT COMMAND...}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=at")
@CommandLine.Command(name = "at", description = "Ask as of the past: at a revision, after an operation, or at a time",
        footer = {"", "Examples:",
            "  at 17 list",
            "  at 17 who dax0.0                      also what is gone, by any name that it had",
            "  at op-17 show dax0.0                  when that operation had ended",
            "  at 2026-11-20T09:30:00Z drift         a time with its zone",
            "  at 2026-11-20 9:30 list               a time of this computer's zone",
            "  at yesterday 18:00 history dax0.0",
            "  at -2h operations                     two hours ago"})
public final class AtVerb implements WrapperVerb, TakesMoments {

    @Parameters(index = "0", paramLabel = "MOMENT", description = "number of a record, an operation, a time, or how long ago")
    private String moment;
    @Parameters(index = "1..*", arity = "1..*", paramLabel = "COMMAND", description = "list, show, map, who, why, history, operations, drift, diff or config, with its words")
    private List<String> words;

    @Override
    public int ownWords() {
        return 1;
    }

    @Override
    public int run(Context context) throws ControlException, JournalException, Failure {
        var asked = Moments.read("at", moment);
        context.language().checkLook(words, context);
        long revision = Moments.revision(context, asked);
        if (context.forPeople() && asked instanceof Moment.Time time) {
            context.complain("note: revision " + revision + ", the last one up to " + HistoryView.local(time.at()));
        }
        return context.language().look(words, context.at(revision));
    }
}
