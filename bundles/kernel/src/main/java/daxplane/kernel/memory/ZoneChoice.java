package daxplane.kernel.memory;

import daxplane.inventory.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The zone that a block goes to when it is brought online. Source: docs/kernel/memory.md 7.2, corpus kmem-blocks; the auto-movable
 * rules were asked of Linux 6.12.
 *
 * <pre>
 *   online_kernel    the kernel zone of its node that spans it already, else Normal
 *   online_movable   Movable
 *   online           contig-zones   the one of the two zones above whose span holds it; if both or none do, the kernel zone
 *                                   (Movable when the kernel was booted with movable_node)
 *                    auto-movable   Movable if the whole group fits into the ratio of movable memory to the kernel memory of
 *                                   boot, on the whole machine and (numa aware) on the node itself, and no page of the group
 *                                   is online in a kernel zone; else the kernel zone
 * </pre>
 */
final class ZoneChoice {

    private final MemorySettings settings;
    private final SortedMap<Integer, NodeMemory> nodes;
    private final Groups groups;

    ZoneChoice(MemorySettings settings, SortedMap<Integer, NodeMemory> nodes, Groups groups) {
        this.settings = settings;
        this.nodes = nodes;
        this.groups = groups;
    }

    Zone choose(MemoryBlock block, OnlineType type) {
        return switch (type) {
            case ONLINE_KERNEL -> kernelZone(block);
            case ONLINE_MOVABLE -> Zone.MOVABLE;
            case ONLINE -> byPolicy(block);
            case OFFLINE -> throw new IllegalArgumentException("no zone for taking " + block + " offline");
        };
    }

    /** What {@code valid_zones} of an offline block lists: the zone of {@code online} first. */
    List<Zone> validZones(MemoryBlock block) {
        Zone first = byPolicy(block);
        List<Zone> zones = new ArrayList<>(List.of(first));
        for (Zone other : List.of(kernelZone(block), Zone.MOVABLE)) {
            if (other != first) {
                zones.add(other);
            }
        }
        return zones;
    }

    /** Whether the policy decides for whole groups. */
    boolean byGroup() {
        return settings.policy() == MemorySettings.Policy.AUTO_MOVABLE;
    }

    /** Whether the auto-movable policy would make the group's memory movable; contig-zones asks nobody. */
    boolean autoMovable(Groups.Member group, int node) {
        return group.kernelPages() == 0 && autoMovable(node, pages(group.group().bytes()) - group.movablePages());
    }

    /** The same for a block of no group (boot memory): only whole blocks go offline, so it depends on the node alone. */
    boolean autoMovableAlone(NodeMemory node) {
        return autoMovable(node.node(), node.blockPages());
    }

    private Zone byPolicy(MemoryBlock block) {
        return switch (settings.policy()) {
            case CONTIG_ZONES -> contiguous(block);
            case AUTO_MOVABLE -> autoMovable(block) ? Zone.MOVABLE : kernelZone(block);
        };
    }

    private Zone contiguous(MemoryBlock block) {
        NodeMemory node = nodes.get(block.node());
        Zone kernelZone = kernelZone(block);
        boolean inKernel = node.zone(kernelZone).spans(block.shape().pages());
        boolean inMovable = node.zone(Zone.MOVABLE).spans(block.shape().pages());
        if (inKernel != inMovable) {
            return inKernel ? kernelZone : Zone.MOVABLE;
        }
        return settings.movableNode() ? Zone.MOVABLE : kernelZone;
    }

    private boolean autoMovable(MemoryBlock block) {
        Optional<Groups.Member> group = groups.of(block.shape().group());
        return group.map(member -> autoMovable(member, block.node())).orElseGet(() -> autoMovable(block.node(), block.present()));
    }

    private boolean autoMovable(int node, long morePages) {
        if (settings.autoMovableRatioPercent() == 0) {
            return false;
        }
        return fits(nodes, morePages) && (!settings.autoMovableNumaAware() || fits(Map.of(node, nodes.get(node)), morePages));
    }

    private boolean fits(Map<Integer, NodeMemory> where, long morePages) {
        long kernelPages = 0;
        long movablePages = morePages;
        for (NodeMemory node : where.values()) {
            for (Zone zone : NodeMemory.ZONES) {
                kernelPages += zone == Zone.MOVABLE ? 0 : node.zone(zone).earlyPages();
                movablePages += zone == Zone.MOVABLE ? node.zone(zone).presentPages() : 0;
            }
        }
        return kernelPages > 0 && movablePages <= settings.autoMovableRatioPercent() * kernelPages / 100;
    }

    private Zone kernelZone(MemoryBlock block) {
        return nodes.get(block.node()).kernelZone(block.shape().pages());
    }

    private static long pages(long bytes) {
        return bytes >>> PageRange.PAGE_SHIFT;
    }
}
