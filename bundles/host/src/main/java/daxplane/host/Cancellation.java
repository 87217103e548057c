package daxplane.host;

import java.util.concurrent.CopyOnWriteArrayList;
import java.util.List;

/** A request to give up an effect that blocks. Thread-safe; once cancelled it stays so. */
public final class Cancellation {

    /** For effects that nobody can give up. */
    public static final Cancellation NEVER = new Cancellation();

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean cancelled;

    public boolean cancelled() {
        return cancelled;
    }

    /** Runs every listener once. Cancelling {@link #NEVER} is a bug. */
    public void cancel() {
        if (this == NEVER) {
            throw new IllegalStateException("this effect cannot be cancelled");
        }
        cancelled = true;
        listeners.forEach(Runnable::run);
    }

    /** Runs {@code listener} on cancellation (at once when already cancelled), until the registration is closed. */
    public Registration onCancel(Runnable listener) {
        if (this == NEVER) {
            return () -> { };
        }
        listeners.add(listener);
        if (cancelled) {
            listener.run();
        }
        return () -> listeners.remove(listener);
    }

    /** Ends the interest in a cancellation. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
