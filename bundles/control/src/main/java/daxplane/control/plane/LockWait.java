package daxplane.control.plane;

import daxplane.control.ControlException;
import daxplane.host.Errno;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waiting for a lock that another process has: it says EBUSY until it is free. */
final class LockWait {

    /** Between two attempts. */
    private static final int BETWEEN_MILLIS = 20;

    private LockWait() {
    }

    @FunctionalInterface
    interface Attempt<T> {
        T make() throws ControlException;
    }

    /** @throws ControlException EBUSY: it was not free within {@code most}, or the waiting thread was interrupted; what else the attempt says */
    static <T> T until(Duration most, Attempt<T> attempt) throws ControlException {
        long deadline = System.nanoTime() + most.toNanos();
        while (true) {
            try {
                return attempt.make();
            } catch (ControlException busy) {
                if (busy.errno() != Errno.EBUSY || System.nanoTime() >= deadline || !pausedBriefly()) {
                    throw busy;
                }
            }
        }
    }

    private static boolean pausedBriefly() {
        try {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
