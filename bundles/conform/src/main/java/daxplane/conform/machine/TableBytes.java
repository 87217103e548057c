package daxplane.conform.machine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A firmware table in the making, little-endian; made by the emulator that the recorded machines ran on, as it says.
 *
 * <pre>
 *   0 signature  4 length u32  8 revision u8  9 checksum u8 (all bytes add up to 0)  10 who made it, 26 bytes
 * </pre>
 *
 * Source: ACPI 6.4 section 5.2.6.
 */
final class TableBytes {

    private static final int LONGEST_BYTES = 1 << 20;

    private final ByteBuffer bytes = ByteBuffer.allocate(LONGEST_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    /** @param edition the maker's revision of it: a kernel takes a table instead of the firmware's only if this is higher */
    TableBytes(String signature, int revision, int edition) {
        bytes.put(signature.getBytes(StandardCharsets.US_ASCII)).putInt(0).put((byte) revision).put((byte) 0);
        bytes.put("BOCHS BXPC    ".getBytes(StandardCharsets.US_ASCII)).putInt(edition);
        bytes.put("BXPC".getBytes(StandardCharsets.US_ASCII)).putInt(1);
    }

    TableBytes u8(int... values) {
        for (int value : values) {
            bytes.put((byte) value);
        }
        return this;
    }

    TableBytes u16(int... values) {
        for (int value : values) {
            bytes.putShort((short) value);
        }
        return this;
    }

    TableBytes u32(int... values) {
        for (int value : values) {
            bytes.putInt(value);
        }
        return this;
    }

    TableBytes u64(long... values) {
        for (long value : values) {
            bytes.putLong(value);
        }
        return this;
    }

    TableBytes zeros(int count) {
        bytes.put(new byte[count]);
        return this;
    }

    byte[] finished() {
        byte[] table = new byte[bytes.position()];
        bytes.putInt(4, table.length);
        bytes.get(0, table);
        int sum = 0;
        for (byte value : table) {
            sum += value;
        }
        table[9] = (byte) -sum;
        return table;
    }

}
