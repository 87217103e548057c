package daxplane.tools.ndctl;

import daxplane.labels.Fletcher64;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * The info block of an arena of sectors, as it stands at the arena's start and once more at its end. {@link InfoBlock} draws it.
 *
 * @param sectors    of the arena
 * @param blocks     there are more of them than sectors, so that each lane has one to write to
 * @param lanes      entries of the log
 * @param nextOffset from this arena's start to the next one's; 0 for the last
 * @param mapOffset  from the arena's start, as the other offsets
 * @param copyOffset of the second info block
 */
record SectorInfo(byte[] bytes, long sectors, long blocks, int lanes, long nextOffset, long mapOffset, long logOffset, long copyOffset) {

    static final int BYTES = 4096;
    private static final String SIGNATURE = "BTT_ARENA_INFO";
    private static final int CHECKSUM_AT = 4088;

    /** More lanes than any kernel makes stand for no info block. */
    private static final int MOST_LANES = 256;

    /** Empty when the bytes are no whole info block. */
    static Optional<SectorInfo> read(byte[] bytes) {
        var fields = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        byte[] signature = InfoBlock.padded(SIGNATURE);
        boolean whole = Arrays.equals(bytes, 0, signature.length, signature, 0, signature.length)
                && fields.getLong(CHECKSUM_AT) == Fletcher64.of(bytes, 0, BYTES, CHECKSUM_AT);
        if (!whole || fields.getInt(72) <= 0 || fields.getInt(72) > MOST_LANES) {
            return Optional.empty();
        }
        return Optional.of(new SectorInfo(bytes, Integer.toUnsignedLong(fields.getInt(60)), Integer.toUnsignedLong(fields.getInt(68)), fields.getInt(72),
                fields.getLong(80), fields.getLong(96), fields.getLong(104), fields.getLong(112)));
    }

    /** Whether everything that it tells of lies in front of an end. */
    boolean fits(long start, long end) {
        return mapOffset > 0 && logOffset > mapOffset && copyOffset > logOffset && sectors <= blocks && (logOffset - mapOffset) / Integer.BYTES >= sectors
                && copyOffset <= end - start - BYTES && nextOffset >= 0 && nextOffset < end - start;
    }
}
