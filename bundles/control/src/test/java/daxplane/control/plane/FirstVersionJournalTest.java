package daxplane.control.plane;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.events.EventLog;
import daxplane.events.EventRecord;
import daxplane.journal.disk.FileJournals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A journal that version 0.1.0 wrote in a session of an hour: assignments, tools, writes by hand, refusals, three processes that
 * were killed in the middle of an operation, boots, changes by others, drift accepted and recovered. What 0.1.0 made of it
 * stands beside it, and every later version makes the same of it. The files are never changed; they lie with the bundle of events,
 * where the picture, the wishes and the operations are held.
 */
class FirstVersionJournalTest {

    private static final Path FILES = Path.of("../events/src/test/resources/journal-0.1");

    private final List<EventRecord> records = new ArrayList<>();

    @BeforeEach
    void read() throws Exception {
        try (var journal = new EventLog(new FileJournals().read(FILES))) {
            journal.read(1, Long.MAX_VALUE, records::add);
            assertThat(journal.verify().damage()).isEmpty();
        }
    }

    @Test
    void tellsTheSameDriftAndTheSameHistoryOfEachObject() throws Exception {
        assertThat(LedgerText.of(records)).isEqualTo(expected("histories.txt", LedgerText.of(records)));
    }

    private static String expected(String name, String proposal) throws Exception {
        Path file = Path.of("src/test/resources/journal-0.1-" + name);
        if (Files.exists(file)) {
            return Files.readString(file);
        }
        Files.writeString(Files.createDirectories(Path.of("target/golden")).resolve(file.getFileName()), proposal);
        return file + " is missing";
    }
}
