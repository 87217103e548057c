package daxplane.kernel.memory;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.inventory.Zone;
import daxplane.kernel.Bus;
import daxplane.kernel.StateRecord;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelCommandLine;
import daxplane.kernel.KernelException;
import daxplane.kernel.MemoryGroup;
import daxplane.kernel.MemoryHotplug;
import daxplane.kernel.MemoryParameters;
import daxplane.kernel.ResourceTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The memory of one kernel. */
final class MemorySubsystem implements MemoryHotplug {

    static final String NAME = "memory";

    private final Kernel kernel;
    private final MemoryParameters parameters;
    private final long blockBytes;
    private final NodeTopology topology;
    private final MemorySettings settings;
    private final SortedMap<Integer, NodeMemory> memory = new TreeMap<>();
    private final Groups groups;
    private final NodeTree nodes;
    private final PoisonedPages poisoned;
    private final MemoryFailure failure;
    private final Onlining onlining;
    private final AddedMemory added;
    private final Bus bus = new SubsystemBus(NAME);

    /** @throws IllegalArgumentException a machine property makes no sense */
    MemorySubsystem(Kernel kernel) {
        this.kernel = kernel;
        this.parameters = MemoryParameters.of(kernel.firmware());
        this.blockBytes = parameters.blockBytes();
        this.topology = NodeTopology.of(kernel.firmware(), systemRam());
        this.settings = MemorySettings.atBoot(parameters, KernelCommandLine.of(kernel.firmware()), kernel.profile());
        topology.possible().forEach(node -> memory.put(node, new NodeMemory(node, pagesPerBlock())));
        this.groups = new Groups(kernel);
        this.poisoned = new PoisonedPages(kernel);
        this.failure = new MemoryFailure(kernel, blockBytes, topology, memory, poisoned);
        this.nodes = new NodeTree(kernel, topology, settings, memory, poisoned);
        this.onlining = new Onlining(kernel, settings, memory, groups, new ZoneChoice(settings, memory, groups), nodes, failure);
        this.added = new AddedMemory(kernel, blockBytes, settings, memory, groups, nodes, onlining, failure, bus);
    }

    @Override
    public long blockBytes() {
        return blockBytes;
    }

    @Override
    public OptionalInt nodeOf(long address) {
        return topology.nodeOf(address);
    }

    @Override
    public OptionalInt nodeOfDomain(int proximityDomain) {
        return topology.nodeOfDomain(proximityDomain);
    }

    @Override
    public boolean possible(int node) {
        return memory.containsKey(node);
    }

    @Override
    public int distance(int from, int to) {
        return topology.distance(from, to);
    }

    @Override
    public int nearestOnline(int node) {
        if (!possible(node) || nodes.online(node)) {
            return node;
        }
        int nearest = node;
        for (int other : nodes.online()) {
            if (nearest == node || topology.distance(node, other) < topology.distance(node, nearest)) {
                nearest = other;
            }
        }
        return nearest;
    }

    @Override
    public boolean supportsMemmapOnMemory() {
        return settings.memmapOnMemory() && pagesPerBlock() * AddedMemory.BYTES_PER_PAGE_STRUCT % HugePages.BYTES == 0;
    }

    @Override
    public MemoryGroup group(int node, long bytes) throws KernelException {
        if (!possible(node) || bytes <= 0) {
            throw new KernelException(Errno.EINVAL, "no memory group of " + bytes + " bytes on node " + node);
        }
        return groups.create(node, bytes);
    }

    @Override
    public void forget(MemoryGroup group) {
        groups.forget(group);
    }

    @Override
    public void add(MemoryGroup group, AddressRange range, String resourceName, boolean memmapOnMemory) throws KernelException {
        added.add(group, range, resourceName, memmapOnMemory && supportsMemmapOnMemory());
    }

    @Override
    public void remove(AddressRange range, String resourceName) throws KernelException {
        added.remove(range, resourceName);
    }

    @Override
    public boolean anyOnline(AddressRange range) {
        return added.blocks(range).stream().anyMatch(MemoryBlock::online);
    }

    @Override
    public boolean poisoned(AddressRange range) {
        return poisoned.anyMarked(new PageRange(range.start() >>> PageRange.PAGE_SHIFT, (range.last() >>> PageRange.PAGE_SHIFT) + 1));
    }

    /** A fresh boot: everything that the firmware describes. */
    void boot() throws KernelException {
        kernel.changed(settings);
        start();
        BootMemory boot = BootMemory.of(BootMemory.joined(systemRam(), parameters), blockBytes, topology);
        Map<Integer, Map<Zone, Long>> reserved = boot.reserved(parameters);
        Set<Integer> withRam = boot.pieces().values().stream().map(pieces -> pieces.getFirst().node()).collect(Collectors.toSet());
        for (int node : memory.keySet()) {
            if (withRam.contains(node) || !topology.processorsOf(node).isEmpty()) {
                nodes.add(node, reserved.getOrDefault(node, Map.of()));
            }
        }
        for (MemoryBlock.Shape shape : BootBlocks.of(boot, pagesPerBlock())) {
            var block = new MemoryBlock(shape, bus, onlining);
            block.onlineIn(shape.bootZone());
            memory.get(shape.node()).blocks().put(shape.number(), block);
            onlining.account(block, shape.bootZone());
            kernel.devices().register(block);
            nodes.link(block);
        }
        nodes.online().forEach(nodes::describe);
        memory.values().stream().filter(NodeMemory::hasMemory).forEach(node -> nodes.memoryCame(node.node()));
    }

    /** What has no document. */
    void start() {
        try {
            kernel.devices().addBus(bus);
            kernel.devices().addBus(nodes.bus());
            if (nodes.tiers().supported()) {
                kernel.devices().addBus(nodes.tiers().bus());
            }
        } catch (KernelException taken) {
            throw new IllegalStateException("the buses of memory are there already", taken);
        }
        new SettingFiles(kernel, blockBytes, settings, topology, memory, nodes, onlining, poisoned).create();
        failure.createFiles();
    }

    void restore(StateRecord document) {
        if (MemorySettings.describes(document)) {
            settings.restore(document);
        } else if (Groups.describes(document)) {
            groups.restore(document);
        } else if (document.key().equals(PoisonedPages.KEY)) {
            poisoned.restore(document);
        } else {
            switch (document.value("kind")) {
                case "block" -> restoreBlock(document);
                case "node" -> nodes.restoreNode(document);
                case "access" -> nodes.restoreAccess(document);
                case "tier" -> nodes.tiers().restore(document);
                default -> throw new IllegalStateException("unknown kind of memory document: " + document.key());
            }
        }
    }

    private void restoreBlock(StateRecord document) {
        MemoryBlock block = MemoryBlock.of(document, pagesPerBlock(), bus, onlining);
        memory.get(block.node()).blocks().put(block.number(), block);
        groups.of(block.shape().group()).ifPresent(group -> group.blocks().put(block.number(), block));
        block.zone().ifPresent(zone -> onlining.account(block, zone));
        kernel.devices().adopt(block, document);
        if (nodes.online(block.node())) {
            nodes.link(block);
        }
    }

    private List<AddressRange> systemRam() {
        return kernel.resources().children(Optional.empty()).stream().filter(resource -> resource.name().equals("System RAM"))
                .map(ResourceTree.Resource::range).sorted().toList();
    }

    private long pagesPerBlock() {
        return blockBytes >>> PageRange.PAGE_SHIFT;
    }
}
