package daxplane.kernel;

import org.osgi.annotation.versioning.ConsumerType;

/** Processes that go on, as the part of the kernel that has them exports it. */
@ConsumerType
public interface Processes {

    /** The process that was started last; a call in the background that started one tells its pid by it. */
    int newest();

    /** What it has printed. ESRCH there never was one. */
    byte[] output(int pid) throws KernelException;

    void kill(int pid) throws KernelException;

    /** Lets every process that runs do what it does all the time: touch its memory. Called before somebody looks. */
    void tick();
}
