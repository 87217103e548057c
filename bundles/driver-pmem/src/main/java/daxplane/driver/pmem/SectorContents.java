package daxplane.driver.pmem;

import daxplane.host.Errno;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.nvdimm.translation.BlockTranslation;
import daxplane.nvdimm.translation.Medium;
import daxplane.nvdimm.translation.Sectors;
import java.util.Arrays;
import java.util.Optional;

/** The bytes of a disk in sector mode: whole sectors are read and written, as the page cache does it for parts of them. */
final class SectorContents implements Medium {

    private final Kernel kernel;
    private final String disk;
    private final DiskShape shape;
    private Optional<Sectors> store = Optional.empty();

    SectorContents(Kernel kernel, String disk, DiskShape shape) {
        this.kernel = kernel;
        this.disk = disk;
        this.shape = shape;
    }

    @Override
    public long bytes() {
        return shape.bytes();
    }

    @Override
    public byte[] read(long offset, int length) throws KernelException {
        int before = (int) (offset % shape.sectorBytes());
        return Arrays.copyOfRange(store().read(offset - before, whole(before + length)), before, before + length);
    }

    @Override
    public void write(long offset, byte[] bytes) throws KernelException {
        int before = (int) (offset % shape.sectorBytes());
        int length = whole(before + bytes.length);
        byte[] sectors = length == bytes.length ? new byte[length] : store().read(offset - before, length);
        System.arraycopy(bytes, 0, sectors, before, bytes.length);
        store().write(offset - before, sectors);
    }

    private int whole(int length) {
        return (length + shape.sectorBytes() - 1) / shape.sectorBytes() * shape.sectorBytes();
    }

    // Opened at first use: after a restart of the process nothing is read that nobody asks for.
    private Sectors store() throws KernelException {
        if (store.isEmpty()) {
            BlockTranslation translation = kernel.symbol(BlockTranslation.class)
                    .orElseThrow(() -> new KernelException(Errno.ENXIO, "nd_btt is not loaded"));
            var parent = shape.translated().orElseThrow();
            var configuration = new BlockTranslation.Configuration(disk, parent, parent, shape.sectorBytes(), 0, 0, true);
            store = Optional.of(translation.reopen(PhysicalMemory.checked(kernel, shape.data()), configuration));
        }
        return store.get();
    }
}
