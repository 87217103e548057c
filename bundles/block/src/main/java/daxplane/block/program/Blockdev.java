package daxplane.block.program;

import daxplane.block.BlockDevice;
import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import daxplane.kernel.Program;
import daxplane.kernel.ProgramCall;
import java.util.ArrayList;
import java.util.List;

/** {@code blockdev --getsize64|--getsz|--getss|--getpbsz|--getbsz|--getiomin|--getioopt|--getalignoff|--getro|--setro|--setrw|--flushbufs|--rereadpt DEV...}, {@code --report}. */
public final class Blockdev implements Program {

    private static final int FAILED = 1;

    @Override
    public String name() {
        return "blockdev";
    }

    @Override
    public boolean looks(List<String> arguments) {
        return arguments.stream().filter(word -> word.startsWith("-")).allMatch(word -> word.startsWith("--get"));
    }

    @Override
    public int run(ProgramCall call) throws KernelException {
        List<String> commands = new ArrayList<>();
        List<String> paths = new ArrayList<>();
        call.arguments().forEach(word -> (word.startsWith("-") ? commands : paths).add(word));
        if (commands.equals(List.of("--report"))) {
            return report(call, paths);
        }
        if (commands.isEmpty() || paths.isEmpty()) {
            call.err("blockdev: no " + (commands.isEmpty() ? "command" : "device") + " specified\n");
            return FAILED;
        }
        for (String path : paths) {
            try {
                BlockDevice device = Devices.device(call, path);
                for (String command : commands) {
                    int status = perform(command, device, call);
                    if (status != 0) {
                        return status;
                    }
                }
            } catch (KernelException refused) {
                call.err("blockdev: cannot open " + path + ": " + refused.errno().text() + "\n");
                return FAILED;
            }
        }
        return 0;
    }

    private static int perform(String command, BlockDevice device, ProgramCall call) throws KernelException {
        switch (command) {
            case "--getsize64" -> call.out(device.bytes() + "\n");
            case "--getsz", "--getsize" -> call.out(device.bytes() / BlockDevice.SECTOR + "\n");
            case "--getss" -> call.out(device.logicalBlockBytes() + "\n");
            case "--getpbsz", "--getiomin" -> call.out(device.physicalBlockBytes() + "\n");
            case "--getbsz" -> call.out(device.cacheBlockBytes() + "\n");
            case "--getioopt" -> call.out("0\n");
            case "--getalignoff" -> call.out(device.alignmentOffset() + "\n");
            case "--getro" -> call.out(device.readOnly() ? "1\n" : "0\n");
            case "--setro" -> device.readOnly(true);
            case "--setrw" -> device.readOnly(false);
            case "--flushbufs" -> call.kernel().media().flush();
            case "--rereadpt" -> {
                try {
                    Devices.layer(call).reread(device);
                } catch (KernelException refused) {
                    call.err("blockdev: ioctl error on BLKRRPART: " + refused.errno().text() + "\n");
                    return FAILED;
                }
            }
            default -> throw new KernelException(Errno.EINVAL, command);
        }
        return 0;
    }

    private static int report(ProgramCall call, List<String> paths) throws KernelException {
        List<BlockDevice> devices = new ArrayList<>();
        for (String path : paths) {
            devices.add(Devices.device(call, path));
        }
        call.out("RO    RA   SSZ   BSZ        StartSec            Size   Device\n");
        for (BlockDevice device : paths.isEmpty() ? Devices.layer(call).devices() : devices) {
            call.out("%s %5d %5d %5d %15d %15d   /dev/%s\n".formatted(device.readOnly() ? "ro" : "rw", 256, device.logicalBlockBytes(), device.cacheBlockBytes(),
                    device.startSector(), device.bytes(), device.name()));
        }
        return 0;
    }
}
