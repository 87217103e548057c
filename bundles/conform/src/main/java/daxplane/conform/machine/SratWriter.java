package daxplane.conform.machine;

import daxplane.inventory.AddressRange;
import java.util.List;

/**
 * The affinity table of a recorded machine: one processor each on nodes 0 and 1, RAM, DIMMs, and room for more on node 3.
 *
 * @param order of the DIMMs in the table
 */
record SratWriter(MachineForm form, AddressPlan plan, List<Integer> order) {

    private static final int ENABLED = 1;
    private static final int HOT_PLUGGABLE = 2;
    private static final int NON_VOLATILE = 4;
    private static final int LAST_NODE = 3;
    /** Between them lie the video memory and the firmware. */
    private static final long LOW_END = 640 << 10;
    private static final long HIGH_START = 1 << 20;

    byte[] table() {
        var table = new TableBytes("SRAT", 1, 1).u32(1).zeros(8);
        for (int processor = 0; processor < 2; processor++) {
            table.u8(0, 16, processor, processor).u32(ENABLED).zeros(8);
        }
        for (AddressPlan.Piece piece : plan.ram()) {
            if (piece.range().start() == 0) {
                memory(table, piece.node(), new AddressRange(0, LOW_END), ENABLED);
                memory(table, piece.node(), new AddressRange(HIGH_START, piece.range().end()), ENABLED);
            } else {
                memory(table, piece.node(), piece.range(), ENABLED);
            }
        }
        for (int dimm : order) {
            memory(table, form.dimms().get(dimm).node(), plan.dimms().get(dimm), ENABLED | NON_VOLATILE);
        }
        memory(table, LAST_NODE, plan.hotplug(), ENABLED | HOT_PLUGGABLE);
        return table.finished();
    }

    private static void memory(TableBytes table, int node, AddressRange range, int flags) {
        table.u8(1, 40).u32(node).zeros(2).u64(range.start(), range.bytes()).zeros(4).u32(flags).zeros(8);
    }
}
