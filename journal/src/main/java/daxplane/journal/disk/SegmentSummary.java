package daxplane.journal.disk;

import daxplane.journal.format.StoredRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * What is known of a segment after one look at all of it: enough to pass it by the next time. Grows with its segment; not thread-safe.
 *
 * <pre>
 *  segment=1 first=1 last=40211 sha256=5f..e1 end=15728700 from=1763640000 to=1763726400 marks=1024:401212,2048:802300 file=20261120.cq4 bytes=26214400 modified=1763726400123456789 check=1a2b3c4d
 * </pre>
 *
 * {@code from} and {@code to} are the earliest and the latest time of a record, in whole seconds (rounded outwards); {@code marks} say
 * where some records start.
 */
final class SegmentSummary {

    /** Records between two marks: a thousand are gone through in some milliseconds. */
    private static final int SPACING = 1024;
    private static final String CHECK = " check=";
    private static final Pattern FIELDS = Pattern.compile("segment=(\\d{1,9}) first=(\\d{1,18}) last=(\\d{1,18}) sha256=([0-9a-f]{64}) end=(\\d{1,18})"
            + " from=(-?\\d{1,18}) to=(-?\\d{1,18}) marks=((?:\\d{1,18}:\\d{1,18}(?:,(?=\\d))?)*) file=(\\S{1,64}) bytes=(\\d{1,18}) modified=(-?\\d{1,19})");

    private final int segment;
    private final long first;
    private long last;
    private byte[] hash = new byte[0];
    private long end;
    private long from = Long.MAX_VALUE;
    private long to = Long.MIN_VALUE;
    private final List<RevisionIndex.Mark> marks = new ArrayList<>();

    SegmentSummary(int segment, long first) {
        this.segment = segment;
        this.first = first;
        this.last = first - 1;
    }

    void add(StoredRecord record, Position start, long behind) {
        last = record.revision();
        hash = record.hash();
        end = behind;
        Instant time = record.time();
        from = Math.min(from, time.getEpochSecond());
        to = Math.max(to, time.getEpochSecond() + (time.getNano() > 0 ? 1 : 0));
        if (last % SPACING == 0) {
            marks.add(new RevisionIndex.Mark(last, start));
        }
    }

    int segment() {
        return segment;
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    boolean empty() {
        return last < first;
    }

    List<RevisionIndex.Mark> marks() {
        return marks;
    }

    /** Whether no record can be as old as that. */
    boolean begins(Instant time) {
        return Instant.ofEpochSecond(from).isAfter(time);
    }

    /** Whether no record is younger than that. */
    boolean isOver(Instant time) {
        return !Instant.ofEpochSecond(to).isAfter(time);
    }

    /** The chain behind the last record. @param left whether a segment follows */
    Chain.Tip tip(boolean left) {
        return new Chain.Tip(last, hash.clone(), left ? new Position(segment + 1, 0) : new Position(segment, end), left ? 0 : end);
    }

    /** How a file stands there: whoever changed it since has changed one of these. */
    record Stamp(String file, long bytes, long modifiedNanos) {
    }

    String line(Stamp stamp) {
        var text = new StringBuilder("segment=%d first=%d last=%d sha256=%s end=%d from=%d to=%d marks=".formatted(segment, first, last,
                HexFormat.of().formatHex(hash), end, from, to));
        for (int at = 0; at < marks.size(); at++) {
            text.append(at == 0 ? "" : ",").append(marks.get(at).revision()).append(':').append(marks.get(at).position().offset());
        }
        text.append(" file=").append(stamp.file()).append(" bytes=").append(stamp.bytes()).append(" modified=").append(stamp.modifiedNanos());
        return text + CHECK + check(text.toString());
    }

    /** A line that was read. */
    record Read(SegmentSummary summary, Stamp stamp) {
    }

    /** Empty when the line is not one that somebody wrote. */
    static Optional<Read> read(String line) {
        int check = line.lastIndexOf(CHECK);
        if (check < 0 || !line.substring(check + CHECK.length()).equals(check(line.substring(0, check)))) {
            return Optional.empty();
        }
        Matcher fields = FIELDS.matcher(line.substring(0, check));
        if (!fields.matches()) {
            return Optional.empty();
        }
        var summary = new SegmentSummary(Integer.parseInt(fields.group(1)), Long.parseLong(fields.group(2)));
        summary.last = Long.parseLong(fields.group(3));
        summary.hash = HexFormat.of().parseHex(fields.group(4));
        summary.end = Long.parseLong(fields.group(5));
        summary.from = Long.parseLong(fields.group(6));
        summary.to = Long.parseLong(fields.group(7));
        if (!fields.group(8).isEmpty()) {
            for (String mark : fields.group(8).split(",")) {
                int colon = mark.indexOf(':');
                summary.marks.add(new RevisionIndex.Mark(Long.parseLong(mark.substring(0, colon)),
                        new Position(summary.segment, Long.parseLong(mark.substring(colon + 1)))));
            }
        }
        return summary.empty() ? Optional.empty() : Optional.of(new Read(summary, new Stamp(fields.group(9), Long.parseLong(fields.group(10)),
                Long.parseLong(fields.group(11)))));
    }

    private static String check(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
