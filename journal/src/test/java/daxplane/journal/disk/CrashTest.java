package daxplane.journal.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.host.Errno;
import daxplane.journal.JournalException;
import daxplane.journal.JournalRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process or a machine that dies leaves behind, made from images of the files. */
class CrashTest {

    @Test
    void goesOnInANewSegmentAfterAKill(@TempDir Path directory) throws Exception {
        List<JournalRecord> written;
        Path image = directory.resolve("image");
        try (var journal = Fixture.write(directory.resolve("live"))) {
            Fixture.fill(journal, 1, 30);
            written = Fixture.records(journal);
            Fixture.image(directory.resolve("live"), image);
        }

        try (var journal = Fixture.write(image)) {
            assertThat(Fixture.records(journal)).isEqualTo(written);
            assertThat(journal.append(Fixture.small(31)).revision()).isEqualTo(31);
        }
        assertThat(Segment.numbers(image)).containsExactly(1, 2);
        try (var journal = Fixture.read(image)) {
            assertThat(Fixture.records(journal)).startsWith(written.toArray(JournalRecord[]::new)).hasSize(31);
            assertThat(journal.verify().damage()).isEmpty();
        }
    }

    @Test
    void goesOnInTheSameSegmentAfterAnOrderlyEnd(@TempDir Path directory) throws Exception {
        for (int session = 0; session < 4; session++) {
            try (var journal = Fixture.write(directory)) {
                Fixture.fill(journal, session * 10 + 1, session * 10 + 10);
            }
        }

        assertThat(Segment.numbers(directory)).containsExactly(1);
        try (var journal = Fixture.read(directory)) {
            assertThat(journal.verify().records()).isEqualTo(40);
            assertThat(journal.verify().damage()).isEmpty();
        }
    }

    @Test
    void leavesNoSegmentBehindWhenNothingWasAppended(@TempDir Path directory) throws Exception {
        Path image = directory.resolve("0");
        try (var journal = Fixture.write(image)) {
            journal.append(Fixture.small(1));
        }
        for (int crash = 1; crash <= 3; crash++) {
            Path next = directory.resolve(Integer.toString(crash));
            try (var journal = (WritableJournal) Fixture.write(image)) {
                journal.getReady();
                Fixture.image(image, next);
            }
            image = next;
        }

        try (var journal = Fixture.write(image)) {
            journal.append(Fixture.small(2));
            assertThat(journal.verify().damage()).isEmpty();
        }
        assertThat(Segment.numbers(image)).containsExactly(1, 2);
    }

    @Test
    void opensWithoutTheBookkeepingOfChronicle(@TempDir Path directory) throws Exception {
        try (var journal = Fixture.write(directory)) {
            Fixture.fill(journal, 1, 10);
        }
        Files.delete(directory.resolve("00000001/metadata.cq4t"));

        try (var journal = Fixture.write(directory)) {
            journal.append(Fixture.small(11));
            assertThat(journal.verify()).extracting("records", "damage").containsExactly(11L, Optional.empty());
        }
    }

    /** Chronicle's own bookkeeping has no checksum. When it is wrong, records would land where nobody looks for them. */
    @Test
    void beginsAnotherSegmentWhenAnAppendDoesNotArriveWhereItShould(@TempDir Path directory) throws Exception {
        try (var journal = Fixture.write(directory)) {
            Fixture.fill(journal, 1, 10);
            leadAstray(Fixture.file(directory, 1));

            assertThatThrownBy(() -> journal.append(Fixture.small(99))).isInstanceOfSatisfying(JournalException.class,
                    failed -> assertThat(failed.errno()).isEqualTo(Errno.EIO));
            assertThat(Fixture.records(journal)).hasSize(10);
            assertThat(journal.append(Fixture.small(11)).revision()).isEqualTo(11);
            assertThat(journal.verify()).extracting("records", "damage").containsExactly(11L, Optional.empty());
        }
        assertThat(Segment.numbers(directory)).containsExactly(1, 2);
    }

    /** Lets Chronicle believe that its last document is 64 KiB further on, and puts one there. */
    private static void leadAstray(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var head = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
            channel.read(head, 0);
            long last = Fixture.records(head.array()).getLast().offset();
            long astray = last + (64 << 10);
            channel.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt(0x4000_0004).putInt(1).flip(), astray);
            for (int at = 4; at < 200; at++) {
                if (head.getLong(at) == last) {
                    channel.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(astray).flip(), at);
                    return;
                }
            }
        }
        throw new AssertionError("Chronicle keeps its write position elsewhere");
    }
}
