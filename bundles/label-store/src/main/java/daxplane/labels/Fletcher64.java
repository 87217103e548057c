package daxplane.labels;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The checksum of index blocks, labels, info blocks and interleave-set cookies: two running sums over little-endian 32-bit
 * words, the second one in the upper half. Source: docs/kernel/labels.md 1.3.
 */
public final class Fletcher64 {

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private Fletcher64() {
    }

    public static long of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    /** Bytes after the last whole word do not count. */
    public static long of(byte[] bytes, int offset, int length) {
        return sum(bytes, offset, offset + (length & ~3), 0);
    }

    /**
     * Checksum of a structure that contains its own checksum, which counts as zero.
     *
     * @param field offset of the 8 bytes of the checksum within the structure, a multiple of 4
     */
    public static long of(byte[] bytes, int offset, int length, int field) {
        long state = sum(bytes, offset, offset + field, 0);
        state = zeroWord(zeroWord(state));
        return sum(bytes, offset + field + Long.BYTES, offset + (length & ~3), state);
    }

    // Both sums fit into one long: only the low 32 bits of the second one survive in the result.
    private static long sum(byte[] bytes, int from, int to, long state) {
        int low = (int) state;
        int high = (int) (state >>> 32);
        for (int at = from; at < to; at += Integer.BYTES) {
            low += (int) WORDS.get(bytes, at);
            high += low;
        }
        return state(low, high);
    }

    private static long zeroWord(long state) {
        int low = (int) state;
        return state(low, (int) (state >>> 32) + low);
    }

    private static long state(int low, int high) {
        return ((long) high << 32) | (low & 0xffff_ffffL);
    }
}
