package daxplane.kernel.firmware;

import daxplane.inventory.AddressRange;
import daxplane.kernel.Firmware.MemoryAffinity;
import daxplane.kernel.firmware.AcpiTable.Structure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The system resource affinity table: which processor and which memory belongs to which proximity domain.
 *
 * <pre>
 *   header, 12 reserved bytes, then structures (type u8, length u8):
 *   0 processor  2 domain (low byte) u8  4 flags u32 (bit 0 enabled)  9 domain (high bytes) u8[3]
 *   1 memory     2 domain u32  8 base u64  16 length u64  28 flags u32 (bit 0 enabled, 1 hot-pluggable, 2 non-volatile)
 *   2 x2apic     4 domain u32  12 flags u32 (bit 0 enabled)
 *   3 gicc       2 domain u32  10 flags u32 (bit 0 enabled)
 * </pre>
 *
 * Other types are skipped. Source: ACPI 6.4 section 5.2.16.
 *
 * @param processors processor to domain, processors numbered in table order
 */
public record SratTable(List<MemoryAffinity> memory, Map<Integer, Integer> processors) {

    private static final int FIRST_STRUCTURE = AcpiTable.HEADER_BYTES + 12;
    private static final int ENABLED = 1;
    private static final int HOT_PLUGGABLE = 2;
    private static final int NON_VOLATILE = 4;

    public static SratTable parse(String file, byte[] bytes) throws UnusableFile {
        AcpiTable table = AcpiTable.of(file, bytes, "SRAT", FIRST_STRUCTURE);
        List<MemoryAffinity> memory = new ArrayList<>();
        Map<Integer, Integer> processors = new LinkedHashMap<>();
        for (Structure structure : table.structures(FIRST_STRUCTURE, AcpiTable.Head.BYTES)) {
            int at = structure.offset();
            switch (structure.type()) {
                case 0 -> {
                    table.atLeast(structure, 16);
                    int high = table.u8(at + 9) | table.u8(at + 10) << 8 | table.u8(at + 11) << 16;
                    processor(processors, table.u8(at + 2) | high << 8, table.u32(at + 4));
                }
                case 1 -> {
                    table.atLeast(structure, 40);
                    memory.add(memory(table, at));
                }
                case 2 -> {
                    table.atLeast(structure, 24);
                    processor(processors, (int) table.u32(at + 4), table.u32(at + 12));
                }
                case 3 -> {
                    table.atLeast(structure, 18);
                    processor(processors, (int) table.u32(at + 2), table.u32(at + 10));
                }
                default -> { }
            }
        }
        return new SratTable(List.copyOf(memory), processors);
    }

    private static void processor(Map<Integer, Integer> processors, int domain, long flags) {
        if ((flags & ENABLED) != 0) {
            processors.put(processors.size(), domain);
        }
    }

    private static MemoryAffinity memory(AcpiTable table, int at) throws UnusableFile {
        long base = table.u64(at + 8);
        long length = table.u64(at + 16);
        if (Long.compareUnsigned(base + length, base) < 0) {
            throw table.unusable(at + 16, "the range ends behind 2^64");
        }
        long flags = table.u32(at + 28);
        return new MemoryAffinity(AddressRange.ofSize(base, length), (int) table.u32(at + 2), (flags & ENABLED) != 0,
                (flags & HOT_PLUGGABLE) != 0, (flags & NON_VOLATILE) != 0);
    }
}
