package daxplane.block.program;

import daxplane.block.BlockDevice;
import daxplane.block.BlockLayer;
import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import daxplane.kernel.ProgramCall;

/** How programs find what they are told to work on. */
final class Devices {

    private Devices() {
    }

    static BlockLayer layer(ProgramCall call) throws KernelException {
        return call.kernel().symbol(BlockLayer.class).orElseThrow(() -> new KernelException(Errno.ENXIO, "this kernel has no block layer"));
    }

    /** ENOENT there is no such node. */
    static BlockDevice device(ProgramCall call, String path) throws KernelException {
        return layer(call).find(path).orElseThrow(() -> new KernelException(Errno.ENOENT));
    }
}
