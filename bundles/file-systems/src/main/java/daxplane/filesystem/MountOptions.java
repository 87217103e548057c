package daxplane.filesystem;

import daxplane.block.BlockDevice;
import daxplane.filesystem.Superblock.Type;
import daxplane.host.Errno;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What {@code -o} may say, and what of it is shown. */
final class MountOptions {

    private static final Set<String> KNOWN = Set.of("rw", "ro", "relatime", "noatime", "nouuid", "defaults", "dax", "dax=always", "dax=never", "dax=inode");

    private MountOptions() {
    }

    /** EINVAL one of them means nothing here. */
    static void check(List<String> options, Type type, Kernel kernel) throws KernelException {
        for (String option : options) {
            if (!KNOWN.contains(option) || option.equals("nouuid") && type != Type.XFS) {
                if (option.startsWith("dax=")) {
                    kernel.log(3, type.word() + ": Bad value for 'dax'");
                }
                throw new KernelException(Errno.EINVAL, "no mount option " + option);
            }
        }
    }

    private static Optional<String> dax(List<String> options) {
        return options.stream().filter(option -> option.startsWith("dax")).reduce((_, last) -> last).map(option -> option.equals("dax") ? "dax=always" : option);
    }

    /**
     * Whether files are the media's own pages.
     *
     * @throws KernelException EINVAL it is asked for and the device cannot; xfs turns it off instead
     */
    static boolean direct(List<String> options, Superblock superblock, BlockDevice device, Kernel kernel) throws KernelException {
        if (!dax(options).equals(Optional.of("dax=always"))) {
            return false;
        }
        if (device.direct() && device.bytes() % Superblock.PAGE == 0 && superblock.blockBytes() == Superblock.PAGE) {
            return true;
        }
        if (device.whole() != device && device.whole().direct() && !device.direct()) {
            kernel.log(6, device.name() + ": error: unaligned partition for dax");
        }
        if (superblock.type() == Type.XFS) {
            kernel.log(4, "XFS (" + device.name() + "): DAX unsupported by block device. Turning off DAX.");
            return false;
        }
        kernel.log(3, "EXT4-fs (" + device.name() + "): DAX unsupported by block device.");
        throw new KernelException(Errno.EINVAL, device.name() + " has no direct access");
    }

    static String shown(List<String> options, Volume volume) {
        List<String> shown = new ArrayList<>(List.of(volume.readOnly() ? "ro" : "rw", "relatime"));
        Optional<String> dax = dax(options);
        if (volume.superblock().type() == Type.XFS) {
            if (options.contains("nouuid")) {
                shown.add("nouuid");
            }
            shown.add("attr2");
            if (dax.isPresent() && !dax.get().equals("dax=inode")) {
                shown.add(volume.direct() ? "dax=always" : "dax=never");
            }
            shown.addAll(List.of("inode64", "logbufs=8", "logbsize=32k", "noquota"));
        } else {
            if (volume.superblock().stripeBlocks() > 0) {
                shown.add("stripe=" + volume.superblock().stripeBlocks());
            }
            dax.ifPresent(shown::add);
        }
        return String.join(",", shown);
    }
}
