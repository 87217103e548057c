package daxplane.machine.host;

import daxplane.host.BlockMedia;
import daxplane.host.Errno;
import daxplane.host.Holders.Holder;
import daxplane.host.HostException;
import daxplane.host.FailedCall;
import daxplane.kernel.Disk;
import daxplane.kernel.KernelException;
import daxplane.kernel.core.SimulatedKernel;
import daxplane.machine.Machine;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Block devices of the simulated kernel. What this process has opened exclusively, it has open until it closes it or ends. */
final class MachineBlockMedia implements BlockMedia {

    private static final int SMALLEST_BLOCK = 512;

    private final Machine machine;
    private final Set<String> open = new ConcurrentSkipListSet<>();

    MachineBlockMedia(Machine machine) {
        this.machine = machine;
    }

    @Override
    public Device openExclusive(String name) throws HostException {
        String path = Names.device(name);
        return machine.look(kernel -> {
            if (disk(kernel, name).isEmpty()) {
                throw new HostException(Errno.ENOENT, FailedCall.OPEN, path);
            }
            Optional<Holder> claimant = kernel.workload().claimant(name);
            if (claimant.isPresent()) {
                throw new HostException(Errno.EBUSY, FailedCall.OPEN, path, claimant.get().command());
            }
            if (!open.add(name)) {
                throw new HostException(Errno.EBUSY, FailedCall.OPEN, path, "it is open already");
            }
            return new OpenDisk(name);
        });
    }

    private static Optional<Disk> disk(SimulatedKernel kernel, String name) {
        try {
            return kernel.devices().device(kernel.files().realPath("/sys/class/block/" + name))
                    .filter(Disk.class::isInstance).map(Disk.class::cast);
        } catch (HostException absent) {
            return Optional.empty();
        }
    }

    /** Finds its disk anew at each call: the kernel may have been rebuilt, or the device have gone. */
    private final class OpenDisk implements Device {

        private final String name;
        private boolean written;

        OpenDisk(String name) {
            this.name = name;
        }

        @Override
        public long bytes() throws HostException {
            return machine.look(kernel -> disk(kernel, FailedCall.IOCTL).bytes());
        }

        @Override
        public byte[] read(long offset, int length) throws HostException {
            return machine.look(kernel -> {
                Disk disk = disk(kernel, FailedCall.READ);
                check(disk, offset, length, FailedCall.READ);
                try {
                    return disk.read(offset, length);
                } catch (KernelException failure) {
                    throw failed(failure, FailedCall.READ);
                }
            });
        }

        @Override
        public void write(long offset, byte[] bytes) throws HostException {
            written = true;
            machine.change(FailedCall.WRITE, path(), kernel -> {
                Disk disk = disk(kernel, FailedCall.WRITE);
                if (disk.readOnly()) {
                    // Linux 6.12 opens it all the same (region with read_only, ndctl read-infoblock).
                    throw new HostException(Errno.EPERM, FailedCall.WRITE, path(), "the device is read-only");
                }
                check(disk, offset, bytes.length, FailedCall.WRITE);
                try {
                    disk.write(offset, bytes);
                    return null;
                } catch (KernelException failure) {
                    throw failed(failure, FailedCall.WRITE);
                }
            });
        }

        /** What was written outlives a power failure from here on. */
        @Override
        public void close() {
            open.remove(name);
            if (written) {
                try {
                    machine.change(FailedCall.WRITE, path(), kernel -> {
                        kernel.media().flush();
                        return null;
                    });
                } catch (HostException notDriving) {
                    // The machine went over to another process or its files fail: then the last write failed as well.
                }
            }
        }

        private Disk disk(SimulatedKernel kernel, FailedCall stage) throws HostException {
            return MachineBlockMedia.disk(kernel, name).orElseThrow(() -> new HostException(Errno.ENXIO, stage, path(), "the device has gone"));
        }

        private void check(Disk disk, long offset, int length, FailedCall stage) throws HostException {
            int block = Math.max(disk.logicalBlockBytes(), SMALLEST_BLOCK);
            if (offset < 0 || offset % block != 0 || length % block != 0) {
                throw new HostException(Errno.EINVAL, stage, path(), "offset and length are multiples of " + block);
            }
            if (offset > disk.bytes() - length) {
                throw new HostException(stage == FailedCall.WRITE ? Errno.ENOSPC : Errno.EINVAL, stage, path(), "the device has " + disk.bytes() + " bytes");
            }
        }

        private HostException failed(KernelException failure, FailedCall stage) {
            return new HostException(failure.errno(), stage, path(), failure.getMessage());
        }

        private String path() {
            return "/dev/" + name;
        }
    }
}
