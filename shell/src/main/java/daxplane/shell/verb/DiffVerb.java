package daxplane.shell.verb;

import daxplane.control.ControlException;
import daxplane.inventory.Difference;
import daxplane.journal.JournalException;
import daxplane.shell.view.Facts;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code diff REVISION [REVISION]}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=diff")
@CommandLine.Command(name = "diff", description = "Show what is different between two revisions, or between one and now",
        footer = {"", "Examples:",
            "  diff 3 17     what changed from revision 3 to 17",
            "  diff 17       what changed since",
            "  diff op-17    what changed while an operation was under way"})
public final class DiffVerb implements Verb {

    @Parameters(index = "0", paramLabel = "REVISION", description = "the earlier one, or an operation")
    private String from;
    @Parameters(index = "1", arity = "0..1", paramLabel = "REVISION", description = "the later one; now when it is left out")
    private String to;
    @Mixin private Output output;

    @Override
    public int run(Context given) throws ControlException, JournalException, Failure {
        var context = output.of(given);
        var control = context.session().control();
        if (PastOperations.isName(from) && to == null) {
            var operation = PastOperations.read(context).find(from);
            var ended = operation.ended() == 0 ? control.picture() : control.pictureAt(operation.ended());
            context.print(Facts.view(Difference.between(control.pictureAt(operation.intended()).inventory(), ended.inventory())));
            return ExitCode.DONE;
        }
        var before = control.pictureAt(revision(from)).inventory();
        var after = (to == null ? control.picture() : control.pictureAt(revision(to))).inventory();
        context.print(Facts.view(Difference.between(before, after)));
        return ExitCode.DONE;
    }

    private static long revision(String word) throws Failure {
        if (!word.matches("\\d{1,18}")) {
            throw Failure.usage("diff: '" + word + "' is no revision; 'journal tail' shows the last ones");
        }
        return Long.parseLong(word);
    }
}
