package daxplane.shell.verb;

import daxplane.control.ControlException;
import daxplane.control.Excerpt;
import daxplane.control.HistoryEntry;
import daxplane.control.Life;
import daxplane.events.ledger.MachineLedger;
import daxplane.journal.JournalException;
import daxplane.shell.view.HistoryView;
import daxplane.shell.view.Lanes;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code history OBJECT [--since TIME] [--until TIME] [--by WHO] [-n N] [--oneline]}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=history")
@CommandLine.Command(name = "history", description = "Tell what happened to an object: who, when, why; also of what is gone",
        footer = {"", "Examples:",
            "  history dax0.0",
            "  history dax0.0 -n 5                      the last entries",
            "  history dax0.0 --since yesterday --by bob",
            "  history dax0.0 --oneline                 a line for each operation",
            "  history dax0.0 -o json",
            "  history --picture    who had what, a lane for each device",
            "  history op-17        what an operation did, and what came of it",
            "  journal show 17      one record of it, whole"})
public final class HistoryVerb implements LookingVerb, TakesMoments, LineCount {

    @Parameters(arity = "0..1", paramLabel = "OBJECT", description = "device, namespace, region, memoryN, nodeN, by any name it ever had, or an operation")
    private String object;
    @Option(names = "--picture", description = "draw who had what, a lane for each device; OBJECT may be left out")
    private boolean picture;
    @Mixin private Drawing drawing;
    @Option(names = "--since", paramLabel = "TIME", description = "then or later: a time, a revision, an operation, or how long ago: 12h, yesterday 18:00")
    private Optional<String> since;
    @Option(names = "--until", paramLabel = "TIME", description = "then or earlier")
    private Optional<String> until;
    @Option(names = "--by", paramLabel = "WHO", description = "what this person did; 'external' and 'boot' are known as well")
    private Optional<String> by;
    @Option(names = {"-n", "--lines"}, paramLabel = "N", description = "the last N entries alone (default: all)")
    private Optional<Integer> lines;
    @Option(names = "--oneline", description = "a line for each operation, and for each change that was none")
    private boolean oneline;
    @Mixin private Output output;

    @Override
    public int run(Context given) throws ControlException, JournalException, Failure {
        if (lines.filter(count -> count < 1).isPresent()) {
            throw Failure.usage("history: -n takes 1 or more, not " + lines.get());
        }
        var context = output.of(given);
        if (picture) {
            context.print(lanes(context));
            return ExitCode.DONE;
        }
        if (object == null) {
            throw Failure.usage("history: say of what: an object or an operation; 'history --picture' draws all devices");
        }
        var span = Moments.span(context, "history", since, until);
        var lives = PastOperations.isName(object) ? List.of(PastOperations.told(context, object))
                : OfferedModules.unlessNeverLoaded(context, object, () -> context.questions().lives(object, wanted(span)));
        var chosen = lives.stream().flatMap(life -> life.history().stream()).distinct()
                .filter(wanted(span)::contains)
                .sorted(Comparator.comparingLong(HistoryEntry::revision)).toList();
        Set<HistoryEntry> kept = lines.map(count -> chosen.subList(Math.max(0, chosen.size() - count), chosen.size())).orElse(chosen).stream().collect(Collectors.toSet());
        List<Life> told = lives.stream().map(life -> life.with(life.history().stream().filter(kept::contains).toList())).toList();
        boolean all = since.isEmpty() && until.isEmpty() && by.isEmpty() && lines.isEmpty();
        context.printRecorded(HistoryView.of(object, told, oneline, all ? "nothing is recorded of " + object + ": it is as it was when the journal began"
                : "nothing of that is recorded of " + object, StoredRecords.of(context, List.copyOf(kept))));
        long earlier = lives.stream().mapToLong(Life::earlier).sum();
        if (earlier > 0) {
            context.complain("note: " + earlier + " earlier entries are not among these; 'at " + chosen.stream().mapToLong(HistoryEntry::revision).min().orElse(1) + " history "
                    + object + "' tells them");
        }
        return ExitCode.DONE;
    }

    /** In the order of the records; those of the span, and of the object when one is named. */
    private Lanes lanes(Context context) throws ControlException, JournalException, Failure {
        if (by.isPresent() || lines.isPresent() || oneline) {
            throw Failure.usage("history: --picture takes --since and --until; --by, -n and --oneline choose lines of text");
        }
        Optional<Set<String>> asked = object == null ? Optional.empty()
                : Optional.of(context.questions().lives(object).stream().flatMap(life -> life.identities().stream()).collect(Collectors.toSet()));
        var span = Moments.span(context, "history", since, until);
        var lanes = new Lanes(asked, drawing.withUnicode("history"));
        var ledger = new MachineLedger();
        context.session().control().journal().read(1, Math.min(context.lastRevision(), span.toRevision()), record -> {
            ledger.apply(record);
            boolean past = record.time().isAfter(span.to());
            if (!past) {
                lanes.record(record, ledger.observed(), span.contains(record.revision(), record.time()));
            }
            return !past;
        });
        return lanes;
    }

    private Excerpt wanted(Moments.Span span) {
        return new Excerpt(span.fromRevision(), span.toRevision(), lines.orElse(Integer.MAX_VALUE),
                entry -> span.contains(entry.revision(), entry.time()) && by.map(who -> isBy(entry, who)).orElse(true));
    }

    private static boolean isBy(HistoryEntry entry, String who) {
        return entry.actor().equals(who) || entry.command().isEmpty() && entry.cause().text().equals(who);
    }
}
