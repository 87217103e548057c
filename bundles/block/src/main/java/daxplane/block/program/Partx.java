package daxplane.block.program;

import daxplane.block.BlockDevice;
import daxplane.block.BlockLayer;
import daxplane.block.Partition;
import daxplane.block.table.PartitionEntry;
import daxplane.block.table.PartitionTable;
import daxplane.kernel.KernelException;
import daxplane.kernel.Program;
import daxplane.kernel.ProgramCall;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** {@code partx -a|-d [--nr N] DEV}: adds to the kernel what the table has, or takes partitions from it, one by one. */
public final class Partx implements Program {

    @Override
    public String name() {
        return "partx";
    }

    @Override
    public boolean looks(List<String> arguments) {
        return arguments.contains("-s") || arguments.contains("--show");
    }

    @Override
    public int run(ProgramCall call) throws KernelException {
        boolean delete = false;
        OptionalInt only = OptionalInt.empty();
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < call.arguments().size(); i++) {
            String word = call.arguments().get(i);
            switch (word) {
                case "-a", "--add" -> delete = false;
                case "-d", "--delete" -> delete = true;
                case "-n", "--nr" -> {
                    String number = ++i < call.arguments().size() ? call.arguments().get(i) : "";
                    if (!number.matches("\\d{1,3}")) {
                        call.err("partx: failed to parse --nr\n");
                        return 1;
                    }
                    only = OptionalInt.of(Integer.parseInt(number));
                }
                default -> paths.add(word);
            }
        }
        if (paths.size() != 1) {
            call.err("partx: bad usage\n");
            return 1;
        }
        BlockDevice disk;
        try {
            disk = Devices.device(call, paths.getFirst());
        } catch (KernelException absent) {
            call.err("partx: stat of " + paths.getFirst() + " failed: " + absent.errno().text() + "\n");
            return 1;
        }
        return delete ? delete(call, paths.getFirst(), disk, only) : add(call, paths.getFirst(), disk, only);
    }

    /** Corpus acc-part-reread: what the kernel has already is told, and no failure. */
    private static int add(ProgramCall call, String path, BlockDevice disk, OptionalInt only) throws KernelException {
        BlockLayer layer = Devices.layer(call);
        List<PartitionEntry> entries = PartitionTable.read(BlockLayer.sectors(disk)).map(PartitionTable::entries).orElse(List.of());
        if (entries.isEmpty()) {
            call.err("partx: " + path + ": failed to read partition table\n");
            return 1;
        }
        int added = 0;
        for (PartitionEntry entry : entries) {
            if (only.isEmpty() || only.getAsInt() == entry.number()) {
                try {
                    layer.addPartition(disk, entry.number(), entry.startSector(), entry.sectors());
                    added++;
                } catch (KernelException refused) {
                    call.err("partx: " + path + ": error adding partition " + entry.number() + "\n");
                }
            }
        }
        return added > 0 ? 0 : 1;
    }

    private static int delete(ProgramCall call, String path, BlockDevice disk, OptionalInt only) throws KernelException {
        BlockLayer layer = Devices.layer(call);
        int status = 0;
        for (Partition partition : layer.partitions(disk)) {
            if (only.isEmpty() || only.getAsInt() == partition.partitionNumber()) {
                try {
                    layer.deletePartition(disk, partition.partitionNumber());
                } catch (KernelException refused) {
                    call.err("partx: " + path + ": error deleting partition " + partition.partitionNumber() + "\n");
                    status = 1;
                }
            }
        }
        return status;
    }
}
