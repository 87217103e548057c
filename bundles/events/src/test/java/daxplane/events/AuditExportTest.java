package daxplane.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.inventory.Fact;
import daxplane.journal.Entry;
import daxplane.journal.disk.FileJournals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of docs/AUDIT.md, which knows nothing of ours, on exported files. */
class AuditExportTest {

    @TempDir
    private Path folder;

    private record Said(int exit, String text) {
    }

    @BeforeAll
    static void pythonIsHere() throws Exception {
        boolean here;
        try {
            here = new ProcessBuilder("python3", "--version").redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException absent) {
            here = false;
        }
        assumeTrue(here, "NOT TESTED HERE: there is no python3");
    }

    private List<String> exported(Event... events) throws Exception {
        try (var journal = new FileJournals(() -> Instant.parse("2026-11-20T12:00:00.000000001Z")).write(folder.resolve("journal")); var log = new EventLog(journal)) {
            for (Event event : events) {
                log.append(event);
            }
            journal.append(new Entry(4711, 9, false, new byte[] {0, 1, '}'}));
            return lines(log);
        }
    }

    private static List<String> lines(EventLog log) throws Exception {
        var lines = new ArrayList<String>();
        log.stored(1, Long.MAX_VALUE, record -> lines.add(RecordText.line(record, RecordText.Format.JSONL, "")));
        return lines;
    }

    private Said audited(List<String> lines) throws Exception {
        Path file = Files.write(folder.resolve("case.jsonl"), lines);
        var process = new ProcessBuilder("python3", "-B", "../../docs/audit-export.py", file.toString()).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    private static Event begins(String id) {
        return new Event.OperationIntended(id, "ndctl write \"\u00e4\"", "eve", "OPS-7", List.of());
    }

    private static final Event ZEROED = new Event.EffectPerformed("op-1", 1, new Effect.ZeroMedia("pmem0", 0, 4096), new EffectResult.Done(0), 0);
    private static final Event ENDED = new Event.OperationEnded("op-1", Event.Outcome.COMPLETED, "done");

    @Test
    void provesTheChainAndTellsWhoDidWhat() throws Exception {
        var said = audited(exported(begins("op-1"), ZEROED, ENDED, new Event.FactsObserved(Cause.EXTERNAL, List.of(new Fact.DriverBound("dax0.0", "kmem")))));

        assertThat(said.exit()).as(said.text()).isZero();
        assertThat(said.text()).startsWith("5 records, sha256 ").contains("OPERATIONS (1)", "op-1 by eve: ndctl write", "because OPS-7", "IRREVERSIBLE (1)",
                "op-1 by eve: op-1: ", "what stood there is not kept", "EXTERNAL (1)", "external: dax0.0 bound to kmem", "NOT KNOWN HERE (1)", "event type 4711, version 9");
    }

    @Test
    void namesALineThatWasChangedLeftOutOrMoved() throws Exception {
        var good = exported(begins("op-1"), ZEROED, ENDED);

        for (int at = 0; at < good.size(); at++) {
            var changed = new ArrayList<>(good);
            String line = changed.get(at);
            int data = line.indexOf("\"data") + 20;
            changed.set(at, line.substring(0, data) + (line.charAt(data) == 'x' ? 'y' : 'x') + line.substring(data + 1));
            assertThat(audited(changed)).as("line %d", at + 1).satisfies(said -> {
                assertThat(said.exit()).isEqualTo(1);
                assertThat(said.text()).contains("then: line ");
            });
        }
        var without = new ArrayList<>(good);
        without.remove(1);
        assertThat(audited(without).text()).contains("then: line 2: it is revision 3");
        var twice = new ArrayList<>(good);
        twice.add(2, good.get(1));
        assertThat(audited(twice).text()).contains("then: line 3: it is revision 2");
    }

    @Test
    void saysWhatIsUnexplainedAndWhatIsOpen() throws Exception {
        assertThat(audited(exported(ZEROED))).satisfies(said -> {
            assertThat(said.exit()).isEqualTo(1);
            assertThat(said.text()).contains("UNEXPLAINED (1)");
        });
    }

    @Test
    void anOperationWithoutAnOutcomeIsOpen() throws Exception {
        assertThat(audited(exported(begins("op-1"), ZEROED))).satisfies(said -> {
            assertThat(said.exit()).isEqualTo(5);
            assertThat(said.text()).contains("OPEN (1)", "op-1 by eve");
        });
    }

    @Test
    void readsTheFirstVersion() throws Exception {
        try (var log = new EventLog(new FileJournals().read(Path.of("src/test/resources/journal-0.1")))) {
            assertThat(audited(lines(log))).satisfies(said -> assertThat(said.text()).startsWith("326 records, sha256 ").doesNotContain("then:", "UNEXPLAINED"));
        }
    }
}
