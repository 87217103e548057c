package daxplane.block;

import daxplane.block.table.PartitionEntry;
import daxplane.block.table.PartitionTable;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import java.util.Optional;

/** Makes partitions of what stands on a disk. */
final class PartitionScan {

    private final Kernel kernel;
    private final BlockLayer layer;

    PartitionScan(Kernel kernel, BlockLayer layer) {
        this.kernel = kernel;
        this.layer = layer;
    }

    /** Entries that begin behind the end of the disk are passed over; those that end there are cut. Overlaps are taken as they are. */
    void add(BlockDevice disk) throws KernelException {
        Optional<PartitionTable> table = PartitionTable.read(BlockLayer.sectors(disk));
        if (table.isEmpty()) {
            return;
        }
        tell(disk, table.get());
        long end = disk.bytes() / BlockDevice.SECTOR;
        for (PartitionEntry entry : table.get().entries()) {
            if (entry.startSector() >= end) {
                kernel.log(4, "%s: p%d start %d is beyond EOD, truncated".formatted(disk.name(), entry.number(), entry.startSector()));
            } else {
                if (entry.sectors() > end - entry.startSector()) {
                    kernel.log(4, "%s: p%d size %d extends beyond EOD, truncated".formatted(disk.name(), entry.number(), entry.sectors()));
                }
                add(Partition.of(kernel, disk, entry, layer.takeMinor()));
            }
        }
    }

    void add(Partition partition) throws KernelException {
        try {
            kernel.devices().register(partition);
        } catch (KernelException taken) {
            layer.releaseMinor(partition.minor());
            throw taken;
        }
        layer.enter(partition);
    }

    /** {@code pmem0: p1 p2 < p5 >}. */
    private void tell(BlockDevice disk, PartitionTable table) {
        StringBuilder text = new StringBuilder(" " + disk.name() + ":");
        String prefix = Partition.nameOf(disk, 0).replaceFirst("0$", "").equals(disk.name()) ? disk.name() : "p";
        boolean within = false;
        for (PartitionEntry entry : table.entries()) {
            text.append(' ').append(prefix).append(entry.number());
            if (entry.extended()) {
                text.append(" <");
                within = true;
            }
        }
        kernel.log(6, text.append(within ? " >" : "").toString());
    }
}
