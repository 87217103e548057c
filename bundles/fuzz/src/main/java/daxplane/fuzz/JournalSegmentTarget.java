package daxplane.fuzz;

import daxplane.events.EventLog;
import daxplane.journal.JournalException;
import daxplane.journal.disk.FileJournals;
import daxplane.journal.format.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A journal on a disk: its file {@code head} and its first segment.
 *
 * <pre>
 *   0    bit 0: checksums of the head are made right   bit 1: hashes and chain of the records are made right
 *   1    head, 512 bytes
 *   513  the segment
 * </pre>
 */
final class JournalSegmentTarget implements Target {

    private static final int HEAD_BYTES = 512;
    private static final int LINE_BYTES = 256;
    private static final int MAGIC = 0x44584A31;
    private static final int HEADER_BYTES = 64;
    private static final int HASH_BYTES = 32;
    private static final Pattern CHECKED = Pattern.compile("(?s)(.*) check=([0-9a-f]{8}).*");

    private final Path journal = journal();

    @Override
    public void take(byte[] input) throws JournalException, IOException {
        byte[] head = Arrays.copyOfRange(input, Math.min(1, input.length), Math.min(1 + HEAD_BYTES, input.length));
        byte[] segment = Arrays.copyOfRange(input, Math.min(1 + HEAD_BYTES, input.length), input.length);
        if ((Mending.choice(input) & 1) != 0) {
            for (int line = 0; line + LINE_BYTES <= head.length; line += LINE_BYTES) {
                mendLine(head, line);
            }
        }
        if ((Mending.choice(input) & 2) != 0) {
            mendRecords(segment);
        }
        Files.write(journal.resolve("head"), head);
        Files.write(journal.resolve("00000001").resolve("20261120.cq4"), segment);
        try (var open = new EventLog(new FileJournals().read(journal))) {
            open.verify();
            read(open);
        }
    }

    private static void read(EventLog open) throws JournalException {
        open.record(1);
        open.read(1, Long.MAX_VALUE, record -> record.revision() > 0);
    }

    private static void mendLine(byte[] head, int at) {
        Matcher line = CHECKED.matcher(new String(head, at, LINE_BYTES, StandardCharsets.ISO_8859_1));
        if (line.matches()) {
            var crc = new CRC32();
            crc.update(line.group(1).getBytes(StandardCharsets.US_ASCII));
            byte[] digits = HexFormat.of().toHexDigits((int) crc.getValue()).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(digits, 0, head, at + line.start(2), digits.length);
        }
    }

    /** Every document that looks like a record gets the length, the predecessor and the hash that it should have. */
    private static void mendRecords(byte[] segment) {
        MessageDigest sha256 = Sha256.digest();
        byte[] previous = new byte[HASH_BYTES];
        ByteBuffer headers = ByteBuffer.wrap(segment).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at + 4 <= segment.length;) {
            int length = headers.getInt(at) & 0x3fff_ffff;
            if (length > segment.length - at - 4) {
                return;
            }
            ByteBuffer record = ByteBuffer.wrap(segment, at + 4, length).slice();
            if (length >= HEADER_BYTES + HASH_BYTES && record.getInt(0) == MAGIC) {
                record.putInt(4, length).put(32, previous);
                sha256.update(segment, at + 4, length - HASH_BYTES);
                previous = sha256.digest();
                record.put(length - HASH_BYTES, previous);
            }
            at += 4 + (length + 3 & -4);
        }
    }

    private static Path journal() {
        try {
            Path journal = ScratchFolder.create("journal");
            Files.createDirectory(journal.resolve("00000001"));
            return journal;
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }
}
