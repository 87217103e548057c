package daxplane.filesystem;

import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import daxplane.kernel.Program;
import daxplane.kernel.ProgramCall;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** {@code mount [-o OPTIONS] [-t TYPE] DEV|UUID=... DIR}; without words what is mounted. Corpus acc-ext4-basic, acc-fs-hold. */
final class MountProgram implements Program {

    private static final int FAILED = 32;
    private static final String MORE = "       dmesg(1) may have more information after failed mount system call.\n";

    @Override
    public String name() {
        return "mount";
    }

    @Override
    public boolean looks(List<String> arguments) {
        return arguments.isEmpty();
    }

    @Override
    public int run(ProgramCall call) throws KernelException {
        CommandWords line = CommandWords.parse(name(), call.arguments(), Set.of("-r"), Set.of("-o", "-t"));
        Mounts mounts = call.kernel().symbol(Mounts.class).orElseThrow(() -> new KernelException(Errno.EOPNOTSUPP, "no file systems in this kernel"));
        if (line.words().isEmpty()) {
            mounts.text().lines().map(each -> each.split(" ")).forEach(words ->
                    call.out(words[0] + " on " + words[1] + " type " + words[2] + " (" + words[3] + ")\n"));
            return 0;
        }
        if (line.words().size() != 2) {
            throw new KernelException(Errno.EOPNOTSUPP, "mount: a device and a directory are expected");
        }
        String source = line.words().get(0);
        String point = line.words().get(1);
        if (!mounts.isDirectory(point)) {
            call.err("mount: " + point + ": mount point does not exist.\n" + MORE);
            return FAILED;
        }
        List<String> options = line.has("-o") ? Arrays.asList(line.value("-o", "").split(",")) : List.of();
        try {
            boolean readOnly = mounts.mount(source, point, options).split(" ")[3].startsWith("ro");
            if (readOnly && !options.contains("ro")) {
                call.err("mount: " + point + ": WARNING: source write-protected, mounted read-only.\n");
            }
            return 0;
        } catch (KernelException refused) {
            call.err("mount: " + point + ": " + words(source, refused) + MORE);
            return FAILED;
        }
    }

    private static String words(String source, KernelException refused) {
        return switch (refused.errno()) {
            case ENOENT -> source.startsWith("/dev/") ? "special device " + source + " does not exist.\n" : "can't find " + source + ".\n";
            case EBUSY -> source + " already mounted or mount point busy.\n";
            case EIO -> "can't read superblock on " + source + ".\n";
            case EINVAL -> "wrong fs type, bad option, bad superblock on " + source + ", missing codepage or helper program, or other error.\n";
            default -> "mount(2) system call failed: " + refused.errno().text() + ".\n";
        };
    }
}
