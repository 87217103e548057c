package daxplane.driver.pmem;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.Media;
import daxplane.nvdimm.RegionDevice;
import daxplane.nvdimm.translation.Medium;
import java.util.Optional;

/**
 * A range of physical memory as a medium. What is known to be bad in it cannot be read; whole sectors of it are made good by being
 * written.
 *
 * @param region that knows what is bad; empty when whoever uses the medium asks it himself
 */
record PhysicalMemory(Media media, AddressRange range, Optional<RegionDevice> region) implements Medium {

    private static final int SECTOR = 512;

    /** A medium whose user looks for bad places himself. */
    PhysicalMemory(Media media, AddressRange range) {
        this(media, range, Optional.empty());
    }

    /** A medium that looks for them. */
    static PhysicalMemory checked(Kernel kernel, AddressRange range) {
        return new PhysicalMemory(kernel.media(), range, kernel.devices().bus("nd").stream().flatMap(bus -> bus.devices().stream())
                .filter(RegionDevice.class::isInstance).map(RegionDevice.class::cast).filter(it -> it.range().contains(range)).findFirst());
    }

    @Override
    public long bytes() {
        return range.bytes();
    }

    @Override
    public byte[] read(long offset, int length) throws KernelException {
        if (region.isPresent() && length > 0 && region.get().unreadable(AddressRange.ofSize(range.start() + offset, length))) {
            throw new KernelException(Errno.EIO, "bad block");
        }
        return media.read(range.start() + offset, length);
    }

    @Override
    public void write(long offset, byte[] bytes) throws KernelException {
        AddressRange place = AddressRange.ofSize(range.start() + offset, bytes.length);
        if (region.isPresent() && bytes.length > 0 && region.get().unreadable(place)
                && ((offset | bytes.length) % SECTOR != 0 || region.get().clearErrors(place) < bytes.length)) {
            throw new KernelException(Errno.EIO, "bad block");
        }
        media.write(range.start() + offset, bytes);
        media.flush();
    }
}
