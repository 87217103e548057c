package daxplane.conform.machine;

import daxplane.inventory.AddressRange;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the recordings' virtual machine monitor puts RAM, DIMMs and the room for more of them.
 *
 * <pre>
 *   0 .. low          RAM; low is 2 GiB on q35 (3 GiB on pc) when there is more than 2.75 GiB (3.5 GiB), else all of it
 *   4 GiB ..          the rest of the RAM
 *   next GiB ..       DIMMs, one behind the other, and room for 32 GiB less the RAM, and 1 GiB more for each of 8 slots
 * </pre>
 */
record AddressPlan(MachineForm form) {

    static final long GIB = 1L << 30;
    private static final long FOUR_GIB = 4 * GIB;
    private static final long LARGEST_MEMORY = 32 * GIB;
    private static final int SLOTS = 8;

    /** RAM of a node. */
    record Piece(AddressRange range, int node) {
    }

    private long low() {
        boolean q35 = !form.chipset().equals("pc");
        long most = q35 ? 0xb000_0000L : 0xe000_0000L;
        return form.ram() < most ? form.ram() : q35 ? 2 * GIB : 3 * GIB;
    }

    /** RAM by address: a node's half may lie on both sides of the hole below 4 GiB. */
    List<Piece> ram() {
        var pieces = new ArrayList<Piece>();
        for (int node = 0; node < 2; node++) {
            long start = node * (form.ram() / 2);
            long end = start + form.ram() / 2;
            if (start < low()) {
                pieces.add(new Piece(new AddressRange(start, Math.min(end, low())), node));
            }
            if (end > low()) {
                pieces.add(new Piece(new AddressRange(FOUR_GIB + Math.max(start, low()) - low(), FOUR_GIB + end - low()), node));
            }
        }
        return pieces;
    }

    /** Room for hot-plugged memory, DIMMs included. */
    AddressRange hotplug() {
        long start = FOUR_GIB + (form.ram() - low() + GIB - 1) / GIB * GIB;
        return AddressRange.ofSize(start, LARGEST_MEMORY - form.ram() + SLOTS * GIB);
    }

    /** Of each DIMM, in the order of the form. */
    List<AddressRange> dimms() {
        var ranges = new ArrayList<AddressRange>();
        long next = hotplug().start();
        for (MachineForm.Dimm dimm : form.dimms()) {
            AddressRange range = AddressRange.ofSize(dimm.address().orElse(next), dimm.bytes());
            ranges.add(range);
            next = range.end();
        }
        return ranges;
    }
}
