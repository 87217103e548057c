package daxplane.journal.format;

import daxplane.journal.Entry;
import daxplane.journal.Journal;
import daxplane.journal.JournalRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * One record as it stands in the journal. Numbers are big endian.
 *
 * <pre>
 *  offset  bytes
 *       0      4  "DXJ1": a record of format 1
 *       4      4  length of the whole record, n + 96
 *       8      8  revision, from 1
 *      16      8  time: seconds since 1970-01-01T00:00:00Z
 *      24      4  time: nanoseconds within the second
 *      28      2  number of the entry's type
 *      30      1  version of the type
 *      31      1  place: how many records before it were not yet known to be durable when it was written
 *      32     32  SHA-256 of the record before, its last 32 bytes; zeros for revision 1
 *      64      n  the entry, as it was appended
 *    64+n     32  SHA-256 of bytes [0, 64+n)
 * </pre>
 *
 * The place tells a reader which records were on their way to the disk together: after a power failure they may be there in
 * parts, in any order. But a record proves that everything before {@code revision - place} was durable when it was written.
 */
public final class StoredRecord {

    public static final int HEADER_BYTES = 64;
    public static final int HASH_BYTES = 32;
    /** What a record takes besides its payload. */
    public static final int FRAME_BYTES = HEADER_BYTES + HASH_BYTES;
    /** Most records that are on their way to the disk at once: they are counted in a byte. */
    public static final int MOST_UNDER_WAY = Journal.MOST_UNDER_WAY;

    private static final byte[] MAGIC = "DXJ1".getBytes(StandardCharsets.US_ASCII);
    private static final int LENGTH = 4;
    private static final int REVISION = 8;
    private static final int SECONDS = 16;
    private static final int NANOS = 24;
    private static final int TYPE = 28;
    private static final int VERSION = 30;
    private static final int PLACE = 31;
    private static final int PREVIOUS = 32;
    private static final int NANOS_PER_SECOND = 1_000_000_000;

    private final byte[] bytes;
    private final ByteBuffer view;

    private StoredRecord(byte[] bytes) {
        this.bytes = bytes;
        this.view = ByteBuffer.wrap(bytes);
    }

    /** A new record, hashed. {@code sha256} is reset and used. */
    public static StoredRecord of(long revision, Instant time, Entry entry, int place, byte[] previous, MessageDigest sha256) {
        byte[] payload = entry.payload();
        var bytes = new byte[payload.length + FRAME_BYTES];
        ByteBuffer.wrap(bytes).put(MAGIC).putInt(bytes.length).putLong(revision).putLong(time.getEpochSecond())
                .putInt(time.getNano()).putShort((short) entry.type()).put((byte) entry.version()).put((byte) place)
                .put(previous, 0, HASH_BYTES).put(payload).put(hashOf(bytes, sha256));
        return new StoredRecord(bytes);
    }

    /** What was stored; it may be anything. Only {@link #misshapen} may be asked before that found nothing wrong. */
    public static StoredRecord stored(byte[] bytes) {
        return new StoredRecord(bytes);
    }

    private static byte[] hashOf(byte[] bytes, MessageDigest sha256) {
        sha256.reset();
        sha256.update(bytes, 0, bytes.length - HASH_BYTES);
        return sha256.digest();
    }

    /** What tells that these bytes are no record at all; empty when they may be one. Does not look at the hash. */
    public Optional<String> misshapen() {
        if (bytes.length < FRAME_BYTES) {
            return Optional.of(bytes.length + " bytes are too few for a record");
        }
        if (!Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return Optional.of("it does not start with DXJ1");
        }
        if (view.getInt(LENGTH) != bytes.length) {
            return Optional.of("it says that it has %d bytes, and has %d".formatted(view.getInt(LENGTH), bytes.length));
        }
        long seconds = view.getLong(SECONDS);
        int nanos = view.getInt(NANOS);
        if (seconds < Instant.MIN.getEpochSecond() || seconds > Instant.MAX.getEpochSecond() || nanos < 0 || nanos >= NANOS_PER_SECOND) {
            return Optional.of("its time is no time");
        }
        return Optional.empty();
    }

    /** Whether the bytes are those that were hashed. {@code sha256} is reset and used. */
    public boolean proven(MessageDigest sha256) {
        return Arrays.equals(hashOf(bytes, sha256), 0, HASH_BYTES, bytes, bytes.length - HASH_BYTES, bytes.length);
    }

    public long revision() {
        return view.getLong(REVISION);
    }

    public Instant time() {
        return Instant.ofEpochSecond(view.getLong(SECONDS), view.getInt(NANOS));
    }

    /** Number of the entry's type. */
    public int type() {
        return Short.toUnsignedInt(view.getShort(TYPE));
    }

    public int typeVersion() {
        return Byte.toUnsignedInt(view.get(VERSION));
    }

    public int place() {
        return Byte.toUnsignedInt(view.get(PLACE));
    }

    public byte[] previous() {
        return Arrays.copyOfRange(bytes, PREVIOUS, PREVIOUS + HASH_BYTES);
    }

    public boolean follows(byte[] hash) {
        return Arrays.equals(bytes, PREVIOUS, PREVIOUS + HASH_BYTES, hash, 0, HASH_BYTES);
    }

    /** SHA-256 of this record, as it stands in it. */
    public byte[] hash() {
        return Arrays.copyOfRange(bytes, bytes.length - HASH_BYTES, bytes.length);
    }

    public byte[] payload() {
        return Arrays.copyOfRange(bytes, HEADER_BYTES, bytes.length - HASH_BYTES);
    }

    public int length() {
        return bytes.length;
    }

    /** The same as readers get it. */
    public JournalRecord record() {
        return new JournalRecord(revision(), time(), type(), typeVersion(), HexFormat.of().formatHex(previous()),
                HexFormat.of().formatHex(hash()), payload());
    }

    /** The record itself, not a copy: whoever asks must not change it. */
    public byte[] bytes() {
        return bytes;
    }
}
