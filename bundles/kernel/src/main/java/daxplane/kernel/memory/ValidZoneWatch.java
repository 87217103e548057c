package daxplane.kernel.memory;

import daxplane.inventory.Zone;
import daxplane.kernel.Kernel;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * Tells which offline blocks show other {@code valid_zones} after a block went online or offline: those that a zone's span came
 * to hold or lost, and groups, or nodes' blocks of no group, whose policy decision turned. Costs nothing for blocks beside the change.
 */
final class ValidZoneWatch {

    /** Ends the watch and tells. */
    interface Watching extends AutoCloseable {
        @Override
        void close();
    }

    private final Kernel kernel;
    private final SortedMap<Integer, NodeMemory> nodes;
    private final Groups groups;
    private final ZoneChoice choice;

    ValidZoneWatch(Kernel kernel, SortedMap<Integer, NodeMemory> nodes, Groups groups, ZoneChoice choice) {
        this.kernel = kernel;
        this.nodes = nodes;
        this.groups = groups;
        this.choice = choice;
    }

    /** To be closed after the block has entered or left the zone. */
    Watching around(MemoryBlock block, Zone zone) {
        NodeMemory node = nodes.get(block.node());
        Optional<PageRange> before = node.zone(zone).span();
        Set<Groups.Member> movableGroups = movableGroups();
        Set<NodeMemory> movableNodes = movableNodes();
        return () -> {
            tell(node, before, node.zone(zone).span());
            Set<Groups.Member> groupsNow = movableGroups();
            groups.all().stream().filter(group -> movableGroups.contains(group) != groupsNow.contains(group))
                    .flatMap(group -> group.blocks().values().stream()).forEach(this::tell);
            Set<NodeMemory> nodesNow = movableNodes();
            nodes.values().stream().filter(other -> movableNodes.contains(other) != nodesNow.contains(other))
                    .flatMap(other -> other.blocks().values().stream()).filter(other -> other.shape().group().isEmpty()).forEach(this::tell);
        };
    }

    void all() {
        nodes.values().stream().flatMap(node -> node.blocks().values().stream()).forEach(this::tell);
    }

    private void tell(NodeMemory node, Optional<PageRange> before, Optional<PageRange> after) {
        if (before.isEmpty() || after.isEmpty()) {
            before.or(() -> after).ifPresent(span -> tell(node, span));
            return;
        }
        PageRange old = before.get();
        PageRange now = after.get();
        tell(node, new PageRange(Math.min(old.start(), now.start()), Math.max(old.start(), now.start())));
        tell(node, new PageRange(Math.min(old.end(), now.end()), Math.max(old.end(), now.end())));
    }

    private void tell(NodeMemory node, PageRange pages) {
        if (!pages.isEmpty()) {
            node.offlineIn(pages).forEach(this::tell);
        }
    }

    private void tell(MemoryBlock block) {
        if (!block.online()) {
            kernel.touched(block.directory());
        }
    }

    private Set<Groups.Member> movableGroups() {
        Set<Groups.Member> movable = new LinkedHashSet<>();
        if (!choice.byGroup()) {
            return movable;
        }
        groups.all().stream().filter(group -> choice.autoMovable(group, group.group().node())).forEach(movable::add);
        return movable;
    }

    /** Nodes where a block of no group would become movable. */
    private Set<NodeMemory> movableNodes() {
        Set<NodeMemory> movable = new LinkedHashSet<>();
        if (choice.byGroup()) {
            nodes.values().stream().filter(choice::autoMovableAlone).forEach(movable::add);
        }
        return movable;
    }
}
