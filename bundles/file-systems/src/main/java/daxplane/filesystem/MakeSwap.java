package daxplane.filesystem;

import daxplane.block.BlockDevice;
import daxplane.filesystem.Superblock.Type;
import daxplane.kernel.KernelException;
import daxplane.kernel.Program;
import daxplane.kernel.ProgramCall;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** {@code mkswap [-U UUID] DEV}. */
final class MakeSwap implements Program {

    @Override
    public String name() {
        return "mkswap";
    }

    @Override
    public int run(ProgramCall call) throws KernelException {
        CommandWords line = CommandWords.parse(name(), call.arguments(), Set.of("-f"), Set.of("-U", "--uuid"));
        String path = line.words().isEmpty() ? "" : line.words().getFirst();
        Optional<BlockDevice> device = Signatures.find(call.kernel(), path);
        if (device.isEmpty()) {
            call.err("mkswap: cannot open " + path + ": No such file or directory\n");
            return 1;
        }
        if (call.kernel().workload().claimant(device.get().name()).isPresent()) {
            call.err("mkswap: error: " + path + " is mounted; will not make swapspace\n");
            return 1;
        }
        UUID uuid;
        try {
            uuid = UUID.fromString(line.value("-U", line.value("--uuid", UUID.nameUUIDFromBytes(("swap" + path).getBytes(StandardCharsets.UTF_8)).toString())));
        } catch (IllegalArgumentException wrong) {
            call.err("mkswap: error: parsing UUID failed\n");
            return 1;
        }
        long pages = device.get().bytes() / Superblock.PAGE - 1;
        try {
            new Superblock(Type.SWAP, uuid, Superblock.PAGE, pages, 0, false).write(device.get());
            call.kernel().media().flush();
        } catch (KernelException failure) {
            call.err("mkswap: " + path + ": unable to write signature page: " + failure.errno().text() + "\n");
            return 1;
        }
        call.out("Setting up swapspace version 1, size = " + human(pages * Superblock.PAGE) + " (" + pages * Superblock.PAGE + " bytes)\nno label, UUID=" + uuid + "\n");
        return 0;
    }

    /** {@code 62.9 MiB}, {@code 62 MiB}. */
    static String human(long bytes) {
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        int unit = 0;
        while (unit < units.length - 1 && bytes >> 10 * (unit + 1) > 0) {
            unit++;
        }
        long tenths = Math.round(bytes * 10.0 / (1L << 10 * unit));
        return (tenths % 10 == 0 ? Long.toString(tenths / 10) : tenths / 10 + "." + tenths % 10) + " " + units[unit];
    }
}
