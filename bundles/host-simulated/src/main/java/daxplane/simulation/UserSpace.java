package daxplane.simulation;

import daxplane.host.Cancellation;
import daxplane.host.HostException;
import java.util.List;
import java.util.SortedSet;
import org.osgi.annotation.versioning.ProviderType;

/** What runs on a simulated machine beside its kernel: programs that bundles bring, processes that go on, files of mounted file systems. */
@ProviderType
public interface UserSpace {

    /** Names of the programs that there are. */
    SortedSet<String> programs();

    /**
     * Runs a program to its end, or starts it.
     *
     * @param words      the program and its arguments
     * @param background it may go on as a process; what it prints then is read from {@link #output}
     * @throws HostException ENOENT no such program; EFAULT, ETIMEDOUT it broke its contract
     */
    Ended run(List<String> words, byte[] input, boolean background, Cancellation cancellation) throws HostException;

    /**
     * @param status exit status; 0 of one that goes on
     * @param pid    of one that goes on, else 0
     */
    record Ended(int status, byte[] out, byte[] err, int pid) {

        public Ended {
            out = out.clone();
            err = err.clone();
        }
    }

    /** What a process has printed up to now, also one that has ended in the meantime. */
    byte[] output(int pid) throws HostException;

    /** Ends a process. ESRCH there is none. */
    void kill(int pid) throws HostException;

    /** Whether the path lies in a file system that the machine has mounted, or in a directory that was made for one. */
    boolean covers(String path);

    /** A file. ENOENT, EISDIR, EIO ... as the file system says. */
    byte[] read(String path) throws HostException;

    /** Makes or replaces a file, or appends to it. */
    void write(String path, byte[] bytes, boolean append) throws HostException;

    List<String> list(String path) throws HostException;
}
