package daxplane.dax;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.WrittenText;
import java.util.Set;

/**
 * Writes to a dax device's files. Checks come in the kernel's order, because the order decides the errno: a misaligned size is
 * EINVAL also on a bound device. Source: corpus hmem-sysfs, hmem-sysfs2, kmem-memmap.
 */
final class DaxResizing {

    /** Memory of devices is handed out in units of the kernel's memory map, whatever their alignment. */
    private static final long UNIT_BYTES = 2L << 20;
    private static final Set<Long> ALIGNMENTS = Set.of(4L << 10, 2L << 20, 1L << 30);
    /** The driver that makes RAM of devices. */
    private static final String KMEM = "kmem";

    private final Kernel kernel;
    private final DaxDevice device;

    DaxResizing(Kernel kernel, DaxDevice device) {
        this.kernel = kernel;
        this.device = device;
    }

    void size(String value) throws KernelException {
        long bytes = new WrittenText(value).toUnsigned(Long.SIZE);
        if (!aligned(bytes, device.alignBytes())) {
            throw new KernelException(Errno.EINVAL, bytes + " is not a multiple of what " + device + " is aligned to");
        }
        refuseWhileBound();
        RegionSpace space = device.region().space();
        long now = device.bytes();
        if (Long.compareUnsigned(bytes, now) > 0 && Long.compareUnsigned(bytes - now, space.availableBytes()) > 0) {
            throw new KernelException(Errno.ENOSPC, "region " + device.region().shape().id() + " has no room for " + bytes + " bytes");
        }
        if (bytes > now) {
            space.grow(device.rangeList(), bytes - now);
        } else if (bytes < now) {
            space.shrink(device.rangeList(), now - bytes);
        } else {
            return;
        }
        rangesChanged();
    }

    /** A number that cannot be read is ENXIO here, unlike everywhere else. */
    void align(String value) throws KernelException {
        long bytes;
        try {
            bytes = new WrittenText(value).toUnsigned(Long.SIZE);
        } catch (KernelException unreadable) {
            throw new KernelException(Errno.ENXIO, unreadable.getMessage());
        }
        if (!ALIGNMENTS.contains(bytes)) {
            throw new KernelException(Errno.EINVAL, "no such alignment: " + bytes);
        }
        refuseWhileBound();
        for (AddressRange range : device.rangeList()) {
            if (!aligned(range.bytes(), bytes)) {
                throw new KernelException(Errno.EINVAL, range + " of " + device + " is not a multiple of " + bytes);
            }
        }
        device.alignBytes(bytes);
        kernel.changed(device);
    }

    /**
     * {@code START-END}, hexadecimal, both ends inclusive; allowed also on a bound device, whose driver does not notice. A range
     * that ends before it starts is judged by its wrapped length, as Linux 6.12 does: of no bytes it is EBUSY (a device has such
     * a range only before it has any other), of more it finds no room.
     */
    void mapping(String value) throws KernelException {
        String text = new WrittenText(value).line();
        int dash = text.indexOf('-');
        if (dash < 0) {
            throw new KernelException(Errno.EINVAL, "not a range: " + text);
        }
        long start = hex(text.substring(0, dash));
        long last = hex(text.substring(dash + 1));
        long bytes = last - start + 1;
        if (!aligned(bytes, device.alignBytes())) {
            if (!kernel.profile().atLeast(6, 3)) {
                throw new KernelException(Errno.ENXIO, text + " is misaligned");
            }
            return;                                        // 6.12 says ok and does nothing (docs/kernel/observed.md no. 10)
        }
        if (bytes == 0) {
            if (!device.rangeList().isEmpty()) {
                throw new KernelException(Errno.EBUSY, device + " has ranges already");
            }
            return;
        }
        RegionSpace space = device.region().space();
        if (Long.compareUnsigned(start, last) > 0 || !space.free(new AddressRange(start, last + 1))) {
            throw new KernelException(Errno.ENOMEM, text + " is taken, or outside of region " + device.region().shape().id());
        }
        AddressRange range = new AddressRange(start, last + 1);
        space.take(device.rangeList(), range);
        rangesChanged();
    }

    void memmapOnMemory(String value) throws KernelException {
        boolean on = new WrittenText(value).toBoolean();
        if (on && !kernel.memory().supportsMemmapOnMemory()) {
            throw new KernelException(Errno.EOPNOTSUPP, "this kernel was not booted with memory_hotplug.memmap_on_memory");
        }
        if (on != device.memmapOnMemory()) {
            if (device.driverName().filter(KMEM::equals).isPresent()) {
                throw new KernelException(Errno.EBUSY, device + " is RAM");
            }
            device.memmapOnMemory(on);
            kernel.changed(device);
        }
    }

    private void refuseWhileBound() throws KernelException {
        if (device.driverName().isPresent()) {
            throw new KernelException(Errno.EBUSY, device + " is bound to " + device.driverName().get());
        }
    }

    private void rangesChanged() {
        kernel.changed(device);
        DaxMappings.update(kernel, device);
        device.region().changed();
    }

    private static boolean aligned(long bytes, long alignBytes) {
        return Long.remainderUnsigned(bytes, Math.max(alignBytes, UNIT_BYTES)) == 0;
    }

    private static long hex(String digits) throws KernelException {
        return new WrittenText(digits.matches("(?i)0x.*") ? digits : "0x" + digits).toUnsigned(Long.SIZE);
    }
}
