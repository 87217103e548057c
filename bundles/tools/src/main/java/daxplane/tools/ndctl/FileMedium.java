package daxplane.tools.ndctl;

import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.host.FailedCall;
import daxplane.tools.session.FileProblem;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * A label area in a file, as {@code read-labels -o} writes it. No machine knows of it, so that nothing here goes through the port,
 * and nobody but the operator uses it.
 */
record FileMedium(Session session, String path) implements LabelMedium {

    @Override
    public String name() {
        return path;
    }

    @Override
    public boolean inUse() {
        return false;
    }

    @Override
    public Optional<Set<Long>> cookies() {
        return Optional.empty();
    }

    @Override
    public int areaBytes() throws HostException {
        return content().length;
    }

    @Override
    public byte[] read(int start, int end) throws HostException {
        return Arrays.copyOfRange(content(), start, end);
    }

    /** The file keeps its size. EIO when it cannot be written. */
    @Override
    public int write(int start, byte[] bytes) {
        try {
            byte[] area = content();
            if (bytes.length > area.length - start) {
                return Outcome.failed(Errno.EINVAL);
            }
            System.arraycopy(bytes, 0, area, start, bytes.length);
            session.files().write(path, area);
            return Outcome.DONE;
        } catch (IOException problem) {
            return Outcome.failed(complain(problem).errno());
        } catch (HostException unreadable) {
            return Outcome.failed(unreadable.errno());
        }
    }

    @Override
    public int makeReadAgain() {
        return Outcome.DONE;
    }

    private byte[] content() throws HostException {
        try {
            return session.files().read(path);
        } catch (IOException problem) {
            throw complain(problem);
        }
    }

    private HostException complain(IOException problem) {
        String why = FileProblem.text(problem);
        session.stderr("failed to open: " + path + ": (" + why + ")\n");
        return new HostException(Errno.inMessage(why).orElse(Errno.EIO), FailedCall.OPEN, path);
    }
}
