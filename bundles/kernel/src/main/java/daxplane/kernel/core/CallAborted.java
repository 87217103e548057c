package daxplane.kernel.core;

/**
 * Thrown through everything up to whoever called into the kernel: the call is over, and what it changed does not last.
 * Unchecked, because nothing inside the kernel may answer to it.
 */
public abstract class CallAborted extends RuntimeException {

    private static final long serialVersionUID = 1;

    protected CallAborted(String message, Throwable cause) {
        super(message, cause);
    }
}
