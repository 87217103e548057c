package daxplane.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.host.Errno;
import daxplane.journal.Journals.CloseableJournal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every journal does. */
public abstract class JournalContract {

    protected static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123456789Z");

    private CloseableJournal journal;

    /** A journal without records, whose clock says {@link #NOON}. */
    protected abstract CloseableJournal empty() throws JournalException;

    protected static Entry event(int number) {
        return Notes.note("op-" + number + ": what went wrong");
    }

    private CloseableJournal journal() throws JournalException {
        if (journal == null) {
            journal = empty();
        }
        return journal;
    }

    @AfterEach
    void close() {
        if (journal != null) {
            journal.close();
        }
    }

    @Test
    void numbersDenselyFromOneAndChains() throws Exception {
        var first = journal().append(event(1));
        var more = journal().append(List.of(event(2), event(3)));

        assertThat(first.revision()).isEqualTo(1);
        assertThat(first.previous()).isEqualTo("0".repeat(64));
        assertThat(more).extracting(JournalRecord::revision).containsExactly(2L, 3L);
        assertThat(more.getFirst().previous()).isEqualTo(first.hash());
        assertThat(more.getLast().previous()).isEqualTo(more.getFirst().hash());
        assertThat(journal().head()).isEqualTo(3);
        assertThat(journal().verify()).isEqualTo(new Journal.Verification(3, more.getLast().hash(), java.util.Optional.empty()));
    }

    @Test
    void returnsTheRecordThatReadingReturns() throws Exception {
        var appended = journal().append(event(7));

        assertThat(appended.type()).isEqualTo(Notes.TYPE);
        assertThat(appended.typeVersion()).isEqualTo(1);
        assertThat(appended.time()).isEqualTo(NOON);
        assertThat(Notes.of(appended)).isEqualTo(event(7));
        assertThat(journal().record(1)).contains(appended);
    }

    @Test
    void isEmptyAtFirst() throws Exception {
        assertThat(journal().head()).isZero();
        assertThat(journal().record(1)).isEmpty();
        assertThat(all()).isEmpty();
        assertThat(journal().verify()).isEqualTo(new Journal.Verification(0, "0".repeat(64), java.util.Optional.empty()));
    }

    @Test
    void readsTheRangeAskedForUntilTheReaderHasEnough() throws Exception {
        for (int number = 1; number <= 300; number++) {
            journal().append(event(number));
        }
        var seen = new ArrayList<Long>();

        journal().read(130, 260, record -> seen.add(record.revision()) && record.revision() < 201);

        assertThat(seen).hasSize(72).startsWith(130L, 131L).endsWith(200L, 201L);
        assertThat(all()).hasSize(300);
        assertThat(journal().record(0)).isEmpty();
        assertThat(journal().record(-5)).isEmpty();
        assertThat(journal().record(301)).isEmpty();
        assertThat(Notes.of(journal().record(128).orElseThrow())).isEqualTo(event(128));
    }

    @Test
    void keepsWhatIsOrderedInItsOrderWithWhatIsDurable() throws Exception {
        var expected = new ArrayList<JournalRecord>();
        for (int number = 1; number <= 300; number++) {
            expected.addAll(journal().append(List.of(event(number), event(-number)),
                    number % 50 == 0 ? Journal.Durability.DURABLE : Journal.Durability.ORDERED));
            assertThat(journal().head()).isEqualTo(2L * number);
        }

        assertThat(all()).isEqualTo(expected);
        assertThat(journal().record(599)).contains(expected.get(598));
        assertThat(journal().verify().records()).isEqualTo(600);
    }

    @Test
    void appendingNothingIsNothing() throws Exception {
        assertThat(journal().append(List.of())).isEmpty();
        assertThat(journal().head()).isZero();
    }

    @Test
    void refusesAnEventThatIsTooLarge() throws Exception {
        var huge = Notes.note("x".repeat(5 << 20));

        assertThatThrownBy(() -> journal().append(huge)).isInstanceOfSatisfying(JournalException.class,
                refused -> assertThat(refused.errno()).isEqualTo(Errno.E2BIG));
        assertThat(journal().append(event(1)).revision()).isEqualTo(1);
    }

    @Test
    void refusesAUnitOfTooManyEvents() throws Exception {
        var events = Collections.nCopies(Journal.MOST_TOGETHER + 1, event(1));

        assertThatThrownBy(() -> journal().append(events)).isInstanceOfSatisfying(JournalException.class,
                refused -> assertThat(refused.errno()).isEqualTo(Errno.E2BIG));
        assertThat(journal().append(events.subList(1, events.size()))).hasSize(Journal.MOST_TOGETHER);
    }

    @Test
    void appendsFromManyThreadsInOneOrder() throws Exception {
        var journal = journal();
        try (var threads = java.util.concurrent.Executors.newFixedThreadPool(4)) {
            for (int number = 1; number <= 200; number++) {
                int mine = number;
                threads.submit(() -> journal.append(List.of(event(mine), event(-mine))));
            }
        }

        var records = all();
        assertThat(records).hasSize(400);
        for (int at = 0; at < 400; at += 2) {
            assertThat(Notes.text(records.get(at + 1))).isEqualTo(Notes.text(records.get(at)).replace("op-", "op--"));
        }
        assertThat(journal.verify().damage()).isEmpty();
    }

    private List<JournalRecord> all() throws JournalException {
        var records = new ArrayList<JournalRecord>();
        journal().read(1, Long.MAX_VALUE, records::add);
        return records;
    }
}
