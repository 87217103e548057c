package daxplane.process;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.CoreAccess;
import daxplane.kernel.Device;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.MemoryDevice;
import java.util.Optional;

/** A dax device as a file: it can be mapped and nothing else. Corpus acc-devdax-probe. */
record DaxFile(Kernel kernel, String path, Device device, long boundSince) implements MappedOnly {

    static final String DRIVER = "device_dax";

    static DaxFile of(Kernel kernel, String path, Device device) {
        return new DaxFile(kernel, path, device, CoreAccess.boundSince(device));
    }

    private MemoryDevice memory() {
        return (MemoryDevice) device;
    }

    /** Bound as it was when it was opened. */
    boolean alive() {
        return device.driverName().equals(Optional.of(DRIVER)) && CoreAccess.boundSince(device) == boundSince;
    }

    private long bytes() {
        return memory().ranges().stream().mapToLong(AddressRange::bytes).sum();
    }

    @Override
    public String kind() {
        return "chr";
    }

    @Override
    public long size() {
        return 0;
    }

    @Override
    public long alignBytes() {
        return memory().alignBytes();
    }

    /** Beyond the end may be mapped, and not be touched. */
    @Override
    public Mapping map(long offset, long length, boolean shared) throws KernelException {
        Openable.checkPages(offset, length);
        if (!alive()) {
            throw new KernelException(Errno.ENXIO, path + " is not bound to " + DRIVER);
        }
        long pages = (length + PAGE - 1) / PAGE * PAGE;
        if (!shared || offset % alignBytes() != 0 || pages % alignBytes() != 0 || alignBytes() > PAGE && length % alignBytes() != 0) {
            throw new KernelException(Errno.EINVAL, "private, or not in units of " + alignBytes());
        }
        return new Direct(offset, pages);
    }

    private final class Direct implements Mapping {

        private final long offset;
        private final long length;

        Direct(long offset, long length) {
            this.offset = offset;
            this.length = length;
        }

        @Override
        public Optional<Signal> touch(boolean write) {
            if (!valid()) {
                return Optional.of(new Signal(Signal.Code.BUS_ADRERR, 0));
            }
            long inside = Math.max(0, Math.min(length, bytes() - offset));
            try {
                for (long page = 0; write && page < inside; page += PAGE) {
                    kernel.media().write(address(page), new byte[] {Daxuse.TOUCH});
                }
            } catch (KernelException nowhere) {
                return Optional.of(new Signal(Signal.Code.BUS_ADRERR, 0));
            }
            return inside < length ? Optional.of(new Signal(Signal.Code.BUS_ADRERR, inside)) : Optional.empty();
        }

        @Override
        public long address(long at) throws KernelException {
            long left = offset + at;
            for (AddressRange range : memory().ranges()) {
                if (left < range.bytes()) {
                    return range.start() + left;
                }
                left -= range.bytes();
            }
            throw new KernelException(Errno.ENXIO, at + " is beyond the end");
        }

        @Override
        public boolean valid() {
            return alive();
        }

        @Override
        public String alignment() {
            return Openable.alignmentOf(length >= 2L << 20 ? Math.max(alignBytes(), 2L << 20) : alignBytes());
        }
    }
}
