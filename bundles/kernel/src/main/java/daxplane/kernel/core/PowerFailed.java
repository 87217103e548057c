package daxplane.kernel.core;

/**
 * Power failed in the middle of a call: whatever was running is no more. An error, because nothing inside the kernel may
 * catch it and go on.
 */
public final class PowerFailed extends Error {

    private static final long serialVersionUID = 1;

    public PowerFailed() {
        super("power failed", null, false, false);
    }
}
