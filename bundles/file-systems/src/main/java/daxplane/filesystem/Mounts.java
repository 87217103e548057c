package daxplane.filesystem;

import daxplane.block.BlockDevice;
import daxplane.block.BlockLayer;
import daxplane.block.DiskWatcher;
import daxplane.block.Opening;
import daxplane.filesystem.Superblock.Type;
import daxplane.host.Errno;
import daxplane.host.Holders.Holder;
import daxplane.inventory.DeviceUse.Kind;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.Persistent;
import daxplane.kernel.StateRecord;
import daxplane.kernel.UserFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Mounted volumes, and the directories that were made for them. */
public final class Mounts implements DiskWatcher, UserFiles {

    private static final int MOST_MOUNTS = 256;

    private final Kernel kernel;
    private final SequencedMap<String, Mount> mounts = new LinkedHashMap<>();
    private final SortedSet<String> directories = new TreeSet<>();
    private final List<Predicate<String>> users = new ArrayList<>();
    private final LostMounts lost;

    Mounts(Kernel kernel) {
        this.kernel = kernel;
        this.lost = new LostMounts(kernel);
    }

    /** Whether a program has files open below a mount point; asked before it is taken away. */
    public void askUsers(Predicate<String> inUse) {
        users.add(inUse);
    }

    /**
     * Mounts what is on a device.
     *
     * @param source path of the device, or {@code UUID=...}
     * @return the line of /proc/mounts
     * @throws KernelException ENOENT no such device; EBUSY somebody has claimed it, or the same is at this point; EINVAL no file
     *     system, an option that means nothing, or direct access that the device does not have; EIO it cannot be read;
     *     EEXIST what was left of a mount that ended in a crash is in the way until the next boot
     */
    public String mount(String source, String point, List<String> options) throws KernelException {
        BlockDevice device = Signatures.find(kernel, source).orElseThrow(() -> new KernelException(Errno.ENOENT, "no device " + source));
        Optional<Mount> shown = mounts.values().stream().filter(mount -> mount.volume().device() == device).findFirst();
        if (mounts.size() >= MOST_MOUNTS || mounts.containsKey(point)) {
            throw new KernelException(Errno.EBUSY, point + " is a mount point already");
        }
        String name = source.startsWith("/dev/") ? source : "/dev/" + device.name();
        // A volume opens its device once, however often it is shown.
        Mount mount = shown.isPresent() ? new Mount(name, point, options, shown.get().volume(), shown.get().opening())
                : fresh(device, name, point, options);
        mounts.put(point, mount);
        directories.add(point);
        kernel.changed(mount);
        kernel.touched("/proc/mounts");
        return mount.line();
    }

    private Mount fresh(BlockDevice device, String source, String point, List<String> options) throws KernelException {
        Opening opening = layer().open(device, new Holder(Kind.MOUNTED, 0, "mounted on " + point), claim(device));
        try {
            Superblock superblock = Superblock.read(device).filter(found -> found.type() != Type.SWAP)
                    .orElseThrow(() -> new KernelException(Errno.EINVAL, "no file system on " + device.name()));
            layer().close(opening);
            opening = layer().open(device, new Holder(Kind.MOUNTED, 0, superblock.type().word() + " on " + point), claim(device));
            MountOptions.check(options, superblock.type(), kernel);
            boolean direct = MountOptions.direct(options, superblock, device, kernel);
            lost.check(superblock.type(), device);
            checkUuid(superblock, options, device);
            boolean readOnly = device.readOnly() || options.contains("ro");
            Volume volume = Volume.of(kernel, device, superblock, direct, readOnly);
            tellMounted(volume);
            if (!readOnly) {
                superblock.recovering(true).write(device);
                kernel.media().flush();
            }
            return new Mount(source, point, options, volume, opening);
        } catch (KernelException refused) {
            layer().close(opening);
            throw refused;
        }
    }

    /** Corpus acc-xfs-basic, step 13: two file systems of one identity at a time only when asked to. */
    private void checkUuid(Superblock superblock, List<String> options, BlockDevice device) throws KernelException {
        boolean twice = superblock.type() == Type.XFS && !options.contains("nouuid")
                && mounts.values().stream().anyMatch(mount -> mount.volume().superblock().uuid().equals(superblock.uuid()));
        if (twice) {
            kernel.log(4, "XFS (" + device.name() + "): Filesystem has duplicate UUID " + superblock.uuid() + " - can't mount");
            throw new KernelException(Errno.EINVAL, "a file system with this uuid is mounted");
        }
    }

    private void tellMounted(Volume volume) {
        String name = volume.device().name();
        if (volume.superblock().type() == Type.XFS) {
            kernel.log(5, "XFS (" + name + "): Mounting V5 Filesystem " + volume.superblock().uuid());
            kernel.log(6, "XFS (" + name + "): Ending clean mount");
            return;
        }
        if (volume.superblock().needsRecovery() && !volume.readOnly()) {
            kernel.log(6, "EXT4-fs (" + name + "): recovery complete");
        }
        kernel.log(6, "EXT4-fs (" + name + "): mounted filesystem " + (kernel.profile().atLeast(6, 12)
                ? volume.superblock().uuid() + (volume.readOnly() ? " ro " : " r/w ") : "") + "with ordered data mode. Quota mode: none.");
    }

    /** Why a file system could not be taken away. */
    public static final class Oops extends Exception {

        private static final long serialVersionUID = 1;

        Oops() {
            super("the kernel crashed in the call", null, false, false);
        }
    }

    /**
     * Takes a mount away.
     *
     * @throws KernelException EINVAL nothing is mounted there; EBUSY a program has files of it open
     * @throws Oops files of it were mapped and the device below has gone: the kernel crashes, and who called is killed (corpus
     *     acc-sigbus-fsdax, step 11)
     */
    public void unmount(String point) throws KernelException, Oops {
        Mount mount = Optional.ofNullable(mounts.get(point)).orElseThrow(() -> new KernelException(Errno.EINVAL, point + " is not mounted"));
        if (users.stream().anyMatch(inUse -> inUse.test(point))) {
            throw new KernelException(Errno.EBUSY, "files below " + point + " are open");
        }
        mounts.remove(point);
        kernel.forget(mount);
        kernel.touched("/proc/mounts");
        Volume volume = mount.volume();
        Optional<Mount> other = mounts.values().stream().filter(each -> each.volume() == volume).findFirst();
        if (other.isPresent()) {
            return;
        }
        boolean crash = mount.mapped() && volume.device().gone();
        if (!crash) {
            putAway(volume);
        }
        if (crash) {                                        // what it had open nobody closes any more
            lost.add(volume.superblock().type(), volume.device());
            kernel.log(1, "BUG: unable to handle page fault for address: a page of " + volume.device().name() + " that has gone");
            throw new Oops();
        }
        layer().close(mount.opening());
        if (volume.superblock().type() == Type.EXT4) {
            kernel.log(6, "EXT4-fs (" + volume.device().name() + "): unmounting filesystem" + (kernel.profile().atLeast(6, 12)
                    ? " " + volume.superblock().uuid() : "") + ".");
        }
    }

    /** What is not on the media yet goes there; a device that is not there any more has what it had. */
    private void putAway(Volume volume) {
        try {
            if (!volume.readOnly()) {
                volume.sync();
                volume.superblock().recovering(false).write(volume.device());
                kernel.media().flush();
            }
        } catch (KernelException gone) {
            kernel.log(3, "Buffer I/O error on dev " + volume.device().name() + ", logical block 0, lost sync page write");
        }
    }

    /** Everything that was written is on the media, as far as there still are media. */
    public void sync() {
        for (Mount mount : mounts.values()) {
            try {
                mount.volume().sync();
            } catch (KernelException failure) {
                kernel.log(3, "sync of " + mount.point() + ": " + failure.getMessage());
            }
        }
        kernel.media().flush();
    }

    /** A file, if the path lies in a mounted volume: ENOENT, EIO, EROFS as {@link #open}. */
    public Optional<VolumeFile> file(String path, boolean create) throws KernelException {
        Optional<Mount> mount = of(path);
        return mount.isPresent() && !path.equals(mount.get().point()) ? Optional.of(mount.get().volume().open(name(mount.get(), path), create)) : Optional.empty();
    }

    /** A file of the volume was mapped into a process. */
    public void mapped(String path) {
        of(path).ifPresent(mount -> mounts.values().stream().filter(each -> each.volume() == mount.volume()).forEach(each -> {
            each.mapped(true);
            kernel.changed(each);
        }));
    }

    /** The mount point that the path lies below. */
    public Optional<String> pointOf(String path) {
        return of(path).map(Mount::point);
    }

    public void remove(String path) throws KernelException {
        Mount mount = of(path).orElseThrow(() -> new KernelException(Errno.ENOENT, path));
        mount.volume().remove(name(mount, path));
    }

    private Optional<Mount> of(String path) {
        return mounts.values().stream().filter(mount -> path.equals(mount.point()) || path.startsWith(mount.point() + "/"))
                .max(java.util.Comparator.comparingInt(mount -> mount.point().length()));
    }

    private static String name(Mount mount, String path) {
        return path.substring(mount.point().length() + 1);
    }

    /** A directory that something can be mounted on. */
    public void makeDirectory(String path) {
        if (directories.add(path)) {
            kernel.changed(new Directory(path));
        }
    }

    public boolean isDirectory(String path) {
        return directories.contains(path);
    }

    @Override
    public void gone(BlockDevice device) {
        for (Mount mount : mounts.values()) {
            if (mount.volume().device() == device && kernel.profile().atLeast(6, 12)) {
                mount.volume().shutDown();
                kernel.log(1, mount.volume().superblock().type() == Type.XFS
                        ? "XFS (" + device.name() + "): Block device removal (0x20) detected.  Shutting down filesystem."
                        : "EXT4-fs (" + device.name() + "): shut down requested (2)");
                kernel.changed(mount);
            }
        }
    }

    @Override
    public boolean covers(String path) {
        return directories.stream().anyMatch(made -> path.equals(made) || path.startsWith(made + "/"));
    }

    @Override
    public void open(String path, boolean create) throws KernelException {
        if (directories.contains(path)) {
            throw new KernelException(Errno.EISDIR, path);
        }
        if (file(path, create).isEmpty()) {
            throw new KernelException(create ? Errno.EROFS : Errno.ENOENT, path);
        }
    }

    @Override
    public byte[] read(String path) throws KernelException {
        VolumeFile file = file(path, false).orElseThrow(() -> new KernelException(Errno.ENOENT, path));
        return file.read(0, (int) Math.min(file.size(), Integer.MAX_VALUE / 2));
    }

    @Override
    public void write(String path, byte[] bytes, boolean append) throws KernelException {
        VolumeFile file = file(path, true).orElseThrow(() -> new KernelException(Errno.ENOENT, path));
        if (!append) {
            file.truncate(0);
        }
        file.write(file.size(), bytes);
    }

    @Override
    public List<String> list(String path) throws KernelException {
        Optional<Mount> mount = of(path);
        if (mount.isPresent() && path.equals(mount.get().point())) {
            return mount.get().volume().names();
        }
        if (mount.isPresent() && mount.get().volume().has(name(mount.get(), path))) {
            throw new KernelException(Errno.ENOTDIR, path);
        }
        if (directories.contains(path)) {
            return List.of();
        }
        throw new KernelException(Errno.ENOENT, path);
    }

    /** The text of /proc/mounts. */
    String text() {
        return String.join("", mounts.values().stream().map(mount -> mount.line() + "\n").toList());
    }

    void restore(StateRecord document) {
        if (document.key().startsWith(Directory.KEY)) {
            directories.add(document.value("path"));
        } else if (document.key().startsWith(LostMounts.KEY)) {
            lost.restore(document);
        } else {
            directories.add(document.value("point"));
            layer().expect(document.value("device"), Long.parseLong(document.value("sequence")), device -> restored(document, device));
        }
    }

    private void restored(StateRecord document, BlockDevice device) {
        try {
            Optional<Mount> shown = mounts.values().stream().filter(mount -> mount.volume().device() == device).findFirst();
            Superblock superblock = Superblock.read(device).orElseThrow(() -> new KernelException(Errno.EINVAL, "no file system"));
            Volume volume = shown.isPresent() ? shown.get().volume()
                    : Volume.of(kernel, device, superblock, Boolean.parseBoolean(document.value("direct")), Boolean.parseBoolean(document.value("readOnly")));
            Opening opening = shown.map(Mount::opening).orElseGet(() -> layer().reopen(device, holder(volume, document.value("point")), claim(device)));
            List<String> options = document.value("options").isEmpty() ? List.of() : List.of(document.value("options").split(","));
            Mount mount = new Mount(document.value("source"), document.value("point"), options, volume, opening);
            mount.mapped(Boolean.parseBoolean(document.value("mapped")));
            if (Boolean.parseBoolean(document.value("shutDown"))) {
                volume.shutDown();
            }
            mounts.put(mount.point(), mount);
        } catch (KernelException unreadable) {
            kernel.log(3, document.value("point") + " is mounted no longer: " + unreadable.getMessage());
        }
    }

    private static Holder holder(Volume volume, String point) {
        return new Holder(Kind.MOUNTED, 0, volume.superblock().type().word() + " on " + point);
    }

    private static Optional<String> claim(BlockDevice device) {
        return Optional.of("mount " + device.name() + " " + device.sequence());
    }

    private BlockLayer layer() {
        return kernel.symbol(BlockLayer.class).orElseThrow();
    }

    private record Directory(String path) implements Persistent {

        static final String KEY = "fs/directory/";

        @Override
        public StateRecord document() {
            return StateRecord.of(FileSystemModule.NAME, KEY + path, Map.of("path", path));
        }
    }
}
