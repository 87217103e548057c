package daxplane.shell;

import daxplane.script.Limit;
import java.time.Duration;

/** A limit by the clock. When it is reached the operation that is being performed is given up, as by Ctrl-C. */
final class TimeLimit implements Limit {

    private final Runnable cancel;
    private final Thread clock;
    /** Guarded by this, so that nothing is cancelled that began after the end. */
    private boolean over;
    private volatile boolean reached;

    private TimeLimit(Duration duration, Runnable cancel) {
        this.cancel = cancel;
        this.clock = Thread.ofVirtual().name("timeout").unstarted(() -> waitFor(duration));
    }

    static TimeLimit start(Duration duration, Runnable cancel) {
        var limit = new TimeLimit(duration, cancel);
        limit.clock.start();
        return limit;
    }

    private void waitFor(Duration duration) {
        try {
            Thread.sleep(duration);
            reach();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void reach() {
        if (!over) {
            reached = true;
            cancel.run();
        }
    }

    @Override
    public boolean reached() {
        return reached;
    }

    @Override
    public synchronized void close() {
        over = true;
        clock.interrupt();
    }
}
