package daxplane.kernel;

/**
 * A program of the simulated machine's user space that comes with a part of the kernel: {@code dmsetup} with device mapper,
 * {@code mount} with file systems. It runs as one call of the kernel, and acts through what modules export.
 */
public interface Program {

    /** What the shell calls it by: {@code dmsetup}. */
    String name();

    /**
     * @return exit status
     * @throws KernelException what the program does not tell in words of its own; its caller does
     */
    int run(ProgramCall call) throws KernelException;
}
