package daxplane.kernel.memory;

import daxplane.inventory.Zone;
import java.util.Collection;

/**
 * The texts of meminfo and zoneinfo, as far as they follow from which memory is online. Lines that only tell how programs use
 * memory are left out; memory counts as free.
 */
final class MemoryTexts {

    private static final int KIB_PER_PAGE = 4;

    private MemoryTexts() {
    }

    /** {@code /proc/meminfo}. @param corruptedKib taken out of use */
    static String meminfo(Collection<NodeMemory> nodes, long corruptedKib) {
        long kib = nodes.stream().mapToLong(NodeMemory::managedPages).sum() * KIB_PER_PAGE;
        return line("MemTotal", kib) + line("MemFree", kib) + line("MemAvailable", kib) + "HardwareCorrupted: %5d kB\n".formatted(corruptedKib);
    }

    /** {@code nodeN/meminfo}. @param hugePages that the node keeps for programs */
    static String nodeMeminfo(int node, NodeMemory memory, long hugePages) {
        long kib = memory.managedPages() * KIB_PER_PAGE;
        long used = hugePages * (HugePages.BYTES >> 10);
        String prefix = "Node " + node + " ";
        return prefix + line("MemTotal", kib) + prefix + line("MemFree", kib - used) + prefix + line("MemUsed", used)
                + prefix + "HugePages_Total: %5d\n".formatted(hugePages) + prefix + "HugePages_Free:  %5d\n".formatted(hugePages)
                + prefix + "HugePages_Surp:  %5d\n".formatted(0);
    }

    /** {@code /proc/zoneinfo}, for the nodes that are online. */
    static String zoneinfo(Collection<NodeMemory> nodes) {
        var text = new StringBuilder();
        for (NodeMemory node : nodes) {
            for (Zone zone : NodeMemory.ZONES) {
                ZoneAccount account = node.zone(zone);
                text.append("Node %d, zone %8s\n".formatted(node.node(), zone.text()))
                        .append("  pages free     %d\n".formatted(account.managedPages()))
                        .append("        spanned  %d\n".formatted(account.span().map(PageRange::pages).orElse(0L)))
                        .append("        present  %d\n".formatted(account.presentPages()))
                        .append("        managed  %d\n".formatted(account.managedPages()));
                account.span().ifPresent(span -> text.append("  start_pfn:           %d\n".formatted(span.start())));
            }
        }
        return text.toString();
    }

    private static String line(String name, long kib) {
        return "%-16s%8d kB\n".formatted(name + ":", kib);
    }
}
