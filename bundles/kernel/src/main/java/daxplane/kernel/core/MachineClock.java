package daxplane.kernel.core;

import java.time.Duration;

/** The machine's clock: that of the computer that simulates, until somebody stops it and moves it by hand. Thread-safe. */
public final class MachineClock {

    private boolean stopped;
    private long shown;

    public synchronized long millis() {
        return stopped ? shown : System.currentTimeMillis();
    }

    /** From now on only {@link #move} moves it. */
    public synchronized void stop() {
        shown = millis();
        stopped = true;
    }

    /** Shows what another one shows, and is stopped if that is. */
    synchronized void follow(MachineClock other) {
        synchronized (other) {
            stopped = other.stopped;
            shown = other.shown;
        }
    }

    /** @return whether it was stopped, and so could be moved */
    public synchronized boolean move(Duration by) {
        shown += stopped ? by.toMillis() : 0;
        return stopped;
    }
}
