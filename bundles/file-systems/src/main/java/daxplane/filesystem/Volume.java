package daxplane.filesystem;

import daxplane.block.BlockDevice;
import daxplane.filesystem.FileTable.Entry;
import daxplane.host.Errno;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/** A mounted file system: its files, and what they lie on. */
final class Volume {

    private static final int PAGE = Superblock.PAGE;
    /** Longer files do not go where small ones are collected. */
    private static final long SMALL_BYTES = 16L * PAGE;
    /** Where long ones begin: behind the first group of blocks, which is full of the file system's own, and what the second has. */
    private static final long LONG_FILES_AT = (32_768L + 256) * PAGE;
    private static final int COPY_BYTES = 1 << 20;

    private final Kernel kernel;
    private final BlockDevice device;
    private final Superblock superblock;
    private final boolean direct;
    private final boolean readOnly;
    private long sequence;
    private final SortedMap<String, Entry> files;
    private boolean shutDown;
    private boolean aborted;

    private Volume(Kernel kernel, BlockDevice device, Superblock superblock, boolean direct, boolean readOnly, FileTable.Content content) {
        this.kernel = kernel;
        this.device = device;
        this.superblock = superblock;
        this.direct = direct;
        this.readOnly = readOnly;
        this.sequence = content.sequence();
        this.files = content.files();
    }

    static Volume of(Kernel kernel, BlockDevice device, Superblock superblock, boolean direct, boolean readOnly) throws KernelException {
        return new Volume(kernel, device, superblock, direct, readOnly, FileTable.read(device));
    }

    Superblock superblock() {
        return superblock;
    }

    BlockDevice device() {
        return device;
    }

    boolean direct() {
        return direct;
    }

    boolean readOnly() {
        return readOnly;
    }

    /** Nothing can be opened any more. */
    void shutDown() {
        shutDown = true;
    }

    boolean isShutDown() {
        return shutDown || aborted;
    }

    /** Only the names that the file system gives a directory itself, and those of files. */
    List<String> names() throws KernelException {
        return Stream.concat(files.keySet().stream(), superblock.type() == Superblock.Type.EXT4 ? Stream.of("lost+found") : Stream.of()).sorted().toList();
    }

    boolean has(String name) {
        return files.containsKey(name);
    }

    /** ENOENT no such file; EIO the file system is shut down; EROFS it cannot be made. */
    VolumeFile open(String name, boolean create) throws KernelException {
        if (shutDown || aborted) {
            throw new KernelException(Errno.EIO, "the file system is shut down");
        }
        if (!files.containsKey(name)) {
            if (!create) {
                throw new KernelException(Errno.ENOENT, name);
            }
            if (readOnly) {
                throw new KernelException(Errno.EROFS, name);
            }
            if (name.isEmpty() || name.contains("/") || name.length() > 255 || files.size() >= FileTable.MOST_FILES) {
                throw new KernelException(name.contains("/") ? Errno.ENOENT : Errno.ENOSPC, name);
            }
            files.put(name, new Entry(0, 0, 0));
        }
        return new OpenFile(name);
    }

    void remove(String name) throws KernelException {
        if (files.remove(name) == null) {
            throw new KernelException(Errno.ENOENT, name);
        }
        record();
    }

    /**
     * Everything is on the media then. EIO it could not be: the file system takes nothing any more. Below a device that may only be read
     * it says so and leaves it (corpus err-ro-block, step 11).
     */
    void sync() throws KernelException {
        if (readOnly || device.readOnly()) {
            return;
        }
        try {
            record();
        } catch (KernelException failure) {
            aborted = failure.errno() == Errno.EIO;
            throw failure;
        }
        kernel.media().flush();
    }

    private void record() throws KernelException {
        FileTable.write(device, new FileTable.Content(sequence + 1, files));
        sequence++;
    }

    /** A place that no file has: the first that is large enough, from where files of this length begin. */
    private long place(long room) throws KernelException {
        long wanted = room > SMALL_BYTES && LONG_FILES_AT + room < device.bytes() ? LONG_FILES_AT : FileTable.DATA_AT;
        for (long start : new long[] {wanted, FileTable.DATA_AT}) {
            long at = start;
            boolean moved = true;
            while (moved) {
                moved = false;
                for (Entry other : files.values()) {
                    if (other.room() > 0 && at < other.first() + other.room() && other.first() < at + room) {
                        at = other.first() + other.room();
                        moved = true;
                    }
                }
            }
            if (at <= device.bytes() - room) {
                return at;
            }
        }
        throw new KernelException(Errno.ENOSPC, "no space for " + room + " bytes");
    }

    private static long pages(long bytes) {
        return (bytes + PAGE - 1) / PAGE * PAGE;
    }

    private final class OpenFile implements VolumeFile {

        private final String name;

        OpenFile(String name) {
            this.name = name;
        }

        private Entry entry() {
            return Optional.ofNullable(files.get(name)).orElse(new Entry(0, 0, 0));
        }

        @Override
        public long size() {
            return entry().size();
        }

        @Override
        public boolean direct() {
            return direct;
        }

        @Override
        public BlockDevice device() {
            return device;
        }

        @Override
        public long place(long offset) throws KernelException {
            if (offset < 0 || offset >= entry().room()) {
                throw new KernelException(Errno.ENXIO, offset + " is outside of " + name);
            }
            return entry().first() + offset;
        }

        @Override
        public long address(long offset) throws KernelException {
            if (!below()) {
                throw new KernelException(Errno.ENXIO, device.name() + " has gone");
            }
            long at = place(offset);
            if (device.bad(at / PAGE * PAGE, PAGE)) {
                throw new KernelException(Errno.EHWPOISON, "a bad block in the page at " + offset + " of " + name);
            }
            return device.address(at);
        }

        /** Whether what is mapped directly is still there: a device far below may have gone as well. */
        private boolean below() {
            try {
                device.address(0);
                return !device.gone();
            } catch (KernelException gone) {
                return false;
            }
        }

        @Override
        public byte[] read(long offset, int length) throws KernelException {
            int bytes = (int) Math.max(0, Math.min(length, size() - offset));
            if (bytes == 0) {
                return new byte[0];
            }
            if (!direct) {
                return device.read(place(offset), bytes);
            }
            if (!below()) {
                throw new KernelException(Errno.ENXIO, device.name() + " has gone");
            }
            if (device.bad(place(offset) / PAGE * PAGE, (int) pages(bytes + offset % PAGE))) {
                throw new KernelException(Errno.EIO, "a bad block in " + name);
            }
            byte[] read = new byte[bytes];
            for (int done = 0; done < bytes;) {
                int piece = (int) Math.min(bytes - done, PAGE - (offset + done) % PAGE);
                System.arraycopy(kernel.media().read(device.address(place(offset + done)), piece), 0, read, done, piece);
                done += piece;
            }
            return read;
        }

        @Override
        public int write(long offset, byte[] bytes) throws KernelException {
            if (readOnly) {
                throw new KernelException(Errno.EROFS, name);
            }
            if (bytes.length == 0) {
                return 0;
            }
            if (offset + bytes.length > entry().room()) {
                if (device.readOnly()) {
                    throw new KernelException(Errno.EPERM, device.name() + " is read-only");
                }
                if (direct && !below()) {
                    throw new KernelException(Errno.EIO, device.name() + " has gone");
                }
                grow(offset + bytes.length);
            }
            clearUpTo(offset);
            int written = direct ? directly(offset, bytes) : whole(offset, bytes);
            if (offset + written > size()) {
                files.put(name, new Entry(entry().first(), entry().room(), offset + written));
                record();
            }
            return written;
        }

        /** What lies between the end and a write behind it reads as zeros; the place may have been another file's. A page that is bad stays so. */
        private void clearUpTo(long offset) throws KernelException {
            for (long at = size(); at < offset;) {
                int piece = (int) Math.min(offset - at, PAGE - at % PAGE);
                if (!device.bad(place(at) / PAGE * PAGE, PAGE)) {
                    device.write(place(at), new byte[piece]);
                }
                at += piece;
            }
        }

        private int whole(long offset, byte[] bytes) throws KernelException {
            device.write(place(offset), bytes);
            return bytes.length;
        }

        /** Up to the first page with a bad block, which the platform cannot make good (corpus err-bb-ext4). */
        private int directly(long offset, byte[] bytes) throws KernelException {
            if (!below()) {
                throw new KernelException(Errno.ENXIO, device.name() + " has gone");
            }
            int done = 0;
            while (done < bytes.length) {
                int piece = (int) Math.min(bytes.length - done, PAGE - (offset + done) % PAGE);
                if (device.bad(place(offset + done) / PAGE * PAGE, PAGE)) {
                    if (done == 0) {
                        throw new KernelException(Errno.EFAULT, "a bad block in " + name);
                    }
                    return done;
                }
                kernel.media().write(device.address(place(offset + done)), java.util.Arrays.copyOfRange(bytes, done, done + piece));
                done += piece;
            }
            return done;
        }

        /** Files are in one piece: one that does not fit where it is moves. */
        private void grow(long size) throws KernelException {
            Entry before = entry();
            long room = pages(size);
            files.put(name, new Entry(0, 0, before.size()));
            try {
                long at = fits(before, room) ? before.first() : Volume.this.place(room);
                for (long done = 0; at != before.first() && done < before.size(); done += COPY_BYTES) {
                    int piece = (int) Math.min(COPY_BYTES, before.size() - done);
                    device.write(at + done, device.read(before.first() + done, piece));
                }
                files.put(name, new Entry(at, room, before.size()));
            } catch (KernelException full) {
                files.put(name, before);
                throw full;
            }
        }

        private boolean fits(Entry before, long room) {
            return before.room() > 0 && before.first() + room <= device.bytes() && files.values().stream()
                    .noneMatch(other -> other.room() > 0 && before.first() < other.first() + other.room() && other.first() < before.first() + room);
        }

        @Override
        public void sync() throws KernelException {
            Volume.this.sync();
        }

        @Override
        public void truncate(long size) throws KernelException {
            if (readOnly) {
                throw new KernelException(Errno.EROFS, name);
            }
            if (pages(size) > entry().room() && size > 0) {
                grow(size);
            }
            files.put(name, new Entry(entry().first(), entry().room(), size));
        }
    }
}
