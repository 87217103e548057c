package daxplane.block.program;

import daxplane.block.BlockDevice;
import daxplane.kernel.KernelException;
import daxplane.kernel.Program;
import daxplane.kernel.ProgramCall;
import java.util.List;

/** {@code partprobe [DEV...]}: asks the kernel to read partition tables again; of all disks when none is named. */
public final class Partprobe implements Program {

    @Override
    public String name() {
        return "partprobe";
    }

    @Override
    public int run(ProgramCall call) throws KernelException {
        int status = 0;
        List<String> paths = call.arguments().isEmpty()
                ? Devices.layer(call).devices().stream().filter(BlockDevice::partitionable).map(device -> "/dev/" + device.name()).toList() : call.arguments();
        for (String path : paths) {
            try {
                Devices.layer(call).reread(Devices.device(call, path));
            } catch (KernelException refused) {
                call.err("Error: " + path + ": " + refused.errno().text() + "\n");
                status = 1;
            }
        }
        return status;
    }
}
