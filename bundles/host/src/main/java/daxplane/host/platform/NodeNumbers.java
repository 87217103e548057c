package daxplane.host.platform;

import daxplane.host.platform.AcpiBytes.Head;
import daxplane.host.platform.AcpiBytes.Structure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which node the kernel makes of which proximity domain: numbered as the affinity table (SRAT) names them, processors first.
 *
 * <pre>
 *   48 structures (type u8, length u8):
 *   0 processor      2 domain u8, 9 its upper bytes   4 flags u32 (bit 0: counts)
 *   1 memory         2 domain u32   28 flags u32 (bit 0: counts)
 *   2 x2APIC         4 domain u32   12 flags u32 (bit 0: counts)
 * </pre>
 * Source: ACPI 6.4 section 5.2.16; docs/kernel/memory.md 10.
 */
record NodeNumbers(Map<Integer, Integer> nodeOfDomain, SortedSet<Integer> withProcessors) {

    private static final int FIRST_STRUCTURE = 48;
    private static final int PROCESSOR = 0;
    private static final int MEMORY = 1;
    private static final int X2APIC = 2;

    static NodeNumbers of(AcpiBytes srat) {
        var nodes = new LinkedHashMap<Integer, Integer>();
        var processors = new TreeSet<Integer>();
        var structures = srat.structures(FIRST_STRUCTURE, Head.BYTES);
        for (Structure structure : structures) {
            var domain = switch (structure.type()) {
                case PROCESSOR -> structure.length() >= 16 && counts(srat, structure, 4)
                        ? OptionalInt.of(srat.u8(structure.at() + 2) | (srat.u32(structure.at() + 8) & 0xffff_ff00)) : OptionalInt.empty();
                case X2APIC -> counts(srat, structure, 12) ? srat.u32(structure, 4) : OptionalInt.empty();
                default -> OptionalInt.empty();
            };
            domain.ifPresent(number -> processors.add(number(nodes, number)));
        }
        for (Structure structure : structures) {
            if (structure.type() == MEMORY && counts(srat, structure, 28)) {
                number(nodes, srat.u32(structure.at() + 2));
            }
        }
        return new NodeNumbers(nodes, processors);
    }

    private static boolean counts(AcpiBytes srat, Structure structure, int flagsAt) {
        return (srat.u32(structure, flagsAt).orElse(0) & 1) != 0;
    }

    private static int number(Map<Integer, Integer> nodes, int domain) {
        nodes.putIfAbsent(domain, nodes.size());
        return nodes.get(domain);
    }
}
