package daxplane.shell.verb;

import daxplane.control.ControlException;
import daxplane.journal.JournalException;
import daxplane.shell.view.Comparison;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code diff REVISION [REVISION]}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=diff")
@CommandLine.Command(name = "diff", description = "Show what is different between two moments, or between one and now: - before, + after",
        footer = {"", "Examples:",
            "  diff 3 17             what changed from revision 3 to 17",
            "  diff 17               what changed since",
            "  diff yesterday        what changed since yesterday 0:00",
            "  diff 9:00 -1h         times, as 'at' takes them",
            "  diff op-17            what changed while an operation was under way"})
public final class DiffVerb implements LookingVerb, TakesMoments {

    @Parameters(index = "0", paramLabel = "MOMENT", description = "the earlier one: a revision, a time, or an operation")
    private String from;
    @Parameters(index = "1", arity = "0..1", paramLabel = "MOMENT", description = "the later one; now when it is left out")
    private String to;
    @Mixin private Output output;

    @Override
    public int run(Context given) throws ControlException, JournalException, Failure {
        var context = output.of(given);
        var control = context.session().control();
        if (PastOperations.isName(from) && to == null) {
            var operation = PastOperations.find(context, from);
            var ended = operation.ended() == 0 ? context.picture() : control.pictureAt(operation.ended());
            context.print(Comparison.of(control.pictureAt(operation.intended()).inventory(), ended.inventory()));
            return ExitCode.DONE;
        }
        var before = control.pictureAt(Moments.revision(context, "diff", from)).inventory();
        var after = (to == null ? context.picture() : control.pictureAt(Moments.revision(context, "diff", to))).inventory();
        context.print(Comparison.of(before, after));
        return ExitCode.DONE;
    }
}
