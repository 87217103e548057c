package daxplane.journal.disk;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.journal.JournalException;
import daxplane.journal.JournalRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadersTest {

    private static final int RECORDS = 600;

    @TempDir
    Path directory;

    @Test
    void seeWhatWasAddedSinceTheyOpened() throws Exception {
        try (var writer = Fixture.write(directory); var reader = Fixture.read(directory)) {
            assertThat(reader.head()).isZero();
            for (int number = 1; number <= 5; number++) {
                JournalRecord appended = writer.append(Fixture.small(number));
                assertThat(reader.head()).isEqualTo(number);
                assertThat(reader.record(number)).contains(appended);
            }
            assertThat(Fixture.records(reader)).isEqualTo(Fixture.records(writer));
        }
    }

    @Test
    void followAWriterIntoTheSegmentAfterACrash() throws Exception {
        Path image = directory.resolve("image");
        try (var writer = Fixture.write(directory.resolve("live"))) {
            Fixture.fill(writer, 1, 10);
            Fixture.image(directory.resolve("live"), image);
        }
        try (var reader = Fixture.read(image)) {
            assertThat(reader.head()).isEqualTo(10);
            try (var writer = Fixture.write(image)) {
                Fixture.fill(writer, 11, 20);
                assertThat(reader.head()).isEqualTo(20);
                assertThat(Fixture.records(reader)).hasSize(20);
            }
        }
    }

    /** However they come by while somebody writes: what they see is a whole beginning of the journal, and never damage. */
    @Test
    void seeNoDamageWhileSomebodyWrites() throws Exception {
        var writing = new AtomicBoolean(true);
        try (var writer = Fixture.write(directory); var threads = Executors.newFixedThreadPool(2)) {
            Callable<Long> reading = () -> look(writing);
            List<Future<Long>> looks = List.of(threads.submit(reading), threads.submit(reading));
            for (int number = 1; number <= RECORDS; number += 10) {
                Fixture.fill(writer, number, number + 9);
            }
            writing.set(false);
            for (Future<Long> look : looks) {
                assertThat(look.get()).isPositive();
            }
            assertThat(Fixture.records(writer)).hasSize(RECORDS);
        }
    }

    private long look(AtomicBoolean writing) throws JournalException {
        long looks = 0;
        try (var follower = Fixture.read(directory)) {
            while (writing.get()) {
                try (var newcomer = Fixture.read(directory)) {
                    long head = newcomer.head();
                    assertThat(newcomer.verify().damage()).isEmpty();
                    assertThat(newcomer.verify().records()).isGreaterThanOrEqualTo(head);
                    var seen = new ArrayList<Long>();
                    newcomer.read(Math.max(1, head - 100), Long.MAX_VALUE, record -> seen.add(record.revision()));
                    if (head > 0) {
                        assertThat(seen.getLast()).isGreaterThanOrEqualTo(head);
                        assertThat(follower.record(head)).isEqualTo(newcomer.record(head));
                    }
                }
                looks++;
            }
        }
        return looks;
    }
}
