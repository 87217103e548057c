package daxplane.driver.btt;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a lane writes down before it changes the map: 16 bytes, {sector, old map entry, new block, sequence}, each u32. The
 * sequence is written last and makes it count; it runs 1, 2, 3, 1, ...; 0 was never written.
 */
record LogEntry(long sector, long oldMap, long newMap, int sequence) {

    static final int BYTES = 16;
    /** Flag bits of the old map entry; the rest is the block that becomes free. */
    private static final long BLOCK = 0x3fff_ffffL;

    static LogEntry read(byte[] group, int slot) {
        ByteBuffer fields = ByteBuffer.wrap(group, slot * BYTES, BYTES).order(ByteOrder.LITTLE_ENDIAN);
        return new LogEntry(Integer.toUnsignedLong(fields.getInt()), Integer.toUnsignedLong(fields.getInt()),
                Integer.toUnsignedLong(fields.getInt()), fields.getInt());
    }

    byte[] encode() {
        return ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt((int) sector).putInt((int) oldMap)
                .putInt((int) newMap).putInt(sequence).array();
    }

    long oldBlock() {
        return oldMap & BLOCK;
    }

    long newBlock() {
        return newMap & BLOCK;
    }

    int nextSequence() {
        return sequence % 3 + 1;
    }

    /** Nothing at all: padding. */
    boolean empty() {
        return sector == 0 && oldMap == 0 && newMap == 0 && sequence == 0;
    }
}
