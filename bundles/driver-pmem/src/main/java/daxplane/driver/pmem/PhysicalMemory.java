package daxplane.driver.pmem;

import daxplane.inventory.AddressRange;
import daxplane.kernel.KernelException;
import daxplane.kernel.Media;
import daxplane.nvdimm.translation.Medium;

/** A range of physical memory as a medium. */
record PhysicalMemory(Media media, AddressRange range) implements Medium {

    @Override
    public long bytes() {
        return range.bytes();
    }

    @Override
    public byte[] read(long offset, int length) throws KernelException {
        return media.read(range.start() + offset, length);
    }

    @Override
    public void write(long offset, byte[] bytes) throws KernelException {
        media.write(range.start() + offset, bytes);
        media.flush();
    }
}
