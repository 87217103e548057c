package daxplane.fuzz;

import daxplane.labels.Fletcher64;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Makes checksums right, so that what lies behind them is reached: no mutation of an input finds a checksum by chance. The
 * first byte of an input says whether it is done, so that wrong checksums are tried too.
 */
final class Mending {

    private Mending() {
    }

    /** The input without its first byte. */
    static byte[] body(byte[] input) {
        return input.length == 0 ? input : Arrays.copyOfRange(input, 1, input.length);
    }

    /** The first byte; 0 when there is none. */
    static int choice(byte[] input) {
        return input.length == 0 ? 0 : Byte.toUnsignedInt(input[0]);
    }

    /** Puts the Fletcher64 of {@code length} bytes into them. Does nothing when they reach behind the end. */
    static void fletcher(byte[] bytes, int offset, int length, int checksumOffset) {
        if (length >= checksumOffset + Long.BYTES && offset + length <= bytes.length) {
            littleEndian(bytes).putLong(offset + checksumOffset, Fletcher64.of(bytes, offset, length, checksumOffset));
        }
    }

    static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
