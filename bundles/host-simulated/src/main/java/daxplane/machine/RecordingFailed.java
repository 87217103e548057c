package daxplane.machine;

import daxplane.host.Errno;
import daxplane.kernel.core.CallAborted;
import java.io.IOException;

/** What a call changed could not be recorded. */
final class RecordingFailed extends CallAborted {

    private static final long serialVersionUID = 1;

    private final Errno errno;

    RecordingFailed(IOException cause) {
        super(cause.getMessage(), cause);
        this.errno = Errno.inMessage(String.valueOf(cause.getMessage())).orElse(Errno.EIO);
    }

    Errno errno() {
        return errno;
    }
}
