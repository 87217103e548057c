package daxplane.block.program;

import daxplane.block.BlockDevice;
import daxplane.block.BlockLayer;
import daxplane.block.table.PartitionPlan.Part;
import daxplane.block.table.PartitionPlan;
import daxplane.block.table.PartitionTable;
import daxplane.block.table.SectorSource;
import daxplane.block.table.TableWriter;
import daxplane.host.Errno;
import daxplane.host.Holders.Holder;
import daxplane.inventory.DeviceUse.Kind;
import daxplane.kernel.KernelException;
import daxplane.kernel.Program;
import daxplane.kernel.ProgramCall;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code sfdisk [-q] [-a] [--no-reread] DEV}, {@code --delete DEV [N...]}, {@code -d DEV}, {@code -V DEV}. Corpus acc-part-*. */
public final class Sfdisk implements Program {

    private static final int FAILED = 1;
    /** Options of who writes a table. */
    private static final Set<String> SIMULATED = Set.of("-q", "--quiet", "-a", "--append", "--no-reread");

    @Override
    public String name() {
        return "sfdisk";
    }

    @Override
    public boolean looks(List<String> arguments) {
        return arguments.stream().anyMatch(List.of("-d", "--dump", "-V", "--verify", "-l", "-F")::contains);
    }

    @Override
    public boolean readsInput(List<String> arguments) {
        return !looks(arguments) && !arguments.contains("--delete");
    }

    @Override
    public int run(ProgramCall call) throws KernelException {
        List<String> options = call.arguments().stream().filter(word -> word.startsWith("-")).toList();
        List<String> rest = call.arguments().stream().filter(word -> !word.startsWith("-")).toList();
        if (rest.isEmpty()) {
            call.err("sfdisk: no disk device specified\n");
            return FAILED;
        }
        String path = rest.getFirst();
        Optional<BlockDevice> found = Devices.layer(call).find(path);
        if (found.isEmpty()) {
            call.err("sfdisk: cannot open " + path + ": No such file or directory\n");
            return FAILED;
        }
        BlockDevice disk = found.get();
        Optional<PartitionTable> table = PartitionTable.read(BlockLayer.sectors(disk));
        if (options.contains("-d") || options.contains("--dump")) {
            return new SfdiskText(path, disk, table).dump(call);
        }
        if (options.contains("-V") || options.contains("--verify")) {
            return new SfdiskText(path, disk, table).verify(call);
        }
        if (options.contains("--delete")) {
            return delete(call, path, disk, table, rest.subList(1, rest.size()));
        }
        if (!SIMULATED.containsAll(options)) {
            throw new KernelException(Errno.EOPNOTSUPP, "sfdisk " + String.join(" ", options) + " is not simulated");
        }
        return script(call, disk, table, options);
    }

    private static int delete(ProgramCall call, String path, BlockDevice disk, Optional<PartitionTable> table, List<String> numbers) throws KernelException {
        if (table.isEmpty()) {
            call.err("sfdisk: " + path + ": does not contain a recognized partition table\n");
            return FAILED;
        }
        PartitionPlan plan = PartitionPlan.of(table.get(), BlockLayer.sectors(disk));
        List<Part> left = new ArrayList<>(numbers.isEmpty() ? List.of() : plan.parts());
        for (String number : numbers) {
            if (!left.removeIf(part -> Integer.toString(part.number()).equals(number))) {
                call.err("sfdisk: " + path + ": partition " + number + ": failed to delete\n");
                return FAILED;
            }
        }
        return write(call, disk, plan.with(left));
    }

    private static int script(ProgramCall call, BlockDevice disk, Optional<PartitionTable> table, List<String> options) throws KernelException {
        if (!options.contains("--no-reread") && inUse(call, disk)) {
            call.err("This disk is currently in use - repartitioning is probably a bad idea.\n"
                    + "Umount all file systems, and swapoff all swap partitions on this disk.\nUse the --no-reread flag to suppress this check.\n\n"
                    + "sfdisk: Use the --force flag to overrule all checks.\n");
            return FAILED;
        }
        Optional<SfdiskScript> script = SfdiskScript.parse(new String(call.input(), StandardCharsets.UTF_8));
        if (script.isEmpty()) {
            call.err("sfdisk: unsupported command\n");
            return FAILED;
        }
        boolean append = options.contains("-a") || options.contains("--append");
        if (append && table.isEmpty()) {
            call.err("sfdisk: cannot append: there is no partition table\n");
            return FAILED;
        }
        try {
            SectorSource sectors = BlockLayer.sectors(disk);
            PartitionPlan plan = append ? PartitionPlan.of(table.get(), sectors) : SfdiskPlan.empty(script.get(), sectors);
            for (var fields : script.get().parts()) {
                plan = SfdiskPlan.add(plan, fields);
            }
            return write(call, disk, plan);
        } catch (SfdiskPlan.Refused refused) {
            call.err(refused.getMessage());
            return FAILED;
        }
    }

    /** As BLKRRPART would say, without anything having changed. */
    private static boolean inUse(ProgramCall call, BlockDevice disk) throws KernelException {
        BlockLayer layer = Devices.layer(call);
        if (layer.partitions(disk).stream().anyMatch(partition -> layer.opened(partition) > 0)) {
            return true;
        }
        try {
            layer.close(layer.open(disk, new Holder(Kind.OPEN, 0, "sfdisk"), Optional.of("sfdisk")));
            return false;
        } catch (KernelException claimed) {
            return claimed.errno() == Errno.EBUSY;
        }
    }

    private static int write(ProgramCall call, BlockDevice disk, PartitionPlan plan) throws KernelException {
        try {
            for (TableWriter.Piece piece : TableWriter.pieces(plan)) {
                byte[] bytes = whole(disk, piece);
                disk.write(piece.offset(), bytes);
            }
            call.kernel().media().flush();
        } catch (KernelException refused) {
            call.err("sfdisk: failed to write disklabel: " + refused.errno().text() + "\n");
            return FAILED;
        }
        try {
            Devices.layer(call).reread(disk);
        } catch (KernelException busy) {
            call.err("Re-reading the partition table failed.: " + busy.errno().text() + "\n");
        }
        return 0;
    }

    /** A table of 512 bytes on larger blocks leaves the rest of the block as it is. */
    private static byte[] whole(BlockDevice disk, TableWriter.Piece piece) throws KernelException {
        int block = Math.max(disk.logicalBlockBytes(), BlockDevice.SECTOR);
        if (piece.bytes().length % block == 0) {
            return piece.bytes();
        }
        byte[] bytes = disk.read(piece.offset(), block);
        System.arraycopy(piece.bytes(), 0, bytes, 0, piece.bytes().length);
        return bytes;
    }
}
