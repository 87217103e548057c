package daxplane.journal.chronicle;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.journal.Entry;
import daxplane.journal.JournalRecord;
import daxplane.journal.Notes;
import daxplane.journal.disk.FileJournals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.rollcycles.LegacyRollCycles;
import net.openhft.chronicle.wire.DocumentContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Chronicle makes of our files, and we of what it leaves behind. */
class ChronicleTest {

    private static final int HASH_BYTES = 32;

    private static Entry event(int number) {
        return Notes.note(number + "x".repeat(number * 37 % 5000));
    }

    private static ChronicleQueue queue(Path segment, boolean readOnly) {
        ChronicleSettings.apply();
        return SingleChronicleQueueBuilder.binary(segment).rollCycle(LegacyRollCycles.DAILY).blockSize(QueueAppender.BLOCK_BYTES)
                .timeoutMS(500).readOnly(readOnly).build();
    }

    /** The journal is a Chronicle queue: its own reader finds the records that ours finds, over pages of its index as well. */
    @Test
    void readsTheSameRecordsAsWeDo(@TempDir Path directory) throws Exception {
        var records = new ArrayList<JournalRecord>();
        try (var journal = new FileJournals().write(directory)) {
            for (int number = 1; number <= 1000; number += 100) {
                journal.append(Stream.iterate(number, next -> next + 1).limit(100).map(ChronicleTest::event).toList());
            }
            journal.read(1, Long.MAX_VALUE, records::add);
        }

        var hashes = new ArrayList<String>();
        try (var queue = queue(directory.resolve("00000001"), true); var tailer = queue.createTailer()) {
            while (true) {
                try (DocumentContext document = tailer.readingDocument()) {
                    if (!document.isPresent()) {
                        break;
                    }
                    Bytes<?> bytes = document.wire().bytes();
                    var record = new byte[(int) bytes.readRemaining()];
                    bytes.read(record);
                    hashes.add(HexFormat.of().formatHex(record, record.length - HASH_BYTES, record.length));
                }
            }
        }
        assertThat(hashes).hasSize(1000).isEqualTo(records.stream().map(JournalRecord::hash).toList());
    }

    /**
     * A process id that comes again, as in a container after each start: Chronicle takes its own stale lock for one that is
     * held, and half a record for one that is being written. Here both are this very process's, alive.
     */
    @Test
    void isNotWedgedByHalfARecordAndALockOfTheSameProcessId(@TempDir Path directory) throws Exception {
        Path crashed = directory.resolve("crashed");
        try (var journal = new FileJournals().write(directory.resolve("live"))) {
            journal.append(List.of(event(1), event(2)));
            copy(directory.resolve("live"), crashed);
        }

        try (var queue = queue(crashed.resolve("00000001"), false); var appender = queue.createAppender()) {
            try (DocumentContext half = appender.writingDocument()) {
                half.wire().bytes().write("DXJ1 half a record".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                try (var journal = new FileJournals().write(crashed)) {
                    assertThat(journal.head()).isEqualTo(2);
                    assertThat(journal.append(event(3)).revision()).isEqualTo(3);
                    assertThat(journal.verify().damage()).isEmpty();
                }
                half.rollbackOnClose();
            }
        }
    }

    private static void copy(Path from, Path to) throws java.io.IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
