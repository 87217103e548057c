package daxplane.process;

import daxplane.block.BlockDevice;
import daxplane.filesystem.VolumeFile;
import daxplane.host.Errno;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import java.util.Optional;

/** A file of a mounted volume. Corpus acc-sigbus-fsdax, err-bb-ext4. */
record RegularFile(Kernel kernel, String path, VolumeFile file) implements Openable {

    @Override
    public String kind() {
        return "reg";
    }

    @Override
    public long size() {
        return file.size();
    }

    @Override
    public Optional<BlockDevice> block() {
        return Optional.empty();
    }

    @Override
    public byte[] read(long offset, int length, boolean direct) throws KernelException {
        if (!file.direct() && file.size() > offset && !direct) {
            return cached(offset, length);
        }
        return file.read(offset, length);
    }

    /** What lies before the first page that cannot be read. */
    private byte[] cached(long offset, int length) throws KernelException {
        int bytes = (int) Math.min(length, file.size() - offset);
        int good = 0;
        while (good < bytes && !file.device().bad(file.place((offset + good) / PAGE * PAGE), PAGE)) {
            good = (int) Math.min(bytes, (offset + good) / PAGE * PAGE + PAGE - offset);
        }
        if (good == 0) {
            throw new KernelException(Errno.EIO, "a bad block in " + path);
        }
        return file.read(offset, good);
    }

    @Override
    public int write(long offset, byte[] bytes, boolean direct) throws KernelException {
        return file.write(offset, bytes);
    }

    @Override
    public void sync() throws KernelException {
        file.sync();
    }

    @Override
    public Mapping map(long offset, long length, boolean shared) throws KernelException {
        Openable.checkPages(offset, length);
        return new Pages(offset, length);
    }

    private final class Pages implements Mapping {

        private final long offset;
        private final long length;

        Pages(long offset, long length) {
            this.offset = offset;
            this.length = length;
        }

        @Override
        public Optional<Signal> touch(boolean write) {
            for (long page = 0; page < length; page += PAGE) {
                if (offset + page >= file.size()) {
                    return Optional.of(new Signal(Signal.Code.BUS_ADRERR, page));
                }
                try {
                    touch(offset + page, write);
                } catch (KernelException refused) {
                    boolean poison = refused.errno() == Errno.EHWPOISON && kernel.profile().atLeast(6, 12);
                    return Optional.of(new Signal(poison ? Signal.Code.BUS_MCEERR_AR : Signal.Code.BUS_ADRERR, page));
                }
            }
            return Optional.empty();
        }

        private void touch(long at, boolean write) throws KernelException {
            if (!file.direct()) {
                file.read(at, 1);
            } else if (write) {
                kernel.media().write(file.address(at), new byte[] {Daxuse.TOUCH});
            } else {
                file.address(at);
            }
        }

        @Override
        public long address(long at) throws KernelException {
            return file.address(offset + at);
        }

        @Override
        public boolean valid() {
            if (!file.direct() || offset >= file.size()) {
                return true;
            }
            try {
                file.address(offset);
                return true;
            } catch (KernelException gone) {
                return gone.errno() == Errno.EHWPOISON;
            }
        }

        @Override
        public String alignment() {
            return file.direct() && length >= 2L << 20 ? "2M" : "4K";
        }
    }
}
