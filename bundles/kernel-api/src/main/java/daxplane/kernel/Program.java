package daxplane.kernel;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A program of the simulated machine's user space that comes with a part of the kernel: {@code dmsetup} with device mapper,
 * {@code mount} with file systems. It runs as one call of the kernel, and acts through what modules export.
 */
@ConsumerType
public interface Program {

    /** What the shell calls it by: {@code dmsetup}. */
    String name();

    /** Whether a run with these arguments changes nothing. */
    default boolean looks(List<String> arguments) {
        return false;
    }

    /** Whether a run with these arguments reads its standard input. */
    default boolean readsInput(List<String> arguments) {
        return false;
    }

    /**
     * @return exit status
     * @throws KernelException what the program does not tell in words of its own; its caller does
     */
    int run(ProgramCall call) throws KernelException;
}
