package daxplane.journal.child;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.journal.Entry;
import daxplane.journal.Journal.Durability;
import daxplane.journal.JournalException;
import daxplane.journal.JournalRecord;
import daxplane.journal.Notes;
import daxplane.journal.disk.FileJournals;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writers that get SIGKILL at random moments: what they said was durable is there, and the next one goes on. */
public class KillTest {

    /** Few, so that the build does not take long; {@code -Ddaxplane.kills=400} for a campaign. */
    private static final int KILLS = Integer.getInteger("daxplane.kills", 20);
    /** Journals that are written and killed side by side. */
    private static final int JOURNALS = 2;
    private static final long SEED = 20261120;

    /** Appends for ever, in units of one to six, some durable and some only ordered, and says how many records are durable. */
    public static final class Writer {

        private Writer() {
        }

        public static void main(String[] arguments) throws Exception {
            try (var journal = new FileJournals().write(Path.of(arguments[0]))) {
                var random = new Random(Long.parseLong(arguments[1]));
                while (true) {
                    var unit = new ArrayList<Entry>();
                    long revision = journal.head();
                    for (int place = random.nextInt(6); place >= 0; place--) {
                        unit.add(event(++revision));
                    }
                    if (random.nextInt(4) > 0) {
                        journal.append(unit, Durability.ORDERED);
                    } else {
                        System.out.println(journal.append(unit, Durability.DURABLE).getLast().revision());
                        System.out.flush();
                    }
                }
            }
        }
    }

    /** What stands at a revision, from a few bytes to several pages. */
    private static Entry event(long revision) {
        return Notes.note(revision + "x".repeat((int) (revision * 7919 % 9000)));
    }

    @Test
    void keepsEverythingThatWasAcknowledged(@TempDir Path root) throws Exception {
        var tasks = new ArrayList<Callable<Long>>();
        for (int number = 0; number < JOURNALS; number++) {
            int mine = number;
            // Half of the journals are always written by process 1, as in a container that is started again and again.
            List<String> before = number % 2 == 0 ? List.of() : ofProcessOne();
            tasks.add(() -> killAgainAndAgain(root.resolve("journal-" + mine), before, new Random(SEED + mine)));
        }
        try (var threads = Executors.newFixedThreadPool(JOURNALS)) {
            for (Future<Long> records : threads.invokeAll(tasks)) {
                assertThat(records.get()).isGreaterThan(KILLS);
            }
        }
    }

    /** What makes a command process 1 of a namespace of its own; nothing where that is not allowed. */
    private static List<String> ofProcessOne() throws Exception {
        var way = List.of("unshare", "--pid", "--fork", "--kill-child");
        var attempt = new ArrayList<>(way);
        attempt.addAll(List.of("sh", "-c", "test $$ = 1"));
        return ChildJvm.run(attempt).exit() == 0 ? way : List.of();
    }

    private static long killAgainAndAgain(Path directory, List<String> before, Random random) throws Exception {
        long durable = 0;
        for (int kill = 0; kill < KILLS / JOURNALS; kill++) {
            durable = killOnce(directory, before, random);
            try (var journal = new FileJournals().read(directory)) {
                assertThat(journal.head()).as("kill %d", kill).isGreaterThanOrEqualTo(durable);
                assertThat(journal.verify().damage()).as("kill %d", kill).isEmpty();
                List<JournalRecord> records = new ArrayList<>();
                journal.read(1, Long.MAX_VALUE, records::add);
                assertThat(records).allMatch(record -> Notes.of(record).equals(event(record.revision())));
            }
        }
        return durable;
    }

    /** The last revision that the killed writer said was durable. */
    private static long killOnce(Path directory, List<String> before, Random random) throws IOException, InterruptedException, JournalException {
        var command = new ArrayList<>(before);
        command.addAll(ChildJvm.command(List.of(), Writer.class, directory, random.nextLong()));
        Process writer = ChildJvm.start(command);
        int unitsToWaitFor = 1 + random.nextInt(12);
        String last = "0";
        try (BufferedReader said = new BufferedReader(new java.io.InputStreamReader(writer.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                last = line;
                if (--unitsToWaitFor == 0) {
                    // Not at once, so that the writer is anywhere in its next units: it goes on while the signal travels.
                    // By its handle, since Process would close the pipe with what the writer has said.
                    writer.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(writer.waitFor()).as("it ended by itself: %s", last).isEqualTo(128 + 9);
        return Long.parseLong(last);
    }
}
