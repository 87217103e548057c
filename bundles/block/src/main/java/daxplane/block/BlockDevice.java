package daxplane.block;

import daxplane.host.Errno;
import daxplane.kernel.Attribute;
import daxplane.kernel.Device;
import daxplane.kernel.Disk;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** A block device: a disk, a partition of one, or a device that is mapped to others. */
@ConsumerType
public abstract class BlockDevice extends Device implements Disk {

    /** Unit of sizes in sysfs, whatever the device's own block is. */
    public static final int SECTOR = 512;

    private final Kernel kernel;
    private final int minor;
    private final long sequence;
    private boolean gone;

    /** @param sequence number that no other disk of this boot has; a partition has that of its disk */
    protected BlockDevice(Kernel kernel, String name, String parentDirectory, int minor, long sequence) {
        super(name, parentDirectory, Optional.empty());
        this.kernel = kernel;
        this.minor = minor;
        this.sequence = sequence;
    }

    /** HDIO_GETGEO. */
    public record Geometry(int heads, int sectors, int cylinders, long start) {
    }

    protected final Kernel kernel() {
        return kernel;
    }

    public int major() {
        return BlockLayer.MAJOR;
    }

    public final int minor() {
        return minor;
    }

    public final String number() {
        return major() + ":" + minor;
    }

    public final long sequence() {
        return sequence;
    }

    /** The module that cannot leave while somebody has it open. */
    public abstract String module();

    public abstract int physicalBlockBytes();

    /** Whether its pages can be mapped, as queue/dax of the whole disk says. */
    public abstract boolean direct();

    public abstract void readOnly(boolean on);

    /** Empty: the driver has no answer (ENOTTY). */
    public Optional<Geometry> geometry() {
        return Optional.empty();
    }

    /** How far its first byte lies behind a boundary of physical blocks, counted to the next one. Bytes. */
    public int alignmentOffset() {
        return 0;
    }

    /** The disk that it is part of; itself when it is no part. */
    public BlockDevice whole() {
        return this;
    }

    /** Where it begins in the whole disk, in sectors. */
    public long startSector() {
        return 0;
    }

    /** Whether the kernel looks for partitions on it. */
    public boolean partitionable() {
        return true;
    }

    /** Whether it is there no longer; who has it open still sees this object. */
    public boolean gone() {
        return gone || whole() != this && whole().gone();
    }

    final void leave() {
        gone = true;
    }

    /** Whether a sector of the range cannot be read: what the platform knows to be bad. */
    public boolean bad(long offset, int length) {
        return false;
    }

    /** Bytes of which a multiple is best read and written at a time; 0 it makes no difference. */
    public long optimalBytes() {
        return 0;
    }

    /** BLKBSZGET: the page cache takes the largest block up to a page that divides the size. Corpus acc-geo. */
    public final int cacheBlockBytes() {
        int block = Math.max(logicalBlockBytes(), SECTOR);
        while (block < 4096 && bytes() % (2L * block) == 0) {
            block *= 2;
        }
        return block;
    }

    /** Physical address of a byte of it, where all of it is memory that the processor reads; ENXIO where it is not. */
    public long address(long offset) throws KernelException {
        throw new KernelException(Errno.ENXIO, name() + " is not memory");
    }

    /**
     * Direct access: pages that lie one after the other in physical memory, often fewer than asked for (docs/kernel/access.md 1).
     *
     * @param page first page of this device; @param pages wanted
     * @throws KernelException EOPNOTSUPP its pages cannot be mapped; ENXIO it has gone; EINVAL no pages are wanted; ERANGE outside
     *     of it; EHWPOISON a bad block lies in the range; EIO a piece below has no direct access
     */
    public final Extent directAccess(long page, long pages, AccessMode mode) throws KernelException {
        if (gone()) {
            throw new KernelException(Errno.ENXIO, name() + " has gone");
        }
        if (!direct()) {
            throw new KernelException(Errno.EOPNOTSUPP, name() + " has no direct access");
        }
        if (pages <= 0) {
            throw new KernelException(Errno.EINVAL, "no pages");
        }
        if (page < 0 || page >= bytes() / Extent.PAGE) {
            throw new KernelException(Errno.ERANGE, "page " + page + " is outside of " + name());
        }
        return translate(page, Math.min(pages, bytes() / Extent.PAGE - page), mode).limited(pages);
    }

    /** The driver's part of {@link #directAccess}: at least one page, all of them inside of the device. */
    protected Extent translate(long page, long pages, AccessMode mode) throws KernelException {
        throw new KernelException(Errno.EOPNOTSUPP, name() + " has no direct access");
    }

    @Override
    public final String diskName() {
        return name();
    }

    @Override
    public String subsystem() {
        return "block";
    }

    /** EIO it has gone; EINVAL outside of it. */
    protected final void checkAccess(long offset, int length) throws KernelException {
        if (gone()) {
            throw new KernelException(Errno.EIO, name() + " has gone");
        }
        if (offset < 0 || length < 0 || length > bytes() - offset) {
            throw new KernelException(Errno.EINVAL, "%d bytes at %d of %s, which has %d".formatted(length, offset, name(), bytes()));
        }
    }

    /** Those that every block device has. */
    protected List<Attribute> common() {
        return List.of(Attribute.readOnly("size", () -> bytes() / SECTOR + "\n"), Attribute.readOnly("ro", () -> readOnly() ? "1\n" : "0\n"),
                Attribute.readOnly("dev", () -> number() + "\n"), Attribute.readOnly("alignment_offset", () -> alignmentOffset() + "\n"),
                Attribute.readOnly("discard_alignment", () -> "0\n"), Attribute.readOnly("inflight", () -> "%8d %8d\n".formatted(0, 0)),
                Attribute.readOnly("stat", () -> "%8d ".formatted(0).repeat(16) + "%8d\n".formatted(0)));
    }
}
