package daxplane.filesystem;

import daxplane.block.BlockDevice;
import daxplane.filesystem.Superblock.Type;
import daxplane.host.Errno;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.Persistent;
import daxplane.kernel.StateRecord;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** What crashed unmounts left behind: a file system on a device of the same name finds it in the way until the next boot (corpus acc-sigbus-xfs, step 14). */
final class LostMounts {

    static final String KEY = "fs/lost/";

    private final Kernel kernel;
    private final SortedSet<String> names = new TreeSet<>();

    LostMounts(Kernel kernel) {
        this.kernel = kernel;
    }

    void add(Type type, BlockDevice device) {
        if (names.add(key(type, device))) {
            kernel.changed(new Lost(key(type, device)));
        }
    }

    void check(Type type, BlockDevice device) throws KernelException {
        if (names.contains(key(type, device))) {
            throw new KernelException(Errno.EEXIST, "a crashed " + type.word() + " of " + device.name() + " is in the way until the next boot");
        }
    }

    private static String key(Type type, BlockDevice device) {
        return type.word() + "/" + device.name();
    }

    void restore(StateRecord document) {
        names.add(document.value("name"));
    }

    private record Lost(String name) implements Persistent {

        @Override
        public StateRecord document() {
            return StateRecord.of(FileSystemModule.NAME, KEY + name, Map.of("name", name));
        }
    }
}
