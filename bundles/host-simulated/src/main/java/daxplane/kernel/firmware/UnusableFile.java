package daxplane.kernel.firmware;

import daxplane.host.Errno;

/** A file of a machine definition cannot be used. The message names the file, where in it, and why. */
public final class UnusableFile extends Exception {

    private static final long serialVersionUID = 1;

    private final Errno errno;
    private final String file;
    private final long offset;
    private final String reason;

    /**
     * Its contents make no sense: EINVAL.
     *
     * @param offset of the first byte that is wrong
     * @param reason a clause: {@code the checksum is wrong}
     */
    public UnusableFile(String file, long offset, String reason) {
        this(Errno.EINVAL, file, offset, reason);
    }

    /** @param errno what the attempt to use it would have failed with */
    public UnusableFile(Errno errno, String file, long offset, String reason) {
        super(file + " at 0x" + Long.toHexString(offset) + ": " + reason);
        this.errno = errno;
        this.file = file;
        this.offset = offset;
        this.reason = reason;
    }

    public Errno errno() {
        return errno;
    }

    public String file() {
        return file;
    }

    public long offset() {
        return offset;
    }

    public String reason() {
        return reason;
    }
}
