package daxplane.filesystem;

import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import daxplane.kernel.Program;
import daxplane.kernel.ProgramCall;
import java.util.List;

/** {@code mkdir -p DIR}, {@code rm [-f] FILE...}, {@code sync}. */
record FileProgram(String name) implements Program {

    @Override
    public int run(ProgramCall call) throws KernelException {
        Mounts mounts = call.kernel().symbol(Mounts.class).orElseThrow(() -> new KernelException(Errno.EOPNOTSUPP, "no file systems in this kernel"));
        List<String> paths = call.arguments().stream().filter(word -> !word.startsWith("-")).toList();
        int status = 0;
        for (String path : paths) {
            switch (name) {
                case "mkdir" -> makeDirectory(mounts, path);
                case "rm" -> {
                    try {
                        mounts.remove(path);
                    } catch (KernelException refused) {
                        call.err("rm: can't remove '" + path + "': " + refused.errno().text() + "\n");
                        status = 1;
                    }
                }
                default -> { }                              // one file system is not synced alone
            }
        }
        if (name.equals("sync")) {
            mounts.sync();
        }
        return status;
    }

    /** Where nothing else of the simulated machine is. */
    private static void makeDirectory(Mounts mounts, String path) throws KernelException {
        if (!path.matches("/[a-zA-Z0-9_./-]{1,200}") || path.matches("/(sys|proc|dev|tmp)(/.*)?")) {
            throw new KernelException(Errno.EOPNOTSUPP, "mkdir " + path);
        }
        mounts.makeDirectory(path);
    }
}
