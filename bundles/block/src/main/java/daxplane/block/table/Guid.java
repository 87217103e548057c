package daxplane.block.table;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;

/** The mixed byte order of GPT: the first three fields little endian, the rest as written. */
public final class Guid {

    public static final int BYTES = 16;

    private Guid() {
    }

    public static UUID read(byte[] from, int at) {
        ByteBuffer little = ByteBuffer.wrap(from, at, BYTES).order(ByteOrder.LITTLE_ENDIAN);
        long high = (little.getInt() & 0xffffffffL) << 32 | (little.getShort() & 0xffffL) << 16 | little.getShort() & 0xffffL;
        return new UUID(high, little.order(ByteOrder.BIG_ENDIAN).getLong());
    }

    public static void write(UUID guid, byte[] to, int at) {
        long high = guid.getMostSignificantBits();
        ByteBuffer.wrap(to, at, BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt((int) (high >>> 32)).putShort((short) (high >>> 16)).putShort((short) high)
                .order(ByteOrder.BIG_ENDIAN).putLong(guid.getLeastSignificantBits());
    }
}
