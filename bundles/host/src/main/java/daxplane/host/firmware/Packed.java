package daxplane.host.firmware;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Little-endian numbers one behind the other. */
public final class Packed {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private Packed() {
    }

    public static Packed empty() {
        return new Packed();
    }

    public Packed u8(int value) {
        return number(value, 1);
    }

    public Packed u16(int value) {
        return number(value, 2);
    }

    public Packed u32(long value) {
        return number(value, 4);
    }

    public Packed u64(long value) {
        return number(value, 8);
    }

    public Packed zeros(int count) {
        bytes.writeBytes(new byte[count]);
        return this;
    }

    public Packed raw(byte[] more) {
        bytes.writeBytes(more);
        return this;
    }

    public byte[] bytes() {
        return bytes.toByteArray();
    }

    private Packed number(long value, int count) {
        for (int i = 0; i < count; i++) {
            bytes.write((int) (value >>> 8 * i));
        }
        return this;
    }

    /** For reading what somebody packed; what is missing at the end reads as zero. */
    static ByteBuffer read(byte[] packed, int atLeast) {
        return ByteBuffer.wrap(java.util.Arrays.copyOf(packed, Math.max(packed.length, atLeast))).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Unsigned 64-bit number at an offset; 0 behind the end. */
    public static long u64(byte[] packed, int offset) {
        return read(packed, offset + 8).getLong(offset);
    }

    /** Unsigned 32-bit number at an offset; 0 behind the end. */
    public static long u32(byte[] packed, int offset) {
        return Integer.toUnsignedLong(read(packed, offset + 4).getInt(offset));
    }

    /** Unsigned 16-bit number at an offset; 0 behind the end. */
    public static int u16(byte[] packed, int offset) {
        return Short.toUnsignedInt(read(packed, offset + 2).getShort(offset));
    }

    /** Unsigned byte at an offset; 0 behind the end. */
    public static int u8(byte[] packed, int offset) {
        return Byte.toUnsignedInt(read(packed, offset + 1).get(offset));
    }
}
