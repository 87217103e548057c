package daxplane.shell.verb;

import daxplane.control.ControlException;
import daxplane.events.Intent;
import daxplane.events.ledger.MachineLedger;
import daxplane.events.ledger.Operation;
import daxplane.inventory.NamedObject;
import daxplane.journal.JournalException;
import daxplane.shell.view.OperationsView;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code operations [ID] [--since TIME] [--by WHO] [--object NAME] [--ended HOW] [-n N]}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=operations")
@CommandLine.Command(name = "operations", description = "Show who did what and how it ended, one line for each operation",
        footer = {"", "Examples:",
            "  operations -n 5                 the last ones",
            "  operations --object dax0.0      those about one object",
            "  operations --since 12h          those of today",
            "  operations --ended partial      those that left something behind",
            "  operations op-17                one of them, whole"})
public final class OperationsVerb implements LookingVerb, TakesMoments {

    /** More than anybody reads. */
    private static final int MOST_SHOWN = 10_000;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "one of them")
    private String id;
    @Option(names = "--by", paramLabel = "WHO", description = "begun by this person")
    private String by;
    @Option(names = "--object", paramLabel = "NAME", description = "about the object that had this name then")
    private String object;
    @Option(names = "--since", paramLabel = "TIME", description = "begun then or later: a time, a revision, or how long ago: 12h, yesterday 18:00, 2026-11-20T09:30")
    private Optional<String> since;
    @Option(names = "--until", paramLabel = "TIME", description = "begun then or earlier")
    private Optional<String> until;
    @Option(names = "--ended", paramLabel = "HOW", description = "completed, failed, undone, partial, in-doubt, or open")
    private OperationsView.Ending ended;
    @Option(names = {"-n", "--lines"}, paramLabel = "N", defaultValue = "20", description = "how many (default ${DEFAULT-VALUE})")
    private int lines;
    @Mixin private Output output;

    @Override
    public int run(Context given) throws ControlException, JournalException, Failure {
        if (lines < 1 || lines > MOST_SHOWN) {
            throw Failure.usage("operations: -n takes 1 to " + MOST_SHOWN + ", not " + lines);
        }
        var context = output.of(given);
        var span = Moments.span(context, "operations", since, until);
        if (id != null) {
            context.printRecorded(PastOperations.shown(context, id));
            return ExitCode.DONE;
        }
        var past = PastOperations.read(context);
        requireKnown(past.ledger());
        List<Operation> chosen = past.ledger().operations().stream().filter(this::asked)
                .filter(operation -> span.contains(operation.intended(), past.began(operation))).toList();
        var last = chosen.subList(Math.max(0, chosen.size() - lines), chosen.size());
        context.printRecorded(OperationsView.table(last, past::began, !past.ledger().operations().isEmpty(), PastOperations.records(context, last)));
        return ExitCode.DONE;
    }

    /** A name that the journal has never seen is a slip of the finger, and no question with an empty answer. */
    private void requireKnown(MachineLedger ledger) throws Failure {
        var actors = ledger.operations().stream().map(Operation::actor).collect(Collectors.toCollection(TreeSet::new));
        if (by != null && !actors.contains(by)) {
            throw Failure.failed("nobody called " + by + " has begun an operation (ENOENT)"
                    + (actors.isEmpty() ? "" : "; " + String.join(", ", actors) + (actors.size() == 1 ? " has" : " have")));
        }
        if (object != null && NamedObject.find(ledger.observed(), object).isEmpty()
                && ledger.operations().stream().noneMatch(operation -> about(operation.intent(), object))) {
            throw Failure.failed("nothing is called " + object + ", and no operation was about it (ENODEV); 'list' shows what there is");
        }
    }

    private boolean asked(Operation operation) {
        return (by == null || by.equals(operation.actor())) && (object == null || about(operation.intent(), object))
                && (ended == null || ended == OperationsView.Ending.of(operation));
    }

    private static boolean about(Intent intent, String name) {
        return intent.about().stream().anyMatch(target -> target.name().equals(name))
                || intent instanceof Intent.ToolRun(var argv) && argv.contains(name)
                || intent instanceof Intent.DriverChange(var _, var driver, var _) && driver.equals(name);
    }
}
