package daxplane.shell.view;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.control.HistoryEntry;
import daxplane.events.Cause;
import daxplane.events.StoredEvent;
import daxplane.inventory.Fact;
import daxplane.journal.JournalRecord;
import daxplane.shell.screen.Detail;
import daxplane.shell.screen.Format;
import daxplane.shell.screen.Screen;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who did it is said once for each operation, and for each that was refused. */
class HistoryViewTest {

    private static HistoryEntry entry(long revision, String what, Cause cause, String command) {
        return new HistoryEntry(revision, Instant.EPOCH, what, cause, command, "root", "");
    }

    private static List<String> rows(HistoryEntry... entries) {
        var bytes = new ByteArrayOutputStream();
        var screen = new Screen(Screen.WITHOUT_TERMINAL, false, Format.TABLE, Detail.USUAL, Optional.empty());
        HistoryView.of(List.of(entries)).printText(screen, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8).lines().skip(1).map(line -> line.replaceAll("1970\\S* \\S*", "").replaceAll(" +", " ").strip()).toList();
    }

    @Test
    void anOperationNamesItsCommandOnce() {
        assertThat(rows(entry(2, "unbound", Cause.operation("op-2"), "assign"), entry(3, "bound", Cause.operation("op-2"), "assign")))
                .containsExactly("2 unbound assign (op-2) root", "3 bound");
    }

    @Test
    void eachRefusalNamesItsCommand() {
        assertThat(rows(entry(2, "refused (EBUSY): held", Cause.operation(""), "resize x"), entry(3, "refused (EBUSY): held", Cause.operation(""), "destroy x")))
                .containsExactly("2 refused (EBUSY): held resize x root", "3 refused (EBUSY): held destroy x root");
    }

    @Test
    void programsGetTheFactsThatAnEntryIsAboutAndElseTheRecord() {
        var bound = new HistoryEntry(9, Instant.EPOCH, "dax0.0 bound to kmem", Cause.operation("op-2"), "assign", "root", "OPS-7", List.of(new Fact.DriverBound("dax0.0", "kmem")));
        var refused = entry(12, "refused", Cause.operation(""), "assign");
        var payload = "{\"command\":\"assign\",\"bytes\":18446744073709551615}";
        var record = StoredEvent.of(new JournalRecord(12, Instant.EPOCH, 4711, 1, "", "", payload.getBytes(StandardCharsets.US_ASCII)));
        var bytes = new ByteArrayOutputStream();

        HistoryView.of("dax0.0", List.of(bound, refused), Map.of(12L, record)).print(new Screen(80, false, Format.JSONL), new PrintStream(bytes, true, StandardCharsets.UTF_8));

        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("""
                {"revision":9,"time":"1970-01-01T00:00:00Z","what":"dax0.0 bound to kmem","by":"assign (op-2)","operation":"op-2","command":"assign","actor":"root","reason":"OPS-7",\
                "type":"FactsObserved","data":{"cause":"op-2","by":"operation","facts":[{"fact":"DriverBound","device":"dax0.0","driver":"kmem"}]}}
                {"revision":12,"time":"1970-01-01T00:00:00Z","what":"refused","by":"assign","operation":"","command":"assign","actor":"root","reason":"",\
                "type":"type4711","data":{"command":"assign","bytes":18446744073709551615}}
                """);
    }
}
