package daxplane.labels;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;

/** The two ways in which 128-bit identifiers lie on media. */
public enum UuidOrder {

    /** As the text reads: namespace uuids, and everything in CXL labels. */
    TEXT {
        @Override
        public UUID read(byte[] bytes, int offset) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, BYTES);
            return new UUID(buffer.getLong(), buffer.getLong());
        }

        @Override
        public void write(UUID uuid, byte[] bytes, int offset) {
            ByteBuffer.wrap(bytes, offset, BYTES).putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
        }
    },
    /** First three groups of the text little-endian: type and abstraction in labels of version 1.2, and in the NFIT. */
    MIXED {
        @Override
        public UUID read(byte[] bytes, int offset) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, BYTES).order(ByteOrder.LITTLE_ENDIAN);
            long high = (buffer.getInt() & 0xffff_ffffL) << 32 | (buffer.getShort() & 0xffffL) << 16 | buffer.getShort() & 0xffffL;
            return new UUID(high, buffer.order(ByteOrder.BIG_ENDIAN).getLong());
        }

        @Override
        public void write(UUID uuid, byte[] bytes, int offset) {
            long high = uuid.getMostSignificantBits();
            ByteBuffer.wrap(bytes, offset, BYTES).order(ByteOrder.LITTLE_ENDIAN)
                    .putInt((int) (high >>> 32)).putShort((short) (high >>> 16)).putShort((short) high)
                    .order(ByteOrder.BIG_ENDIAN).putLong(uuid.getLeastSignificantBits());
        }
    };

    public static final int BYTES = 16;
    public static final UUID NIL = new UUID(0, 0);

    public abstract UUID read(byte[] bytes, int offset);

    public abstract void write(UUID uuid, byte[] bytes, int offset);
}
