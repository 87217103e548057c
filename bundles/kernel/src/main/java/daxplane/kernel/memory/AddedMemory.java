package daxplane.kernel.memory;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.inventory.BlockRange;
import daxplane.kernel.Bus;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.MemoryGroup;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** Ranges that drivers add to the running kernel, and take away: as whole blocks, all or nothing. Errors as of MemoryHotplug. */
final class AddedMemory {

    static final int BYTES_PER_PAGE_STRUCT = 64;

    private final Kernel kernel;
    private final long blockBytes;
    private final MemorySettings settings;
    private final SortedMap<Integer, NodeMemory> memory;
    private final Groups groups;
    private final NodeTree nodes;
    private final Onlining onlining;
    private final Bus bus;
    private final MemoryFailure failure;

    AddedMemory(Kernel kernel, long blockBytes, MemorySettings settings, SortedMap<Integer, NodeMemory> memory, Groups groups, NodeTree nodes,
            Onlining onlining, MemoryFailure failure, Bus bus) {
        this.kernel = kernel;
        this.blockBytes = blockBytes;
        this.settings = settings;
        this.memory = memory;
        this.groups = groups;
        this.nodes = nodes;
        this.onlining = onlining;
        this.failure = failure;
        this.bus = bus;
    }

    /** @param memmapInside page structs in the blocks themselves */
    void add(MemoryGroup group, AddressRange range, String resourceName, boolean memmapInside) throws KernelException {
        Groups.Member member = groups.of(OptionalInt.of(group.id()))
                .orElseThrow(() -> new KernelException(Errno.EINVAL, "no such memory group: " + group.id()));
        SortedMap<Long, MemoryBlock> there = memory.get(group.node()).blocks();
        BlockRange numbers = newBlocks(range);
        reserve(range, resourceName);
        failure.adding();
        long vmemmap = memmapInside ? pagesPerBlock() * BYTES_PER_PAGE_STRUCT >>> PageRange.PAGE_SHIFT : 0;
        for (long number = numbers.first(); number <= numbers.last(); number++) {
            var block = new MemoryBlock(new MemoryBlock.Shape(number, group.node(), pages(number), vmemmap, OptionalInt.of(group.id()),
                    List.of(), false), bus, onlining);
            there.put(number, block);
            member.blocks().put(number, block);
            kernel.devices().register(block);
        }
        if (!nodes.online(group.node())) {
            nodes.add(group.node(), Map.of());
        }
        List<MemoryBlock> added = List.copyOf(there.subMap(numbers.first(), numbers.last() + 1).values());
        added.forEach(nodes::link);
        if (settings.autoOnline() != OnlineType.OFFLINE) {
            added.forEach(block -> onlining.online(block, settings.autoOnline()));
        }
    }

    void remove(AddressRange range, String resourceName) throws KernelException {
        List<MemoryBlock> blocks = blocks(range);
        Optional<MemoryBlock> online = blocks.stream().filter(MemoryBlock::online).findFirst();
        if (online.isPresent()) {
            AddressRange where = new BlockRange(online.get().number(), 1).addresses(blockBytes);
            kernel.log(4, "removing memory fails, because memory [0x%016x-0x%016x] is onlined".formatted(where.start(), where.last()));
            throw new KernelException(Errno.EBUSY, online.get() + " is online");
        }
        for (MemoryBlock block : blocks) {
            NodeMemory node = memory.get(block.node());
            node.blocks().remove(block.number());
            groups.of(block.shape().group()).ifPresent(group -> group.blocks().remove(block.number()));
            nodes.unlink(block);
            kernel.devices().unregister(block);
            if (node.blocks().isEmpty()) {
                nodes.remove(block.node());
            }
        }
        failure.removed(range);
        kernel.resources().release(range, resourceName);
    }

    /** Blocks that lie in the range, on whatever node, by number. */
    List<MemoryBlock> blocks(AddressRange range) {
        long first = Long.divideUnsigned(range.start(), blockBytes);
        long last = Long.divideUnsigned(range.last(), blockBytes);
        SortedMap<Long, MemoryBlock> found = new TreeMap<>();
        memory.values().forEach(node -> found.putAll(node.blocks().subMap(first, true, last, true)));
        return List.copyOf(found.values());
    }

    private BlockRange newBlocks(AddressRange range) throws KernelException {
        if (range.isEmpty() || range.start() % blockBytes != 0 || range.bytes() % blockBytes != 0) {
            throw new KernelException(Errno.EINVAL, range + " is not whole memory blocks of " + blockBytes + " bytes");
        }
        if (!blocks(range).isEmpty()) {
            throw new KernelException(Errno.EEXIST, "there is memory in " + range);
        }
        return BlockRange.covering(range, blockBytes);
    }

    private void reserve(AddressRange range, String resourceName) throws KernelException {
        try {
            kernel.resources().request(range, resourceName, true, true);
        } catch (KernelException busy) {
            throw new KernelException(Errno.EEXIST, "System RAM resource " + range + " cannot be added: " + busy.getMessage());
        }
    }

    private PageRange pages(long block) {
        return new PageRange(block * pagesPerBlock(), (block + 1) * pagesPerBlock());
    }

    private long pagesPerBlock() {
        return blockBytes >>> PageRange.PAGE_SHIFT;
    }
}
