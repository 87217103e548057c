package daxplane.driver.cxl;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a memory device says of itself in its coherent device attribute table (CDAT): one range of persistent memory, and how fast
 * it is. The numbers are those of the recorded devices, which are emulated; corpus cxl61-pmem, {@code cxl/endpoint2/CDAT}.
 *
 * <pre>
 *    0  u32  length               4  u8   revision 2          5  u8   checksum: all bytes add up to 0
 *    6  ...  0                   16  DSMAS, 24 bytes: {0, 0, length u16, handle u8, flags u8, 0 u16, dpa u64, bytes u64}
 *   40  4 x DSLBIS, 24 bytes: {1, 0, length u16, handle u8, flags u8, what u8, 0, unit u64, value u16, 0 ...}
 *  136  DSEMTS, 24 bytes: {4, 0, length u16, handle u8, EFI memory type u8, 0 u16, dpa u64, bytes u64}
 * </pre>
 */
final class CoherentDeviceTable {

    private static final int BYTES = 160;
    private static final int ENTRY_BYTES = 24;
    private static final int NON_VOLATILE = 1 << 2;
    private static final int RESERVED_MEMORY = 2;

    /** Latencies in units of 10 ns, bandwidths in units of 1 GB/s: {what, unit, value}. */
    private static final int[][] PERFORMANCE = {{1, 10000, 15}, {2, 10000, 25}, {4, 1000, 16}, {5, 1000, 16}};

    private CoherentDeviceTable() {
    }

    static byte[] of(long persistentBytes) {
        ByteBuffer table = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        table.putInt(BYTES).put((byte) 2).position(16);
        entry(table, 0, NON_VOLATILE).putShort((short) 0).putLong(0).putLong(persistentBytes);
        for (int[] line : PERFORMANCE) {
            entry(table, 1, 0).put((byte) line[0]).put((byte) 0).putLong(line[1]).putShort((short) line[2]).putInt(0).putShort((short) 0);
        }
        entry(table, 4, RESERVED_MEMORY).putShort((short) 0).putLong(0).putLong(persistentBytes);
        byte sum = 0;
        for (byte part : table.array()) {
            sum += part;
        }
        return table.put(5, (byte) -sum).array();
    }

    /** What all entries begin with; they are about memory range 0. */
    private static ByteBuffer entry(ByteBuffer table, int type, int flags) {
        return table.put((byte) type).put((byte) 0).putShort((short) ENTRY_BYTES).put((byte) 0).put((byte) flags);
    }
}
