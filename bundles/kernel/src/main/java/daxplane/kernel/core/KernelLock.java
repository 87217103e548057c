package daxplane.kernel.core;

import daxplane.host.Cancellation;
import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Lets one call at a time into the machine. The lock protects everything behind it: kernel, media and volatile log. */
public final class KernelLock {

    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition somethingChanged = lock.newCondition();
    private int waiting;
    private long shutdowns;

    /** A call that enters. */
    @FunctionalInterface
    public interface Entry<T, X extends Exception> {
        T run() throws X;
    }

    public <T, X extends Exception> T enter(Entry<T, X> entry) throws X {
        lock.lock();
        try {
            return entry.run();
        } finally {
            somethingChanged.signalAll();
            lock.unlock();
        }
    }

    /** Waits outside until the condition holds. EINTR when cancelled, or when the machine went down meanwhile. */
    void await(BooleanSupplier condition, Cancellation cancellation) throws KernelException {
        long before = shutdowns;
        waiting++;
        try (var _ = cancellation.onCancel(this::wake)) {
            while (!condition.getAsBoolean()) {
                if (cancellation.cancelled() || shutdowns != before) {
                    throw new KernelException(Errno.EINTR);
                }
                somethingChanged.awaitUninterruptibly();
            }
        } finally {
            waiting--;
        }
    }

    /** How many calls wait inside a kernel. Called from inside. */
    public int waiting() {
        return waiting;
    }

    /** Ends every waiting call. Called from inside when the machine goes down. */
    public void shutdown() {
        shutdowns++;
        somethingChanged.signalAll();
    }

    private void wake() {
        enter(() -> null);
    }
}
