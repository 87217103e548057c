package daxplane.journal.disk;

import daxplane.journal.format.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * How far the journal reaches at least, as one line of text of {@link #LINE_BYTES} bytes (one line here, wrapped):
 *
 * <pre>
 *  daxplane-journal-head 1 serial=18 revision=17 sha256=5f..e1 segment=1 end=81344 state=open check=1a2b3c4d
 * </pre>
 *
 * padded with blanks; {@code check} is the CRC-32 of everything before it.
 *
 * @param serial   grows with each line
 * @param revision of the last record that is durable; a journal that ends before it has lost something
 * @param hash     of that record, in hex
 * @param segment  that a writer writes to, or wrote to last; 0 before the first
 * @param end      where the next record of that segment goes
 * @param closed   whether the writer came to an end in order; only then a segment is ever appended to by another
 */
record Checkpoint(long serial, long revision, String hash, int segment, long end, boolean closed) {

    static final int LINE_BYTES = 256;

    /** Of a journal that has nothing yet. */
    static final Checkpoint NOTHING_YET = new Checkpoint(0, 0, HexFormat.of().formatHex(Sha256.beforeTheFirst()), 0, 0, true);

    private static final Pattern LINE = Pattern.compile("(daxplane-journal-head 1 serial=(\\d{1,18}) revision=(\\d{1,18})"
            + " sha256=([0-9a-f]{64}) segment=(\\d{1,8}) end=(\\d{1,18}) state=(open|closed)) check=([0-9a-f]{8}) *\\n");

    byte[] line() {
        String text = "daxplane-journal-head 1 serial=" + serial + " revision=" + revision + " sha256=" + hash
                + " segment=" + segment + " end=" + end + " state=" + (closed ? "closed" : "open");
        String checked = text + " check=" + check(text);
        return (checked + " ".repeat(LINE_BYTES - 1 - checked.length()) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Empty when the line is not what somebody wrote: torn, or damaged. */
    static Optional<Checkpoint> ofLine(byte[] line) {
        Matcher parts = LINE.matcher(new String(line, StandardCharsets.US_ASCII));
        if (line.length != LINE_BYTES || !parts.matches() || !parts.group(8).equals(check(parts.group(1)))) {
            return Optional.empty();
        }
        return Optional.of(new Checkpoint(Long.parseLong(parts.group(2)), Long.parseLong(parts.group(3)), parts.group(4),
                Integer.parseInt(parts.group(5)), Long.parseLong(parts.group(6)), parts.group(7).equals("closed")));
    }

    private static String check(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    /** What stands in the file after this one. */
    Checkpoint followedBy(long newRevision, String newHash, Position tail, boolean inOrder) {
        return new Checkpoint(serial + 1, newRevision, newHash, tail.segment(), tail.offset(), inOrder);
    }
}
