package daxplane.kernel.memory;

import daxplane.inventory.Zone;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Memory of one node: its blocks, online or not, and its zones. */
final class NodeMemory {

    /** In the order in which the kernel lists them. */
    static final List<Zone> ZONES = List.of(Zone.DMA, Zone.DMA32, Zone.NORMAL, Zone.MOVABLE);

    private final int node;
    private final long blockPages;
    private final Map<Zone, ZoneAccount> zones = new EnumMap<>(Zone.class);
    private final NavigableMap<Long, MemoryBlock> blocks = new TreeMap<>();

    NodeMemory(int node, long blockPages) {
        this.node = node;
        this.blockPages = blockPages;
        ZONES.forEach(zone -> zones.put(zone, new ZoneAccount()));
    }

    int node() {
        return node;
    }

    long blockPages() {
        return blockPages;
    }

    ZoneAccount zone(Zone zone) {
        return zones.get(zone);
    }

    /** By number. */
    NavigableMap<Long, MemoryBlock> blocks() {
        return blocks;
    }

    /** Its offline blocks that touch the pages. */
    List<MemoryBlock> offlineIn(PageRange pages) {
        return blocks.subMap(pages.start() / blockPages, true, (pages.end() - 1) / blockPages, true).values().stream()
                .filter(block -> !block.online()).toList();
    }

    /** Whether any of its memory is online. */
    boolean hasMemory() {
        return zones.values().stream().anyMatch(zone -> !zone.isEmpty());
    }

    boolean hasNormalMemory() {
        return ZONES.stream().anyMatch(zone -> zone != Zone.MOVABLE && !zones.get(zone).isEmpty());
    }

    long managedPages() {
        return zones.values().stream().mapToLong(ZoneAccount::managedPages).sum();
    }

    /** The kernel zone that memory at these pages belongs to: one that spans it already, else the normal zone. */
    Zone kernelZone(PageRange pages) {
        return ZONES.stream().filter(zone -> zone != Zone.MOVABLE && zones.get(zone).spans(pages)).findFirst().orElse(Zone.NORMAL);
    }
}
