package daxplane.process;

import daxplane.block.BlockDevice;
import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import java.util.Arrays;
import java.util.Optional;

/** A block device as a file. Corpus acc-ioctl, err-bb-read. */
final class BlockFile implements Openable {

    private static final int LARGEST_READ = 64 << 20;

    private final String path;
    private final BlockDevice device;
    private boolean unwritten;

    BlockFile(String path, BlockDevice device) {
        this.path = path;
        this.device = device;
    }

    @Override
    public String path() {
        return path;
    }

    BlockDevice device() {
        return device;
    }

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

    /** Through the page cache whole pages are read: what lies before the first that cannot be is what is read. */
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
        if (!direct) {
            return cached(offset, Arrays.copyOf(bytes, length));
        }
        device.write(offset, length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
        return length;
    }

    /**
     * The page cache takes it, but must read the rest of a block that is written in part: what lies before the first that cannot be
     * read is what is written. Where writing it out fails, only fsync tells (corpus nt-err-rw, step 13; err-bb-write, step 5).
     */
    private int cached(long offset, byte[] bytes) throws KernelException {
        int block = device.cacheBlockBytes();
        long end = offset + bytes.length;
        int length = bytes.length;
        if (end % block != 0 && unreadable(end / block * block, block)) {
            length = (int) (end / block * block - offset);
        }
        if (length <= 0 || offset % block != 0 && unreadable(offset / block * block, block)) {
            throw new KernelException(Errno.EIO, "a bad block in what is written in part");
        }
        try {
            device.write(offset, length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
        } catch (KernelException failed) {
            if (failed.errno() != Errno.EIO) {
                throw failed;
            }
            writeSectors(offset, Arrays.copyOf(bytes, length));
            unwritten = true;
        }
        return length;
    }

    private boolean unreadable(long start, int length) {
        return device.bad(start, (int) Math.min(length, device.bytes() - start));
    }

    /** What can be written out of it is, block by block. */
    private void writeSectors(long offset, byte[] bytes) throws KernelException {
        int block = device.cacheBlockBytes();
        for (int done = 0; done < bytes.length;) {
            int piece = (int) Math.min(bytes.length - done, block - (offset + done) % block);
            try {
                device.write(offset + done, Arrays.copyOfRange(bytes, done, done + piece));
            } catch (KernelException bad) {
                if (bad.errno() != Errno.EIO) {
                    throw bad;
                }
            }
            done += piece;
        }
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
        boolean failed = unwritten;
        unwritten = false;
        if (failed) {
            throw new KernelException(Errno.EIO, path + " could not be written out");
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
