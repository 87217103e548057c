package daxplane.kernel.firmware;

import daxplane.kernel.Firmware.Performance;
import daxplane.kernel.Firmware.Performance.Kind;
import daxplane.kernel.firmware.AcpiTable.Structure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The heterogeneous memory attribute table: latency and bandwidth between initiators and memory.
 *
 * <pre>
 *   header, 4 reserved bytes, then structures (type u16, reserved u16, length u32); of type 0:
 *   12 initiator u32  16 memory u32
 *   of type 1:
 *   8 flags u8 (low nibble: 0 the memory itself)  9 what u8  12 initiators u32  16 targets u32  24 unit u64
 *   32 initiator u32 each, then target u32 each, then value u16 [initiator][target]
 * </pre>
 *
 * What: 0 latency, 1 read, 2 write latency; 3 bandwidth, 4 read, 5 write bandwidth. A value of 0 or 0xffff says nothing.
 * Latencies are told in picoseconds by revision 2 and in tenths of a nanosecond before; bandwidth in MiB/s.
 * Source: ACPI 6.4 section 5.2.27.
 */
public final class HmatTable {

    private static final int FIRST_STRUCTURE = AcpiTable.HEADER_BYTES + 4;
    private static final int MEMORY_DOMAIN = 0;
    private static final int MEMORY_DOMAIN_AT = 16;
    private static final int LATENCY_BANDWIDTH = 1;
    private static final int UNKNOWN = 0xffff;

    private HmatTable() {
    }

    /**
     * @param memoryDomains proximity domains of memory in the affinity table. A table that describes memory of another domain is
     *     left aside as a whole, as the kernel does it (corpus hmem-basic: no node has an access class)
     */
    public static List<Performance> parse(String file, byte[] bytes, Set<Integer> memoryDomains) throws UnusableFile {
        AcpiTable table = AcpiTable.of(file, bytes, "HMAT", FIRST_STRUCTURE);
        List<Performance> all = new ArrayList<>();
        for (Structure structure : table.structures(FIRST_STRUCTURE, AcpiTable.Head.LONG)) {
            if (structure.type() == MEMORY_DOMAIN) {
                table.atLeast(structure, 20);
                if (!memoryDomains.contains((int) table.u32(structure.offset() + MEMORY_DOMAIN_AT))) {
                    return List.of();
                }
            } else if (structure.type() == LATENCY_BANDWIDTH) {
                table.atLeast(structure, 32);
                if ((table.u8(structure.offset() + 8) & 0xf) == 0) {
                    take(table, structure, all);
                }
            }
        }
        return List.copyOf(all);
    }

    private static void take(AcpiTable table, Structure structure, List<Performance> all) throws UnusableFile {
        int at = structure.offset();
        long initiators = table.u32(at + 12);
        long targets = table.u32(at + 16);
        // Both are below 2^32, so that neither sum nor product leaves 64 bit unnoticed when the first test fails.
        if (initiators > structure.length() || targets > structure.length()
                || 32 + 4 * (initiators + targets) + 2 * initiators * targets > structure.length()) {
            throw table.unusable(at + 12, initiators + " initiators and " + targets + " targets do not fit into a structure of "
                    + structure.length() + " bytes");
        }
        List<Kind> kinds = kinds(table.u8(at + 9));
        boolean latency = kinds.contains(Kind.READ_LATENCY) || kinds.contains(Kind.WRITE_LATENCY);
        long unit = table.u64(at + 24);
        int targetList = at + 32 + 4 * (int) initiators;
        int values = targetList + 4 * (int) targets;
        for (int i = 0; i < initiators; i++) {
            for (int t = 0; t < targets; t++) {
                int entry = table.u16(values + 2 * (i * (int) targets + t));
                long value = value(entry, unit, latency, table.revision());
                if (value != 0) {
                    for (Kind kind : kinds) {
                        all.add(new Performance((int) table.u32(at + 32 + 4 * i), (int) table.u32(targetList + 4 * t), kind, value));
                    }
                }
            }
        }
    }

    private static List<Kind> kinds(int what) {
        return switch (what) {
            case 0 -> List.of(Kind.READ_LATENCY, Kind.WRITE_LATENCY);
            case 1 -> List.of(Kind.READ_LATENCY);
            case 2 -> List.of(Kind.WRITE_LATENCY);
            case 3 -> List.of(Kind.READ_BANDWIDTH, Kind.WRITE_BANDWIDTH);
            case 4 -> List.of(Kind.READ_BANDWIDTH);
            case 5 -> List.of(Kind.WRITE_BANDWIDTH);
            default -> List.of();
        };
    }

    /** 0 when the table does not say, or says more than 32 bit hold. */
    private static long value(int entry, long unit, boolean latency, int revision) {
        if (entry == 0 || entry == UNKNOWN || Long.compareUnsigned(unit, 0xffff_ffffL / entry) > 0) {
            return 0;
        }
        long value = entry * unit;
        if (revision < 2) {
            return value < 10 ? 0 : (value + 9) / 10;
        }
        return latency ? (value + 999) / 1000 : value;
    }
}
