package daxplane.filesystem;

import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import daxplane.kernel.Program;
import daxplane.kernel.ProgramCall;

/** {@code umount DIR...}. */
final class UnmountProgram implements Program {

    private static final int FAILED = 32;
    private static final int KILLED = 137;

    @Override
    public String name() {
        return "umount";
    }

    @Override
    public int run(ProgramCall call) throws KernelException {
        Mounts mounts = call.kernel().symbol(Mounts.class).orElseThrow(() -> new KernelException(Errno.EOPNOTSUPP, "no file systems in this kernel"));
        if (call.arguments().stream().anyMatch(word -> word.startsWith("-"))) {
            throw new KernelException(Errno.EOPNOTSUPP, "umount with options is not simulated");
        }
        for (String point : call.arguments()) {
            try {
                mounts.unmount(point);
            } catch (Mounts.Oops oops) {
                return KILLED;
            } catch (KernelException refused) {
                call.err("umount: " + point + ": " + (refused.errno() == Errno.EBUSY ? "target is busy." : "not mounted.") + "\n");
                return FAILED;
            }
        }
        return 0;
    }
}
