package daxplane.journal.chronicle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.SyncMode;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.rollcycles.LegacyRollCycles;
import net.openhft.chronicle.wire.DocumentContext;

/**
 * The end of one Chronicle queue that consists of one file. Not thread-safe; whoever opens it must be the only writer.
 *
 * <p>Chronicle never rolls here: it gets the same day told for ever. It is never asked to make anything durable either,
 * since its own way needs native libraries and is silently nothing without them.
 */
public final class QueueAppender implements AutoCloseable {

    /** What Chronicle maps at once. A file that stays below 3/4 of it never needs a second mapping. */
    static final long BLOCK_BYTES = 20L << 20;
    /** A page of the index has so many entries, and takes {@link #INDEX_PAGE_BYTES}. Small, as few ever look things up in it. */
    private static final int INDEX_ENTRIES = 128;
    private static final int RECORDS_PER_INDEX_ENTRY = 256;
    /** What Chronicle may put between two records: one index page. */
    public static final int INDEX_PAGE_BYTES = INDEX_ENTRIES * 8 + 256;
    /** Chronicle's own lock is always free here (nobody else writes); waiting for it longer would be waiting for ever. */
    private static final long LOCK_TIMEOUT_MILLIS = 500;
    /** Bookkeeping of ours at the start of each file: for people who look into it, and so that the file is there before a record is. */
    private static final byte[] SIGN = "daxplane journal, records DXJ1, see docs/JOURNAL.md\n".getBytes(StandardCharsets.US_ASCII);

    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;

    private QueueAppender(SingleChronicleQueue queue, ExcerptAppender appender) {
        this.queue = queue;
        this.appender = appender;
    }

    /** Name of the queue file of a day, {@code 20261120.cq4}. */
    public static String fileName(LocalDate day) {
        return dayOf(day) + ".cq4";
    }

    /** A file of this name becomes the queue file when the queue is begun. It must hold zeros only. */
    public static String preparedFileName(LocalDate day) {
        return dayOf(day) + ".precreated";
    }

    private static String dayOf(LocalDate day) {
        return "%04d%02d%02d".formatted(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
    }

    /** The day of which a queue file has its name. */
    public static LocalDate day(Path file) {
        String name = file.getFileName().toString();
        return LocalDate.of(Integer.parseInt(name, 0, 4, 10), Integer.parseInt(name, 4, 6, 10), Integer.parseInt(name, 6, 8, 10));
    }

    /** Begins a queue in a directory that has none; its file is there afterwards, without any record. */
    public static QueueAppender begin(Path directory, LocalDate day) throws IOException {
        return open(directory, day, tail -> tail.write(SIGN, true));
    }

    /** Opens the queue in a directory again. @param day names its file */
    public static QueueAppender resume(Path directory, LocalDate day) throws IOException {
        return open(directory, day, _ -> { });
    }

    private static QueueAppender open(Path directory, LocalDate day, FirstDeed deed) throws IOException {
        // Chronicle looks classes up by name through the context loader, which in OSGi does not see this bundle.
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(QueueAppender.class.getClassLoader());
        try {
            ChronicleSettings.apply();
            SingleChronicleQueue queue = queue(directory, TimeUnit.DAYS.toMillis(day.toEpochDay()));
            try {
                ExcerptAppender appender = queue.createAppender();
                appender.singleThreadedCheckDisabled(true);
                var tail = new QueueAppender(queue, appender);
                deed.to(tail);
                return tail;
            } catch (IOException | RuntimeException | Error failed) {
                queue.close();
                throw failed;
            }
        } catch (RuntimeException | InternalError | AssertionError | LinkageError trouble) {
            throw trouble("Chronicle Queue cannot open " + directory, trouble);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private interface FirstDeed {
        void to(QueueAppender tail) throws IOException;
    }

    private static SingleChronicleQueue queue(Path directory, long dayMillis) throws IOException {
        var builder = SingleChronicleQueueBuilder.binary(directory).rollCycle(LegacyRollCycles.DAILY).blockSize(BLOCK_BYTES)
                .indexCount(INDEX_ENTRIES).indexSpacing(RECORDS_PER_INDEX_ENTRY).timeoutMS(LOCK_TIMEOUT_MILLIS)
                .syncMode(SyncMode.NONE).timeProvider(() -> dayMillis);
        SingleChronicleQueue queue = builder.build();
        if (builder.readOnly()) {
            queue.close();
            throw new IOException("Chronicle Queue may not write, start the JVM with --add-opens=java.base/java.lang.reflect=ALL-UNNAMED"
                    + " --add-opens=java.base/sun.nio.ch=ALL-UNNAMED" + ChronicleSettings.complaints());
        }
        return queue;
    }

    /**
     * Writes one record behind the last one.
     *
     * @throws IOException the file is in an unknown state and must not be written to again
     */
    public void append(byte[] record) throws IOException {
        write(record, false);
    }

    private void write(byte[] bytes, boolean bookkeeping) throws IOException {
        try {
            if (bookkeeping) {
                try (DocumentContext document = appender.writingDocument(true)) {
                    document.wire().bytes().write(bytes);
                }
            } else {
                // Unlike a writing document, this commits nothing when it fails half way.
                appender.writeBytes(BytesStore.wrap(bytes));
            }
        } catch (RuntimeException | InternalError | AssertionError trouble) {
            // An InternalError is a SIGBUS: the mapped page has no block on the disk, and there was none left.
            throw trouble("Chronicle Queue cannot append", trouble);
        }
    }

    private static IOException trouble(String what, Throwable trouble) {
        return new IOException(what + ": " + trouble + ChronicleSettings.complaints(), trouble);
    }

    @Override
    public void close() throws IOException {
        try {
            appender.close();
            queue.close();
        } catch (RuntimeException | InternalError | AssertionError trouble) {
            throw trouble("Chronicle Queue cannot close", trouble);
        }
    }
}
