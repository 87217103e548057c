package daxplane.shell;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The turn that a command takes, and that whoever ends the program takes for good: after that none begins, and the thread
 * that would have begun it waits for the end of the process.
 */
final class LastCall {

    /** How often a command is asked again to give up: it may have begun just after it was asked. */
    private static final long ASK_AGAIN_MILLIS = 50;

    private final ReentrantLock turn = new ReentrantLock();

    /** Runs a command, or never returns. Commands may run commands. */
    <T> T take(Supplier<T> command) {
        turn.lock();
        try {
            return command.get();
        } finally {
            turn.unlock();
        }
    }

    /**
     * Lets no command begin any more.
     *
     * @param giveUp asks the command that runs, again and again
     * @return whether none runs any more
     */
    boolean close(Runnable giveUp, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (!turn.tryLock()) {
                if (System.nanoTime() - end > 0) {
                    return false;
                }
                giveUp.run();
                if (turn.tryLock(ASK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                    return true;
                }
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
