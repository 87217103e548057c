package daxplane.process;

import daxplane.block.BlockDevice;
import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import java.util.Arrays;
import java.util.Optional;

/** A block device as a file. Corpus acc-ioctl, err-bb-read. */
record BlockFile(String path, BlockDevice device) implements Openable {

    private static final int LARGEST_READ = 64 << 20;

    @Override
    public String kind() {
        return "blk";
    }

    @Override
    public long size() {
        return device.bytes();
    }

    @Override
    public Optional<BlockDevice> block() {
        return Optional.of(device);
    }

    /** Through the page cache whole pages are read: what lies before the first that can not be is what is read. */
    @Override
    public byte[] read(long offset, int length, boolean direct) throws KernelException {
        checkAligned(offset, length, direct);
        if (device.gone()) {
            throw new KernelException(Errno.EIO, path + " has gone");
        }
        int bytes = (int) Math.max(0, Math.min(Math.min(length, LARGEST_READ), device.bytes() - offset));
        if (bytes == 0) {
            return new byte[0];
        }
        if (!direct) {
            bytes = before(offset, bytes);
        }
        return device.read(offset, bytes);
    }

    private int before(long offset, int bytes) throws KernelException {
        for (int done = 0; done < bytes;) {
            long page = (offset + done) / PAGE * PAGE;
            if (device.bad(page, (int) Math.min(PAGE, device.bytes() - page))) {
                if (done == 0) {
                    throw new KernelException(Errno.EIO, "a bad block in the page at " + page);
                }
                return done;
            }
            done = (int) (page + PAGE - offset);
        }
        return bytes;
    }

    @Override
    public int write(long offset, byte[] bytes, boolean direct) throws KernelException {
        checkAligned(offset, bytes.length, direct);
        if (device.readOnly()) {
            throw new KernelException(Errno.EPERM, path + " is read-only");
        }
        if (offset >= device.bytes()) {
            throw new KernelException(Errno.ENOSPC, path + " ends at " + device.bytes());
        }
        int length = (int) Math.min(bytes.length, device.bytes() - offset);
        device.write(offset, length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
        return length;
    }

    private void checkAligned(long offset, int length, boolean direct) throws KernelException {
        int block = Math.max(device.logicalBlockBytes(), BlockDevice.SECTOR);
        if (offset < 0 || direct && (offset % block != 0 || length % block != 0)) {
            throw new KernelException(Errno.EINVAL, "direct access counts in blocks of " + block);
        }
    }

    @Override
    public void sync() throws KernelException {
        if (device.gone()) {
            throw new KernelException(Errno.EIO, path + " has gone");
        }
    }

    @Override
    public Mapping map(long offset, long length, boolean shared) throws KernelException {
        Openable.checkPages(offset, length);
        return new Cached(offset, length);
    }

    /** Pages of the page cache. */
    private final class Cached implements Mapping {

        private final long offset;
        private final long length;

        Cached(long offset, long length) {
            this.offset = offset;
            this.length = length;
        }

        @Override
        public Optional<Signal> touch(boolean write) {
            for (long page = 0; page < length; page += PAGE) {
                boolean outside = offset + page >= device.bytes();
                if (outside || device.gone() || device.bad(offset + page, (int) Math.min(PAGE, device.bytes() - offset - page))) {
                    return Optional.of(new Signal(Signal.Code.BUS_ADRERR, page));
                }
            }
            return Optional.empty();
        }

        @Override
        public long address(long at) throws KernelException {
            return device.address(offset + at);
        }

        @Override
        public boolean valid() {
            return true;
        }

        @Override
        public String alignment() {
            return "4K";
        }
    }
}
