package daxplane.events.ledger;

import daxplane.events.format.LedgerCodec;
import daxplane.journal.JournalException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * The bytes of a snapshot: a line of text, and the state behind it as JSON, deflated. Pure.
 *
 * <pre>
 *   daxplane-snapshot 1 revision=4096 record=5f...e1 bytes=15211 sha256=09...77
 * </pre>
 *
 * {@code record} is the hash of the record that it ends with, {@code bytes} the length of the JSON, {@code sha256} of what follows the line.
 */
final class SnapshotFile {

    /** Raised whenever the fold makes something else of the same records, or the encoding changes. SnapshotFileTest finds out. */
    static final int VERSION = 1;

    /** A machine with a thousand devices and a hundred thousand objects of the past takes a tenth of it. */
    static final int MOST_BYTES = 64 << 20;

    private static final int LONGEST_LINE = 256;
    private static final Pattern LINE = Pattern.compile("daxplane-snapshot " + VERSION
            + " revision=(\\d{1,18}) record=([0-9a-f]{64}) bytes=(\\d{1,8}) sha256=([0-9a-f]{64})");

    private SnapshotFile() {
    }

    /** Empty: it is larger than a reader takes. */
    static Optional<byte[]> encode(LedgerState state) {
        return LedgerCodec.encode(state).filter(json -> json.length <= MOST_BYTES).map(json -> {
            var content = deflated(json);
            var line = "daxplane-snapshot %d revision=%d record=%s bytes=%d sha256=%s\n".formatted(VERSION, state.revision(), state.hash(), json.length, sha256(content));
            var out = new ByteArrayOutputStream(line.length() + content.length);
            out.writeBytes(line.getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(content);
            return out.toByteArray();
        });
    }

    /** Empty: it is none of this version, or damaged. */
    static Optional<LedgerState> decode(byte[] file) {
        int end = 0;
        while (end < Math.min(file.length, LONGEST_LINE) && file[end] != '\n') {
            end++;
        }
        var line = LINE.matcher(new String(file, 0, end, StandardCharsets.ISO_8859_1));
        if (!line.matches() || Integer.parseInt(line.group(3)) > MOST_BYTES) {
            return Optional.empty();
        }
        var content = Arrays.copyOfRange(file, Math.min(end + 1, file.length), file.length);
        if (!sha256(content).equals(line.group(4))) {
            return Optional.empty();
        }
        try (var inflated = new InflaterInputStream(new ByteArrayInputStream(content))) {
            int bytes = Integer.parseInt(line.group(3));
            var json = inflated.readNBytes(bytes);
            if (json.length != bytes || inflated.read() >= 0) {
                return Optional.empty();
            }
            var state = LedgerCodec.decode(json);
            return Optional.of(state).filter(read -> read.revision() == Long.parseLong(line.group(1)) && read.hash().equals(line.group(2)));
        } catch (IOException | JournalException unreadable) {
            return Optional.empty();
        }
    }

    private static byte[] deflated(byte[] json) {
        var out = new ByteArrayOutputStream(json.length / 4);
        var deflater = new Deflater(Deflater.BEST_SPEED);
        try (var deflating = new DeflaterOutputStream(out, deflater)) {
            deflating.write(json);
        } catch (IOException impossible) {
            throw new AssertionError("memory takes what is written", impossible);
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JDK has SHA-256", impossible);
        }
    }
}
