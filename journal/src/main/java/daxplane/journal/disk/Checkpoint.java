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
    private static final String START = "daxplane-journal-head 1 ";
    private static final String CHECK = " check=";
    /** Numbers as long as a signed 64-bit or 32-bit one is sure to hold; a journal that gets there is older than the universe. */
    private static final Pattern FIELDS = Pattern.compile("serial=(\\d{1,18}) revision=(\\d{1,18}) sha256=([0-9a-f]{64})"
            + " segment=(\\d{1,9}) end=(\\d{1,18}) state=(open|closed)");

    private static final byte[] BLANK = (" ".repeat(LINE_BYTES - 1) + "\n").getBytes(StandardCharsets.US_ASCII);

    /** Of a journal that has nothing yet. */
    static final Checkpoint NOTHING_YET = new Checkpoint(0, 0, HexFormat.of().formatHex(Sha256.beforeTheFirst()), 0, 0, true);

    /** Of a journal that lost its head: nothing is known of how far it went. */
    static final Checkpoint UNKNOWN = new Checkpoint(-1, 0, NOTHING_YET.hash(), 0, 0, false);

    byte[] line() {
        String text = START + "serial=" + serial + " revision=" + revision + " sha256=" + hash
                + " segment=" + segment + " end=" + end + " state=" + (closed ? "closed" : "open");
        byte[] line = BLANK.clone();
        int length = text.length();
        for (int at = 0; at < length; at++) {
            line[at] = (byte) text.charAt(at);
        }
        var crc = new CRC32();
        crc.update(line, 0, length);
        String check = CHECK + HexFormat.of().toHexDigits((int) crc.getValue());
        for (int at = 0; at < check.length(); at++) {
            line[length + at] = (byte) check.charAt(at);
        }
        return line;
    }

    /** Empty when the line is not what somebody wrote: torn, or damaged. */
    static Optional<Checkpoint> ofLine(byte[] line) {
        String text = new String(line, StandardCharsets.US_ASCII);
        int check = text.lastIndexOf(CHECK);
        if (!text.startsWith(START) || check < 0 || !text.substring(check + CHECK.length()).strip().equals(check(text.substring(0, check)))) {
            return Optional.empty();
        }
        // A CRC proves no author: anybody can give one to a line of other fields.
        Matcher fields = FIELDS.matcher(text.substring(START.length(), check));
        if (!fields.matches()) {
            return Optional.empty();
        }
        return Optional.of(new Checkpoint(Long.parseLong(fields.group(1)), Long.parseLong(fields.group(2)), fields.group(3),
                Integer.parseInt(fields.group(4)), Long.parseLong(fields.group(5)), fields.group(6).equals("closed")));
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
