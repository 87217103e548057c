package daxplane.filesystem;

import daxplane.block.BlockDevice;
import daxplane.block.BlockLayer;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import java.util.Optional;

/** Finds devices by what stands on them. */
final class Signatures {

    private static final String BY_UUID = "UUID=";

    private Signatures() {
    }

    /** By path, or {@code UUID=...} of the file system or swap on it: the last one that appeared, if several have it. */
    static Optional<BlockDevice> find(Kernel kernel, String source) {
        BlockLayer layer = kernel.symbol(BlockLayer.class).orElseThrow();
        if (!source.startsWith(BY_UUID)) {
            return layer.find(source);
        }
        String uuid = source.substring(BY_UUID.length()).replace("\"", "");
        return layer.devices().reversed().stream().filter(device -> of(device).map(found -> found.uuid().toString().equalsIgnoreCase(uuid)).orElse(false)).findFirst();
    }

    /** What cannot be read has no signature. */
    static Optional<Superblock> of(BlockDevice device) {
        try {
            return Superblock.read(device);
        } catch (KernelException unreadable) {
            return Optional.empty();
        }
    }
}
