package daxplane.journal.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The file {@code index}: a line for each segment that was gone through. A cache: whoever deletes it pays with one look at everything.
 *
 * <p>A line is believed as long as its file has the size and the time of change that are noted; so a segment that was exchanged, cut or
 * written to is looked at again. Bits that rot without a trace in these are found by whoever reads them, and by verifying.
 */
final class SegmentIndexFile {

    static final String NAME = "index";

    private static final String FIRST_LINE = "daxplane-journal-index 1";
    /** A hundred thousand segments, a journal of some terabytes; anything longer is something else. */
    private static final long MOST_BYTES = 256L << 20;

    private SegmentIndexFile() {
    }

    /** What is still known of the first segments, without a gap; as many as can be believed. */
    static List<SegmentSummary> read(Path journal) {
        var known = new ArrayList<SegmentSummary>();
        try (var file = UninterruptibleFile.toRead(journal.resolve(NAME))) {
            if (file.size() > MOST_BYTES) {
                return known;
            }
            var bytes = ByteBuffer.allocate((int) file.size());
            file.read(bytes, 0);
            String[] lines = StandardCharsets.US_ASCII.decode(bytes).toString().split("\n");
            long next = 1;
            for (int at = 1; at < lines.length && lines[0].equals(FIRST_LINE); at++) {
                Optional<SegmentSummary.Read> read = SegmentSummary.read(lines[at]);
                if (read.isEmpty() || read.get().summary().segment() != at || read.get().summary().first() != next
                        || !stamp(new Segment(journal, at)).equals(Optional.of(read.get().stamp()))) {
                    return known;
                }
                known.add(read.get().summary());
                next = read.get().summary().last() + 1;
            }
        } catch (IOException absentOrUnreadable) {
            // then everything is looked at
        }
        return known;
    }

    /** Notes what is known. Nothing depends on it: when it cannot be written, the next one looks at everything again. */
    static void write(Path journal, List<SegmentSummary> known) {
        var text = new StringBuilder(FIRST_LINE).append('\n');
        try {
            for (SegmentSummary summary : known) {
                Optional<SegmentSummary.Stamp> stamp = stamp(new Segment(journal, summary.segment()));
                if (stamp.isEmpty() || summary.empty()) {
                    break;
                }
                text.append(summary.line(stamp.get())).append('\n');
            }
            Path beside = journal.resolve(NAME + ".new");
            Files.deleteIfExists(beside);
            try (var file = UninterruptibleFile.toWrite(beside)) {
                file.write(StandardCharsets.US_ASCII.encode(text.toString()), 0);
            }
            Files.move(beside, journal.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException later) {
            // a cache
        }
    }

    private static Optional<SegmentSummary.Stamp> stamp(Segment segment) throws IOException {
        Optional<Path> file = segment.file();
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            var attributes = Files.readAttributes(file.get(), BasicFileAttributes.class);
            return Optional.of(new SegmentSummary.Stamp(file.get().getFileName().toString(), attributes.size(),
                    attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS)));
        } catch (NoSuchFileException vanished) {
            return Optional.empty();
        }
    }
}
