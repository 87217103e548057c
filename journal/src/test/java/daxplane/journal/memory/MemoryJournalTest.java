package daxplane.journal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.journal.JournalContract;
import daxplane.journal.Journals.CloseableJournal;
import daxplane.journal.Notes;
import daxplane.journal.disk.FileJournals;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryJournalTest extends JournalContract {

    @Override
    protected CloseableJournal empty() {
        return new MemoryJournal(() -> NOON);
    }

    @Test
    void givesTheHashesThatTheJournalOnDiskGives(@TempDir Path directory) throws Exception {
        var memory = new MemoryJournal(() -> NOON);
        var unit = List.of(event(1), event(2), Notes.note("ü"));

        try (var disk = new FileJournals(() -> NOON).write(directory)) {
            assertThat(memory.append(unit)).isEqualTo(disk.append(unit));
            assertThat(memory.append(event(3))).isEqualTo(disk.append(event(3)));
        }
        assertThat(memory.records()).extracting(Notes::of).hasSize(4).endsWith(event(3));
    }
}
