package daxplane.conform.machine;

import daxplane.conform.machine.MachineForm.Dimm;
import daxplane.conform.machine.MachineForm.Layout;
import daxplane.conform.machine.MachineForm.Mapping;
import daxplane.conform.machine.MachineForm.Region;
import daxplane.inventory.AddressRange;
import java.util.List;

/**
 * The table of DIMMs and regions of a recorded machine: as the monitor makes it (a region a DIMM, structures of a DIMM together,
 * indices from the DIMM's slot), or as the recordings' replacement table has it.
 *
 * @param order numbers of the DIMMs in the order in which the table tells them
 */
record NfitWriter(MachineForm form, AddressPlan plan, List<Integer> order) {

    private static final long PERSISTENT_LOW = 0x4074b4f366f0d379L;
    private static final long PERSISTENT_HIGH = 0xdb8cb718330d43acL;
    private static final long ATTRIBUTES = 0x8008;
    private static final int FIRST_SERIAL = 0x123456;
    private static final int NOT_ARMED = 8;
    private static final int INTERLEAVED_LINES = 4096;

    byte[] table() {
        var table = new TableBytes("NFIT", 1, form.nfit().isPresent() ? 2 : 1).u32(0);
        if (form.nfit().isPresent()) {
            replacement(table, form.nfit().get());
        } else {
            for (int dimm : order) {
                Dimm form = this.form.dimms().get(dimm);
                int index = 2 * (dimm + 1);
                range(table, index, form.node(), plan.dimms().get(dimm));
                mapping(table, 0, index, index + 1, new Mapping(dimm + 1, 0, form.bytes()), 0, 1, form.unarmed() ? NOT_ARMED : 0);
                control(table, index + 1, dimm);
            }
        }
        return table.finished();
    }

    private static void replacement(TableBytes table, Layout layout) {
        for (int i = 0; i < layout.regions().size(); i++) {
            Region region = layout.regions().get(i);
            range(table, i + 1, region.node(), AddressRange.ofSize(region.start(), region.bytes()));
        }
        for (int i = 0; i < layout.regions().size(); i++) {
            var mappings = layout.regions().get(i).mappings();
            for (int position = 0; position < mappings.size(); position++) {
                Mapping mapping = mappings.get(position);
                mapping(table, i, i + 1, mapping.handle(), mapping, mappings.size() > 1 ? position * INTERLEAVED_LINES : 0, mappings.size(), 0);
            }
        }
        for (int handle : layout.handles()) {
            control(table, handle, handle - 1);
        }
        layout.capabilities().ifPresent(capabilities -> table.u16(7, 16).u8(2, 0, 0, 0).u32(capabilities).zeros(4));
    }

    private static void range(TableBytes table, int index, int node, AddressRange range) {
        table.u16(0, 56, index, 3).u32(0, node).u64(PERSISTENT_LOW, PERSISTENT_HIGH, range.start(), range.bytes(), ATTRIBUTES);
    }

    /** @param regionId of the monitor's table 0, of a replacement the region's number */
    private static void mapping(TableBytes table, int regionId, int range, int control, Mapping mapping, long offset, int ways, int flags) {
        table.u16(1, 48).u32(mapping.handle()).u16(0, regionId, range, control).u64(mapping.bytes(), offset, mapping.dpa()).u16(0, ways, flags, 0);
    }

    private static void control(TableBytes table, int index, int dimm) {
        table.u16(4, 80, index, 0x8086, 1, 1, 0, 0, 0).u8(0, 0).u16(0, 0).u32(FIRST_SERIAL + dimm).u16(0x301, 0).zeros(48);
    }
}
