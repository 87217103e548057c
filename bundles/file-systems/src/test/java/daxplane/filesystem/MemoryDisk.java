package daxplane.filesystem;

import daxplane.block.BlockDevice;
import daxplane.host.Errno;
import daxplane.kernel.Attribute;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A disk of memory at {@link #ADDRESS}, of which nothing is kept but the pages that were written. */
final class MemoryDisk extends BlockDevice {

    static final long ADDRESS = 1L << 32;
    private static final int PAGE = 4096;

    private final long bytes;
    private final Map<Long, byte[]> pages = new HashMap<>();
    /** Numbers of pages with a bad block. */
    final Set<Long> badPages = new HashSet<>();
    boolean direct = true;
    boolean readOnly;
    boolean gone;
    /** Every write is refused with it. */
    boolean broken;

    MemoryDisk(Kernel kernel, String name, long sequence, long bytes) {
        super(kernel, name, "/sys/devices/test", (int) sequence, sequence);
        this.bytes = bytes;
    }

    @Override
    public byte[] read(long offset, int length) throws KernelException {
        checkAccess(offset, length);
        byte[] read = new byte[length];
        for (int i = 0; i < length; i++) {
            byte[] page = pages.get((offset + i) / PAGE);
            read[i] = page == null ? 0 : page[(int) ((offset + i) % PAGE)];
        }
        return read;
    }

    @Override
    public void write(long offset, byte[] written) throws KernelException {
        checkAccess(offset, written.length);
        if (readOnly || broken) {
            throw new KernelException(broken ? Errno.EIO : Errno.EPERM, name());
        }
        for (int i = 0; i < written.length; i++) {
            pages.computeIfAbsent((offset + i) / PAGE, _ -> new byte[PAGE])[(int) ((offset + i) % PAGE)] = written[i];
        }
    }

    /** Everything up to there has this value. */
    void fill(long length, int value) throws KernelException {
        byte[] page = new byte[PAGE];
        Arrays.fill(page, (byte) value);
        for (long at = 0; at < length; at += PAGE) {
            write(at, page);
        }
    }

    @Override
    public boolean bad(long offset, int length) {
        return badPages.stream().anyMatch(page -> page * PAGE < offset + length && offset < (page + 1) * PAGE);
    }

    @Override
    public long address(long offset) throws KernelException {
        if (gone) {
            throw new KernelException(Errno.ENXIO, name());
        }
        return ADDRESS + offset;
    }

    @Override
    public boolean gone() {
        return gone;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public boolean direct() {
        return direct;
    }

    @Override
    public boolean readOnly() {
        return readOnly;
    }

    @Override
    public void readOnly(boolean on) {
        readOnly = on;
    }

    @Override
    public boolean partitionable() {
        return false;
    }

    @Override
    public String module() {
        return "test";
    }

    @Override
    public int physicalBlockBytes() {
        return PAGE;
    }

    @Override
    public int logicalBlockBytes() {
        return SECTOR;
    }

    @Override
    public String owner() {
        return "test";
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
