package daxplane.host.linux;

import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.host.FailedCall;

/** What the kernel said, in the words of the port. */
final class Failures {

    private Failures() {
    }

    static HostException of(int errno, FailedCall stage, String path) {
        return Errno.ofNumber(errno).map(known -> new HostException(known, stage, path, explained(known, stage)))
                .orElseGet(() -> new HostException(Errno.EIO, stage, path, "errno " + errno + ", which this port does not name"));
    }

    /** Which permission is missing, where that is what is wrong. */
    private static String explained(Errno errno, FailedCall stage) {
        return switch (errno) {
            case EACCES, EPERM -> errno.text() + ": " + missing(stage);
            case EROFS -> errno.text() + ": remount it read-write, or leave the container that shows it so";
            default -> errno.text();
        };
    }

    private static String missing(FailedCall stage) {
        return switch (stage) {
            case OPEN, READ, LIST, READ_LINK -> "the file is for root only (run as root, or with CAP_DAC_OVERRIDE), or it does not allow this at all";
            case WRITE -> "the kernel wants CAP_SYS_ADMIN for it";
            case IOCTL -> "the device must be opened for writing, as root";
            case LOAD_MODULE, UNLOAD_MODULE -> "modules need CAP_SYS_MODULE";
            case POWER -> "not this machine";
        };
    }
}
