package daxplane.journal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.journal.Event;
import daxplane.journal.JournalRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryJournalTest {

    private final MemoryJournal journal = new MemoryJournal();

    private static Event event(int number) {
        return new Event.StepFailed("op-" + number, 1, "what");
    }

    @Test
    void numbersDenselyFromOneAndChains() throws Exception {
        var first = journal.append(event(1));
        var more = journal.append(List.of(event(2), event(3)));

        assertThat(first.revision()).isEqualTo(1);
        assertThat(first.previous()).isEqualTo("0".repeat(64));
        assertThat(more).extracting(JournalRecord::revision).containsExactly(2L, 3L);
        assertThat(more.getFirst().previous()).isEqualTo(first.hash());
        assertThat(journal.head()).isEqualTo(3);
        assertThat(journal.verify().records()).isEqualTo(3);
        assertThat(journal.verify().headHash()).isEqualTo(more.getLast().hash());
    }

    @Test
    void readsTheRangeAskedForUntilTheReaderHasEnough() throws Exception {
        journal.append(List.of(event(1), event(2), event(3), event(4)));
        var seen = new ArrayList<Long>();

        journal.read(2, 4, record -> seen.add(record.revision()) && record.revision() < 3);

        assertThat(seen).containsExactly(2L, 3L);
        assertThat(journal.record(5)).isEmpty();
        assertThat(journal.record(0)).isEmpty();
    }
}
