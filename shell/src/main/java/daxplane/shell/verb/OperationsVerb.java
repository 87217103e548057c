package daxplane.shell.verb;

import daxplane.control.ControlException;
import daxplane.events.Intent;
import daxplane.events.ledger.MachineLedger;
import daxplane.events.ledger.Operation;
import daxplane.inventory.NamedObject;
import daxplane.journal.JournalException;
import daxplane.shell.view.OperationsView;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
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
public final class OperationsVerb implements Verb {

    /** More than anybody reads. */
    private static final int MOST_SHOWN = 10_000;

    /** Minutes, hours, days; no more digits than any journal has lived. */
    private static final Pattern AGO = Pattern.compile("(\\d{1,7})([mhd])");

    @Parameters(arity = "0..1", paramLabel = "ID", description = "one of them")
    private String id;
    @Option(names = "--by", paramLabel = "WHO", description = "begun by this person")
    private String by;
    @Option(names = "--object", paramLabel = "NAME", description = "about the object that had this name then")
    private String object;
    @Option(names = "--since", paramLabel = "TIME", description = "begun then or later: a time like 2026-11-20T09:30:00Z, or 90m, 12h, 7d ago")
    private String since;
    @Option(names = "--ended", paramLabel = "HOW", description = "completed, undone, partial, in-doubt, or open")
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
        Instant from = since();
        var past = PastOperations.read(context);
        if (id != null) {
            var one = past.find(id);
            context.printRecorded(OperationsView.one(one, past.began(one)));
            return ExitCode.DONE;
        }
        requireKnown(past.ledger());
        List<Operation> chosen = past.ledger().operations().stream().filter(this::asked)
                .filter(operation -> !past.began(operation).isBefore(from)).toList();
        var last = chosen.subList(Math.max(0, chosen.size() - lines), chosen.size());
        context.printRecorded(OperationsView.table(last, past::began, !past.ledger().operations().isEmpty()));
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

    /** The beginning of all time when nothing was said. */
    private Instant since() throws Failure {
        if (since == null) {
            return Instant.MIN;
        }
        var ago = AGO.matcher(since);
        try {
            if (!ago.matches()) {
                return Instant.parse(since);
            }
            long count = Long.parseLong(ago.group(1));
            return Instant.now().minus(switch (ago.group(2)) {
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                default -> Duration.ofDays(count);
            });
        } catch (DateTimeException neither) {
            throw Failure.usage("operations: '" + since + "' is neither a time like 2026-11-20T09:30:00Z nor how long ago, like 90m, 12h or 7d");
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
