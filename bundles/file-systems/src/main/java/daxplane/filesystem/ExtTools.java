package daxplane.filesystem;

import daxplane.block.BlockDevice;
import daxplane.filesystem.Superblock.Type;
import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import daxplane.kernel.Program;
import daxplane.kernel.ProgramCall;
import java.util.List;
import java.util.Optional;

/** {@code dumpe2fs -h DEV} and {@code e2fsck -fn DEV}: whether an ext4 was put away in order. */
record ExtTools(String name) implements Program {

    private static final int CHECK_FAILED = 8;

    @Override
    public int run(ProgramCall call) throws KernelException {
        List<String> options = call.arguments().stream().filter(word -> word.startsWith("-")).toList();
        List<String> words = call.arguments().stream().filter(word -> !word.startsWith("-")).toList();
        boolean dump = name.equals("dumpe2fs");
        if (words.size() != 1 || !options.equals(List.of(dump ? "-h" : "-fn"))) {
            throw new KernelException(Errno.EOPNOTSUPP, name + " is simulated as " + name + (dump ? " -h DEV" : " -fn DEV"));
        }
        Optional<BlockDevice> device = Signatures.find(call.kernel(), words.getFirst());
        Optional<Superblock> superblock = device.flatMap(Signatures::of).filter(found -> found.type() == Type.EXT4);
        if (superblock.isEmpty()) {
            call.err(name + ": Bad magic number in super-block while trying to open " + words.getFirst() + "\n");
            return dump ? 1 : CHECK_FAILED;
        }
        if (dump) {
            call.err("dumpe2fs 1.47.0 (5-Feb-2023)\n");
            call.out("Filesystem UUID:          " + superblock.get().uuid() + "\nFilesystem magic number:  0xEF53\n"
                    + "Filesystem features:      has_journal ext_attr resize_inode dir_index filetype " + (superblock.get().needsRecovery() ? "needs_recovery " : "")
                    + "extent 64bit flex_bg metadata_csum\nFilesystem state:         clean\nBlock count:              " + superblock.get().blocks()
                    + "\nBlock size:               " + superblock.get().blockBytes() + "\n");
        }
        return 0;
    }
}
