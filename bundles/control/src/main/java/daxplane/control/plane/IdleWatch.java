package daxplane.control.plane;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Gives back what was kept for the next command, some time after the last one. Thread-safe; has a thread while there is something to give back. */
final class IdleWatch {

    private final Duration patience;
    private final BooleanSupplier giveBack;
    /** Whether the thread is there; guarded by this, like everything below. */
    private boolean watching;
    private boolean ended;
    /** How often it was asked for; what was asked while it gave back is watched again. */
    private long asked;

    /** @param giveBack called again and again, until it returns true */
    IdleWatch(Duration patience, BooleanSupplier giveBack) {
        this.patience = patience;
        this.giveBack = giveBack;
    }

    synchronized void watch() {
        asked++;
        if (!watching && !ended) {
            watching = true;
            Thread.ofVirtual().name("daxplane-idle").start(this::run);
        }
    }

    private void run() {
        while (waited()) {
            long before = asked();
            if (giveBack.getAsBoolean() && nothingWasAskedSince(before)) {
                return;
            }
        }
    }

    private synchronized long asked() {
        return asked;
    }

    private synchronized boolean nothingWasAskedSince(long before) {
        watching = asked != before;
        return !watching;
    }

    private synchronized boolean waited() {
        long end = System.nanoTime() + patience.toNanos();
        try {
            for (long left = patience.toNanos(); left > 0 && !ended; left = end - System.nanoTime()) {
                wait(Math.max(1, left / 1_000_000));
            }
            return !ended;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    synchronized void end() {
        ended = true;
        notifyAll();
    }
}
