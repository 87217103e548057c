package daxplane.process;

import daxplane.block.BlockDevice;
import daxplane.block.BlockLayer;
import daxplane.filesystem.Mounts;
import daxplane.filesystem.VolumeFile;
import daxplane.host.Errno;
import daxplane.kernel.Device;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.MemoryDevice;
import java.util.Optional;

/** Opens what paths name. */
final class Paths {

    private Paths() {
    }

    /** ENOENT nothing there; ENXIO a dax device without driver for programs; as the file system says. */
    static Openable open(Kernel kernel, String path, boolean create) throws KernelException {
        if (path.startsWith("/dev/")) {
            Optional<BlockDevice> block = kernel.symbol(BlockLayer.class).flatMap(layer -> layer.find(path));
            if (block.isPresent()) {
                return new BlockFile(path, block.get());
            }
            Device dax = dax(kernel, path.substring("/dev/".length())).orElseThrow(() -> new KernelException(Errno.ENOENT, path));
            if (!dax.driverName().equals(Optional.of(DaxFile.DRIVER))) {
                throw new KernelException(Errno.ENXIO, path + " has no driver for programs");
            }
            return DaxFile.of(kernel, path, dax);
        }
        Optional<Mounts> mounts = kernel.symbol(Mounts.class);
        Optional<VolumeFile> file = mounts.isPresent() ? mounts.get().file(path, create) : Optional.empty();
        return new RegularFile(kernel, path, file.orElseThrow(() -> new KernelException(Errno.ENOENT, path)));
    }

    static Optional<Device> dax(Kernel kernel, String name) {
        return kernel.devices().bus("dax").flatMap(bus -> bus.device(name)).filter(MemoryDevice.class::isInstance);
    }
}
