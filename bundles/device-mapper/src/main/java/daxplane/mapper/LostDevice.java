package daxplane.mapper;

import daxplane.block.BlockDevice;
import daxplane.host.Errno;
import daxplane.kernel.Attribute;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import java.util.List;
import java.util.Map;

/** What is known of a device that had gone before this process began, while a table still names it: its numbers, and no bytes. */
final class LostDevice extends BlockDevice {

    private final int major;
    private final long sectors;

    LostDevice(Kernel kernel, String name, int major, int minor, long sequence, long sectors) {
        super(kernel, name, "/sys/devices/virtual/gone", minor, sequence);
        this.major = major;
        this.sectors = sectors;
    }

    @Override
    public boolean gone() {
        return true;
    }

    @Override
    public int major() {
        return major;
    }

    @Override
    public String module() {
        return name().matches("pmem.*s\\d*") ? "nd_btt" : "nd_pmem";
    }

    @Override
    public int physicalBlockBytes() {
        return 4096;
    }

    @Override
    public int logicalBlockBytes() {
        return SECTOR;
    }

    @Override
    public boolean direct() {
        return true;
    }

    @Override
    public long bytes() {
        return sectors * SECTOR;
    }

    @Override
    public boolean readOnly() {
        return false;
    }

    @Override
    public void readOnly(boolean on) {
        // Nobody can reach it by name any more.
    }

    @Override
    public byte[] read(long offset, int length) throws KernelException {
        throw new KernelException(Errno.EIO, name() + " has gone");
    }

    @Override
    public void write(long offset, byte[] bytes) throws KernelException {
        throw new KernelException(Errno.EIO, name() + " has gone");
    }

    @Override
    public String owner() {
        return MapperModule.NAME;
    }

    @Override
    protected List<Attribute> attributes() {
        return List.of();
    }

    @Override
    protected Map<String, String> state() {
        return Map.of();
    }
}
