package daxplane.kernel.memory;

import daxplane.host.Cancellation;
import daxplane.host.Errno;
import daxplane.inventory.Zone;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Bringing memory blocks online and taking them offline, one at a time. docs/kernel/memory.md 7; corpus kmem-blocks, pin-*. */
final class Onlining {

    private final Kernel kernel;
    private final MemorySettings settings;
    private final SortedMap<Integer, NodeMemory> nodes;
    private final Groups groups;
    private final ZoneChoice choice;
    private final ValidZoneWatch watch;
    private final NodeTree nodeTree;
    private final SystemRamWalk walk;
    private final MemoryFailure failure;

    Onlining(Kernel kernel, MemorySettings settings, SortedMap<Integer, NodeMemory> nodes, Groups groups, ZoneChoice choice, NodeTree nodeTree,
            MemoryFailure failure) {
        this.kernel = kernel;
        this.settings = settings;
        this.nodes = nodes;
        this.groups = groups;
        this.choice = choice;
        this.watch = new ValidZoneWatch(kernel, nodes, groups, choice);
        this.nodeTree = nodeTree;
        this.failure = failure;
        this.walk = new SystemRamWalk(kernel.resources(), kernel.profile().findsNestedRam());
    }

    /**
     * A write to {@code state}.
     *
     * @throws KernelException EINVAL it is in that state, or can never go offline; EBUSY something in it cannot be moved;
     *     EINTR cancelled while waiting for somebody to let go of its pages; ENODEV it was removed meanwhile
     */
    void write(MemoryBlock block, OnlineType type, Cancellation cancellation) throws KernelException {
        waitForOthers(block, cancellation);
        boolean wanted = type != OnlineType.OFFLINE;
        if (wanted) {
            block.remember(type);
            kernel.changed(block);
        }
        if (block.online() == wanted) {
            throw new KernelException(Errno.EINVAL, block + " is " + (wanted ? "online" : "offline") + " already");
        }
        set(block, wanted, cancellation);
    }

    /** A write to {@code online}: nothing happens when it is so already. Errors as of {@link #write}; EHWPOISON a page of it is poisoned. */
    void set(MemoryBlock block, boolean online, Cancellation cancellation) throws KernelException {
        waitForOthers(block, cancellation);
        if (online && !block.online()) {
            failure.check(block);
            bringOnline(block);
        } else if (!online && block.online()) {
            takeOffline(block, cancellation);
        }
    }

    /** As the policy for new blocks does. */
    void online(MemoryBlock block, OnlineType type) {
        block.remember(type);
        bringOnline(block);
    }

    String validZones(MemoryBlock block) {
        List<Zone> zones = block.zone().map(List::of).orElseGet(() -> choice.validZones(block));
        return zones.stream().map(Zone::text).collect(Collectors.joining(" "));
    }

    /** Tells that valid_zones of every offline block may read differently: the policy changed. */
    void policyChanged() {
        watch.all();
    }

    /** Enters a block that is online already into the account. */
    void account(MemoryBlock block, Zone zone) {
        MemoryBlock.Shape shape = block.shape();
        NodeMemory node = nodes.get(block.node());
        if (shape.boot().isEmpty()) {
            node.zone(zone).add(block.number(), shape.pages(), block.present(), shape.vmemmap(), false);
        } else if (zone == Zone.MIXED) {
            shape.boot().forEach(part -> node.zone(part.zone()).add(block.number(), part.span(), part.pages(), 0, true));
        } else {
            node.zone(zone).add(block.number(), shape.boot().getFirst().span(), block.present(), 0, true);
        }
        groups.of(shape.group()).ifPresent(group -> group.online(zone, block.present()));
    }

    private void bringOnline(MemoryBlock block) {
        Zone zone = choice.choose(block, block.remembered().orElse(OnlineType.ONLINE));
        block.forgetRemembered();
        failure.online(block);
        block.found(!walk.in(block.shape().pages().addresses()).isEmpty());
        if (settings.clearsFreePages() && block.shape().boot().isEmpty()) {
            walk.in(block.shape().pages().addresses()).forEach(range -> FreePages.clear(kernel, range));
        }
        NodeMemory node = nodes.get(block.node());
        boolean first = !node.hasMemory();
        boolean normalBefore = node.hasNormalMemory();
        try (var _ = watch.around(block, zone)) {
            account(block, zone);
            block.onlineIn(zone);
        }
        kernel.changed(block);
        if (first) {
            nodeTree.memoryCame(block.node());
        }
        tellPages(node, normalBefore);
        kernel.devices().uevent(block, "online");
    }

    private void takeOffline(MemoryBlock block, Cancellation cancellation) throws KernelException {
        Zone zone = block.zone().orElseThrow();
        if (zone == Zone.MIXED || block.shape().hasHoles()) {
            throw new KernelException(Errno.EINVAL, block + " has holes or lies in several zones");
        }
        refuseUnmovable(block);
        if (kernel.workload().held(block.number())) {
            waitForHolders(block, cancellation);
            refuseUnmovable(block);
        }
        NodeMemory node = nodes.get(block.node());
        boolean normalBefore = node.hasNormalMemory();
        try (var _ = watch.around(block, zone)) {
            node.zone(zone).remove(block.number());
            groups.of(block.shape().group()).ifPresent(group -> group.online(zone, -block.present()));
            block.offline();
        }
        kernel.changed(block);
        if (!node.hasMemory()) {
            nodeTree.memoryWent(block.node());
        }
        tellPages(node, normalBefore);
        kernel.devices().uevent(block, "offline");
    }

    private void tellPages(NodeMemory node, boolean normalBefore) {
        nodeTree.pagesChanged(node.node());
        if (node.hasNormalMemory() != normalBefore) {
            kernel.touched(NodeDevice.DIRECTORY);
        }
    }

    private void refuseUnmovable(MemoryBlock block) throws KernelException {
        if (block.shape().fixed() || kernel.workload().unmovable(block.number())) {
            throw new KernelException(Errno.EBUSY, block + " holds pages that cannot be moved");
        }
    }

    private void waitForHolders(MemoryBlock block, Cancellation cancellation) throws KernelException {
        block.goingOffline(true);
        kernel.touched(block.directory());
        try {
            kernel.await(() -> !kernel.workload().held(block.number()), cancellation);
        } finally {
            block.goingOffline(false);
            kernel.touched(block.directory());
        }
    }

    /** One at a time: who comes while a block is going offline waits for the outcome. */
    private void waitForOthers(MemoryBlock block, Cancellation cancellation) throws KernelException {
        if (block.goingOffline()) {
            kernel.await(() -> !block.goingOffline(), cancellation);
        }
        if (!Optional.of(block).equals(Optional.ofNullable(nodes.get(block.node()).blocks().get(block.number())))) {
            throw new KernelException(Errno.ENODEV, block + " is gone");
        }
    }
}
