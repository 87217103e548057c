package daxplane.filesystem;

import daxplane.block.BlockDevice;
import daxplane.block.BlockLayer;
import daxplane.block.Partition;
import daxplane.block.table.PartitionEntry;
import daxplane.block.table.PartitionTable;
import daxplane.filesystem.Superblock.Type;
import daxplane.kernel.KernelException;
import daxplane.kernel.Program;
import daxplane.kernel.ProgramCall;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code blkid [-p] [DEV...]}: what stands on devices, as libblkid tells it. */
final class Blkid implements Program {

    private static final int NOTHING = 2;

    @Override
    public String name() {
        return "blkid";
    }

    @Override
    public boolean looks(List<String> arguments) {
        return true;
    }

    @Override
    public int run(ProgramCall call) throws KernelException {
        CommandWords line = CommandWords.parse(name(), call.arguments(), Set.of("-p"), Set.of());
        BlockLayer layer = call.kernel().symbol(BlockLayer.class).orElseThrow();
        List<String> paths = line.words().isEmpty() ? layer.devices().stream().map(device -> "/dev/" + device.name()).toList() : line.words();
        int status = 0;
        for (String path : paths) {
            String tags = layer.find(path).map(device -> tags(device, line.has("-p"))).orElse("");
            if (tags.isEmpty()) {
                status = NOTHING;
            } else {
                call.out(path + ":" + tags + "\n");
            }
        }
        return line.words().isEmpty() ? 0 : status;
    }

    private static String tags(BlockDevice device, boolean probe) {
        StringBuilder tags = new StringBuilder();
        Signatures.of(device).ifPresent(found -> tags.append(fileSystem(found, probe)));
        if (device instanceof Partition partition) {
            entry(partition).ifPresent(found -> tags.append(probe ? entryTags(partition, found.table(), found.entry()) : " PARTUUID=\"" + found.entry().uuid() + "\""));
        } else if (tags.isEmpty()) {
            PartitionTable.read(BlockLayer.sectors(device)).ifPresent(table -> tags.append(" PTUUID=\"").append(table.id()).append("\" PTTYPE=\"")
                    .append(table.scheme()).append('"'));
        }
        return tags.toString();
    }

    private static String fileSystem(Superblock found, boolean probe) {
        String version = !probe ? "" : switch (found.type()) {
            case EXT4 -> " VERSION=\"1.0\"";
            case SWAP -> " VERSION=\"1\"";
            case XFS -> "";
        };
        String block = found.type() == Type.SWAP ? "" : " BLOCK_SIZE=\"" + found.blockBytes() + "\"";
        return " UUID=\"" + found.uuid() + "\"" + version + block + " TYPE=\"" + found.type().word() + "\""
                + (probe ? " USAGE=\"" + (found.type() == Type.SWAP ? "other" : "filesystem") + "\"" : "");
    }

    private record Found(PartitionTable table, PartitionEntry entry) {
    }

    private static Optional<Found> entry(Partition partition) {
        return PartitionTable.read(BlockLayer.sectors(partition.whole())).flatMap(table -> table.entries().stream()
                .filter(entry -> entry.number() == partition.partitionNumber()).findFirst().map(entry -> new Found(table, entry)));
    }

    private static String entryTags(Partition partition, PartitionTable table, PartitionEntry entry) {
        boolean gpt = table.scheme().equals("gpt");
        return " PART_ENTRY_SCHEME=\"" + table.scheme() + "\" PART_ENTRY_UUID=\"" + entry.uuid() + "\" PART_ENTRY_TYPE=\"" + (gpt ? "" : "0x") + entry.type()
                + "\" PART_ENTRY_NUMBER=\"" + entry.number() + "\" PART_ENTRY_OFFSET=\"" + entry.startSector() + "\" PART_ENTRY_SIZE=\"" + entry.sectors()
                + "\" PART_ENTRY_DISK=\"" + partition.whole().number() + "\"";
    }
}
