package daxplane.kernel;

import daxplane.host.Errno;

/** The kernel's way to say no. */
public final class KernelException extends Exception {

    private static final long serialVersionUID = 1;

    private final Errno errno;

    public KernelException(Errno errno) {
        this(errno, errno.text());
    }

    /** @param detail for the kernel log and for people; the caller of a system call sees the errno only */
    public KernelException(Errno errno, String detail) {
        super(detail, null, false, false);
        this.errno = errno;
    }

    public Errno errno() {
        return errno;
    }
}
