package daxplane.host.platform;

import daxplane.host.platform.AcpiBytes.Head;
import daxplane.host.platform.AcpiBytes.Structure;
import daxplane.inventory.ByteSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the heterogeneous memory attribute table (HMAT) tells, by node.
 *
 * <pre>
 *   40 structures (type u16, reserved u16, length u32):
 *   1 speed   8 flags u8 (low nibble 0: the memory itself)   9 what u8   12 initiators u32   16 targets u32   24 unit u64
 *             32 initiator u32 each, target u32 each, value u16 [initiator][target]; 0 and 0xffff tell nothing
 *   2 cache   8 domain u32   16 bytes u64   24 attributes u32 (bits 0-3 levels, 4-7 this level)
 * </pre>
 * What: 0 latency, 1 of reads, 2 of writes; 3 bandwidth, 4 of reads, 5 of writes. Latencies are told in picoseconds by revision 2 and in
 * tenths of a nanosecond before; bandwidth in MiB/s. Source: ACPI 6.4 section 5.2.27.
 */
record AttributeTable(AcpiBytes hmat, NodeNumbers numbers) {

    private static final int FIRST_STRUCTURE = 40;
    private static final int SPEED = 1;
    private static final int CACHE = 2;
    private static final int UNKNOWN = 0xffff;
    /** A value above says nothing: no memory needs seconds, or gives petabytes a second. */
    private static final long MOST = 0xffff_ffffL;

    List<SideCache> caches() {
        var found = new ArrayList<SideCache>();
        for (Structure structure : hmat.structures(FIRST_STRUCTURE, Head.LONG)) {
            if (structure.type() == CACHE && structure.length() >= 28) {
                long bytes = hmat.u64(structure.at() + 16);
                Optional.ofNullable(numbers.nodeOfDomain().get(hmat.u32(structure.at() + 8))).filter(_ -> bytes > 0)
                        .ifPresent(node -> found.add(new SideCache(node, new ByteSize(bytes), hmat.u32(structure.at() + 24) >>> 4 & 0xf)));
            }
        }
        return found;
    }

    /** Of a node's memory, for each node of processors that the table tells of. */
    SortedMap<Integer, MemorySpeed> speeds(int node) {
        SortedMap<Integer, MemorySpeed> found = new TreeMap<>();
        for (Structure structure : hmat.structures(FIRST_STRUCTURE, Head.LONG)) {
            if (structure.type() == SPEED && structure.length() >= 32 && (hmat.u8(structure.at() + 8) & 0xf) == 0) {
                take(structure, node, found);
            }
        }
        return found;
    }

    private void take(Structure structure, int node, Map<Integer, MemorySpeed> found) {
        long initiators = Integer.toUnsignedLong(hmat.u32(structure.at() + 12));
        long targets = Integer.toUnsignedLong(hmat.u32(structure.at() + 16));
        if (initiators > structure.length() || targets > structure.length() || 32 + 4 * (initiators + targets) + 2 * initiators * targets > structure.length()) {
            return;
        }
        int targetList = structure.at() + 32 + 4 * (int) initiators;
        int values = targetList + 4 * (int) targets;
        for (int i = 0; i < initiators; i++) {
            var from = Optional.ofNullable(numbers.nodeOfDomain().get(hmat.u32(structure.at() + 32 + 4 * i))).filter(this::hasProcessors);
            for (int t = 0; t < targets && from.isPresent(); t++) {
                if (Optional.of(node).equals(Optional.ofNullable(numbers.nodeOfDomain().get(hmat.u32(targetList + 4 * t))))) {
                    int what = hmat.u8(structure.at() + 9);
                    long value = value(hmat.u16(values + 2 * (i * (int) targets + t)), hmat.u64(structure.at() + 24), what);
                    found.merge(from.get(), told(from.get(), what, value), AttributeTable::both);
                }
            }
        }
    }

    private boolean hasProcessors(int node) {
        return numbers.withProcessors().isEmpty() || numbers.withProcessors().contains(node);
    }

    private long value(int entry, long unit, int what) {
        if (entry == 0 || entry == UNKNOWN || Long.compareUnsigned(unit, MOST / entry) > 0) {
            return 0;
        }
        long value = entry * unit;
        return hmat.revision() < 2 ? (value + 9) / 10 : what <= 2 ? (value + 999) / 1000 : value;
    }

    private static MemorySpeed told(int from, int what, long value) {
        return new MemorySpeed(from, what == 0 || what == 1 ? value : 0, what == 0 || what == 2 ? value : 0,
                what == 3 || what == 4 ? value : 0, what == 3 || what == 5 ? value : 0);
    }

    /** The first that tells a value is believed, as by the kernel. */
    private static MemorySpeed both(MemorySpeed first, MemorySpeed other) {
        return new MemorySpeed(first.from(), first.readNanos() != 0 ? first.readNanos() : other.readNanos(), first.writeNanos() != 0 ? first.writeNanos() : other.writeNanos(),
                first.readMib() != 0 ? first.readMib() : other.readMib(), first.writeMib() != 0 ? first.writeMib() : other.writeMib());
    }
}
