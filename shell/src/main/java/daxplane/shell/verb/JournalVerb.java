package daxplane.shell.verb;

import daxplane.control.ControlException;
import daxplane.events.StoredEvent;
import daxplane.journal.JournalException;
import daxplane.journal.Journals;
import daxplane.script.Waiting;
import daxplane.shell.screen.Properties;
import daxplane.shell.view.Devices;
import daxplane.shell.view.Records;
import java.util.ArrayList;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine;

/** {@code journal tail|show|verify|checkpoint|key|export|import|report|replay}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=journal")
@CommandLine.Command(name = "journal", description = "Read the journal: everything that was intended, done, seen and refused",
        subcommands = {JournalVerb.Tail.class, JournalVerb.Show.class, JournalProof.Verify.class,
            JournalProof.Checkpoint.class, JournalProof.Key.class, JournalTransfer.Export.class, JournalTransfer.Import.class, JournalReport.class,
            JournalVerb.Replay.class},
        footer = {"", "Examples:",
            "  journal tail            the last records",
            "  journal show 17         one record, whole",
            "  journal verify          prove that no record was changed, lost or moved",
            "  journal checkpoint      sign everything up to now; the note proves it one day",
            "  journal export FILE     all records as lines of JSON; import makes the same journal of them",
            "  journal report --html FILE  a page of it for a browser",
            "  journal replay --to 17  who owned what at revision 17, from the records alone"})
public final class JournalVerb implements Verb {

    /** Records that one answer shows at most; more would not be read by anybody. */
    private static final int MOST_SHOWN = 10_000;

    /** For what makes a journal elsewhere. */
    @Reference
    private Journals journals;

    Journals journals() {
        return journals;
    }

    @Override
    public int run(Context context) throws Failure {
        throw Failure.usage("journal: say what: tail, show, verify, checkpoint, key, export, import, report or replay");
    }

    /** {@code journal tail [-n N] [--from REVISION] [--follow]}. */
    @CommandLine.Command(name = "tail", description = "Show the last records, and those to come",
            footer = {"", "Examples:", "  journal tail -n 50", "  journal tail -o jsonl", "  journal tail --follow --from 17"})
    public static final class Tail implements Verb {

        /** How long to wait before looking again: a person does not notice, and a processor neither. */
        private static final long LOOK_AGAIN_MILLIS = 200;

        @Option(names = {"-n", "--lines"}, paramLabel = "N", defaultValue = "20", description = "how many (default ${DEFAULT-VALUE})")
        private int lines;
        @Option(names = "--from", paramLabel = "REVISION", description = "begin with this record instead of the last few")
        private Long from;
        @Option(names = {"-f", "--follow"}, description = "go on with what others append, until Ctrl-C")
        private boolean follow;
        @Mixin private Output output;

        @Override
        public int run(Context given) throws ControlException, JournalException, Failure {
            if (lines < 1 || lines > MOST_SHOWN) {
                throw Failure.usage("journal tail: -n takes 1 to " + MOST_SHOWN + ", not " + lines);
            }
            var context = output.of(given);
            long head = context.session().control().journal().head();
            if (from != null && (from < 1 || from > head && !follow)) {
                throw Failure.failed("there is no revision " + from + " (ENOENT); the journal has " + (head == 0 ? "no records yet" : "1 to " + head));
            }
            long next = from == null ? Math.max(1, head - lines + 1) : from;
            int most = from == null ? lines : MOST_SHOWN;
            next = show(context, next, most, true);
            while (follow && !context.interruption().raised() && !context.streams().out().checkError() && Waiting.handOver() && patience()) {
                next = show(context, next, MOST_SHOWN, false);
            }
            return ExitCode.DONE;
        }

        /** Shows records from one on; returns the one to go on with. */
        private static long show(Context context, long from, int most, boolean evenNone) throws ControlException, JournalException {
            var records = new ArrayList<StoredEvent>();
            context.session().control().journal().readStored(from, Long.MAX_VALUE, record -> {
                records.add(record);
                return records.size() < most;
            });
            if (evenNone || !records.isEmpty()) {
                context.print(Records.table(records));
                context.streams().out().flush();
            }
            return from + records.size();
        }

        private static boolean patience() {
            try {
                Thread.sleep(LOOK_AGAIN_MILLIS);
                return true;
            } catch (InterruptedException enough) {
                return false;
            }
        }
    }

    /** {@code journal show REVISION}. */
    @CommandLine.Command(name = "show", description = "Show one record, whole", footer = {"", "Examples:", "  journal show 17"})
    public static final class Show implements Verb {

        @Parameters(paramLabel = "REVISION", description = "number of the record, from 1")
        private long revision;
        @Mixin private Output output;

        @Override
        public int run(Context given) throws ControlException, JournalException, Failure {
            var context = output.of(given);
            var journal = context.session().control().journal();
            var record = journal.storedRecord(revision).orElseThrow(() -> Failure.failed("there is no revision " + revision
                    + " (ENOENT); the journal has " + (journal.head() == 0 ? "no records yet" : "1 to " + journal.head())));
            context.print(Records.show(record));
            return ExitCode.DONE;
        }
    }

    /** {@code journal replay [--to REVISION]}. */
    @CommandLine.Command(name = "replay", description = "Rebuild from the records alone who owned what",
            footer = {"", "Examples:", "  journal replay", "  journal replay --to 17"})
    public static final class Replay implements Verb {

        @Option(names = "--to", paramLabel = "REVISION", description = "the last record to take into account (default: all)")
        private Long revision;
        @Mixin private Output output;

        @Override
        public int run(Context given) throws ControlException, Failure {
            var context = output.of(given);
            var control = context.session().control();
            long to = revision == null ? control.journal().head() : revision;
            if (to == 0 && revision == null) {
                throw Failure.failed("the journal has no records yet (ENOENT); the first command that changes something begins it");
            }
            var replayed = control.replayed(to);
            context.print(new Properties("replayed 1 to " + replayed.revision() + ": " + replayed.host())
                    .silently("revision", replayed.revision())
                    .with("boot", replayed.bootId())
                    .with("devices", Devices.table(replayed.inventory(), control.modes())));
            return ExitCode.DONE;
        }
    }
}
