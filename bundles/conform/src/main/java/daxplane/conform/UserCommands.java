package daxplane.conform;

import daxplane.host.Errno;
import daxplane.host.FailedCall;
import daxplane.host.HostException;
import daxplane.script.Streams;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Programs and files of a machine's users, as a shell runs and opens them: those of a simulated machine. */
interface UserCommands {

    /** None is known. */
    UserCommands NONE = new UserCommands() {
        @Override
        public Optional<Ran> run(List<String> words, boolean background, Streams streams) {
            return Optional.empty();
        }

        @Override
        public byte[] output(int pid) {
            return new byte[0];
        }

        @Override
        public OptionalInt open(String tag, List<String> devices) {
            return OptionalInt.empty();
        }

        @Override
        public boolean kill(int pid) {
            return false;
        }

        @Override
        public Optional<String> firstPage(int pid) {
            return Optional.empty();
        }

        @Override
        public boolean covers(String path) {
            return false;
        }

        @Override
        public byte[] read(String path) throws HostException {
            throw new HostException(Errno.ENOENT, FailedCall.OPEN, path);
        }

        @Override
        public void write(String path, byte[] bytes, boolean append) throws HostException {
            throw new HostException(Errno.ENOENT, FailedCall.OPEN, path);
        }

        @Override
        public List<String> list(String path) throws HostException {
            throw new HostException(Errno.ENOENT, FailedCall.LIST, path);
        }
    };

    /** @param pid of a program that goes on; 0 of one that has ended */
    record Ran(int status, int pid) {
    }

    /** @return what became of it; empty when there is no such program */
    Optional<Ran> run(List<String> words, boolean background, Streams streams);

    /** What a program that goes on, or has gone on, printed up to now. */
    byte[] output(int pid);

    /** Starts a program that only opens devices. @return its pid; empty when it could not */
    OptionalInt open(String tag, List<String> devices);

    /** @return false when there is no such process */
    boolean kill(int pid);

    /** Physical address of the first page that it has mapped, with a newline. */
    Optional<String> firstPage(int pid);

    /** Whether the path lies in a mounted file system. */
    boolean covers(String path);

    byte[] read(String path) throws HostException;

    void write(String path, byte[] bytes, boolean append) throws HostException;

    List<String> list(String path) throws HostException;
}
