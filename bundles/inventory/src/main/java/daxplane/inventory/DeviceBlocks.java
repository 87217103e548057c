package daxplane.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The memory blocks that a dax device is made of when the kernel takes it as System RAM: each of its ranges rounded inwards
 * to whole blocks ({@link KmemRange}).
 */
public record DeviceBlocks(DaxDevice device, long blockBytes, List<BlockRange> ranges) {

    public DeviceBlocks {
        ranges = List.copyOf(ranges);
    }

    public static DeviceBlocks of(Inventory picture, DaxDevice device) {
        long blockBytes = picture.policy().blockBytes();
        return new DeviceBlocks(device, blockBytes,
                blockBytes == 0 ? List.of() : KmemRange.blocks(device, new ByteSize(blockBytes)).stream().sorted().toList());
    }

    /** Numbers, ascending. */
    public LongStream numbers() {
        return ranges.stream().flatMapToLong(BlockRange::numbers);
    }

    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    public long count() {
        return ranges.stream().mapToLong(BlockRange::count).sum();
    }

    public long bytes() {
        return count() * blockBytes;
    }

    /** Those that exist now, ascending. */
    public List<MemoryBlock> existing(Inventory picture) {
        return ranges.stream().flatMap(range -> picture.blocksIn(range).values().stream()).toList();
    }

    public List<MemoryBlock> online(Inventory picture) {
        return existing(picture).stream().filter(MemoryBlock::online).toList();
    }

    /**
     * Memory that kmem could not give back when it was unbound: its range stays taken until the next boot, and no dax
     * driver can have the device (docs/kernel/memory.md 6). Empty while kmem has the device.
     */
    public Optional<AddressRange> leaked(Inventory picture) {
        if (device.usedAsRam()) {
            return Optional.empty();
        }
        return Leak.in(picture).stream().map(Leak::range)
                .filter(leak -> device.ranges().stream().anyMatch(leak::overlaps))
                .findFirst();
    }

    /** {@code memory33-35}, {@code memory33-34, memory40}. */
    public String text() {
        return text(ranges);
    }

    public static String text(List<BlockRange> ranges) {
        return String.join(", ", ranges.stream().map(BlockRange::toString).toList());
    }

    /** Neighbours joined, for people. */
    public static List<BlockRange> runs(List<MemoryBlock> ascending) {
        var runs = new ArrayList<BlockRange>();
        for (MemoryBlock block : ascending) {
            if (!runs.isEmpty() && runs.getLast().last() + 1 == block.number()) {
                var before = runs.removeLast();
                runs.add(new BlockRange(before.first(), before.count() + 1));
            } else {
                runs.add(new BlockRange(block.number(), 1));
            }
        }
        return List.copyOf(runs);
    }
}
