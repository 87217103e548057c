package daxplane.shell.verb;

import daxplane.control.ControlException;
import daxplane.inventory.Difference;
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
            "  diff 17       what changed since"})
public final class DiffVerb implements Verb {

    @Parameters(index = "0", paramLabel = "REVISION", description = "the earlier one")
    private long from;
    @Parameters(index = "1", arity = "0..1", paramLabel = "REVISION", description = "the later one; now when it is left out")
    private Long to;
    @Mixin private Output output;

    @Override
    public int run(Context given) throws ControlException {
        var context = output.of(given);
        var control = context.session().control();
        var before = control.pictureAt(from).inventory();
        var after = (to == null ? control.picture() : control.pictureAt(to)).inventory();
        context.print(Facts.view(Difference.between(before, after)));
        return ExitCode.DONE;
    }
}
