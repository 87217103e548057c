package daxplane.journal.disk;

import daxplane.journal.Entry;
import daxplane.journal.JournalException;
import daxplane.journal.JournalRecord;
import daxplane.journal.Journals.CloseableJournal;
import daxplane.journal.Notes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Journals to try things on, and their files. */
final class Fixture {

    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private Fixture() {
    }

    static Entry small(int number) {
        return Notes.note("step " + number + " failed".repeat(number % 7));
    }

    /** Longer than two pages. */
    static Entry large(int number) {
        return Notes.beginning("boot " + number + ", dax0.0 was bound to kmem".repeat(300));
    }

    static Entry any(int number) {
        return number % 40 == 7 ? large(number) : small(number);
    }

    static CloseableJournal write(Path directory) throws JournalException {
        return new FileJournals(() -> NOON).write(directory);
    }

    static CloseableJournal read(Path directory) throws JournalException {
        return new FileJournals().read(directory);
    }

    /** Appends events {@code [from, to]}, in units of one to five. */
    static void fill(CloseableJournal journal, int from, int to) throws JournalException {
        for (int number = from; number <= to;) {
            var unit = new ArrayList<Entry>();
            for (int place = 0; place <= number % 5 && number <= to; place++) {
                unit.add(any(number++));
            }
            journal.append(unit);
        }
    }

    static List<JournalRecord> records(CloseableJournal journal) throws JournalException {
        var records = new ArrayList<JournalRecord>();
        journal.read(1, Long.MAX_VALUE, records::add);
        return records;
    }

    /** What the files are at this moment: what a SIGKILL leaves. The file of records loses most of its empty end. */
    static Path image(Path directory, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(file.getFileName().toString());
                if (Files.isDirectory(file)) {
                    image(file, copy);
                } else if (file.toString().endsWith(".cq4")) {
                    copyRecords(file, copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        return to;
    }

    private static void copyRecords(Path file, Path copy) throws IOException {
        long bytes = Math.min(Files.size(file), end(file) + (64 << 10));
        try (var from = FileChannel.open(file); var to = FileChannel.open(copy, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            from.transferTo(0, bytes, to);
        }
    }

    /** Where a document starts, how long its content is, and whether it is a record. */
    record Place(int offset, int length, boolean record) {

        int next() {
            return offset + 4 + length + 3 & -4;
        }
    }

    static List<Place> places(byte[] file) {
        var places = new ArrayList<Place>();
        var bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        for (int offset = 0; offset + 4 <= file.length && bytes.getInt(offset) != 0; offset = places.getLast().next()) {
            int header = bytes.getInt(offset);
            places.add(new Place(offset, header & 0x3fff_ffff, (header & 0x4000_0000) == 0));
        }
        return places;
    }

    static List<Place> records(byte[] file) {
        return places(file).stream().filter(Place::record).toList();
    }

    private static long end(Path file) throws IOException {
        try (var queue = new QueueFile(file)) {
            long offset = 0;
            while (true) {
                switch (queue.at(offset)) {
                    case QueueFile.Document.Data(var _, var next) -> offset = next;
                    case QueueFile.Document.Bookkeeping(var next) -> offset = next;
                    case QueueFile.Document.End _, QueueFile.Document.Broken _ -> {
                        return offset;
                    }
                }
            }
        }
    }

    /** The file of records of a segment. */
    static Path file(Path journal, int segment) throws IOException {
        return new Segment(journal, segment).file().orElseThrow();
    }
}
