package daxplane.loader;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** How long somebody waits for what may hang. It runs on a thread of its own, which is told to end when it took too long. */
class Patience {

    /** How long a bundle may take, in seconds; a property of the framework. */
    static final String PROPERTY = "daxplane.driver.patience.seconds";
    /** A driver starts in milliseconds; machines that try it have patience of their own (10 s), and there may be two. */
    private static final Duration USUAL = Duration.ofSeconds(25);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    /** How long one that was told to end may take. */
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final int INTERRUPTIONS = 10;

    private final Duration patience;
    private final Duration grace;

    Patience(Duration patience, Duration grace) {
        this.patience = patience;
        this.grace = grace;
    }

    /** As the operator wants it, in seconds; what is no number from 1 to 600 is told, and the usual holds. */
    static Patience of(Optional<String> wanted) {
        Optional<Duration> seconds = wanted.map(String::strip).filter(text -> text.matches("[1-9]\\d{0,2}")).map(Long::valueOf).map(Duration::ofSeconds)
                .filter(asked -> asked.compareTo(LONGEST) <= 0);
        if (wanted.isPresent() && seconds.isEmpty()) {
            System.err.println("WARNING: " + PROPERTY + " = " + wanted.get() + " is no number from 1 to " + LONGEST.toSeconds() + "; it is "
                    + USUAL.toSeconds());
        }
        return new Patience(seconds.orElse(USUAL), GRACE);
    }

    /**
     * @param name for the thread
     * @param late what is done, on the same thread, when it ends although nobody waits for it any more
     * @throws Late it took too long
     */
    <T> T await(String name, Callable<T> act, Runnable late) throws ExecutionException, Late, InterruptedException {
        var task = new FutureTask<T>(act);
        var givenUp = new AtomicBoolean();
        var thread = new Thread(() -> {
            task.run();
            if (givenUp.get()) {
                late.run();
            }
        }, name);
        thread.setDaemon(true);
        thread.start();
        try {
            return within(task);
        } catch (TimeoutException tooLong) {
            givenUp.set(true);
            throw new Late(ends(thread));
        } catch (InterruptedException interrupted) {
            givenUp.set(true);
            thread.interrupt();
            throw interrupted;
        }
    }

    /** What a task comes to, if it comes to it in time; tests decide by other things than a clock. */
    <T> T within(FutureTask<T> task) throws ExecutionException, InterruptedException, TimeoutException {
        return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Told more than once: a framework that makes a component may go on with the next thing that hangs. */
    private boolean ends(Thread thread) {
        try {
            for (int i = 0; i < INTERRUPTIONS; i++) {
                thread.interrupt();
                if (thread.join(grace.dividedBy(INTERRUPTIONS))) {
                    return true;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    @Override
    public String toString() {
        return patience.toMillis() % 1000 == 0 ? patience.toSeconds() + " s" : patience.toMillis() + " ms";
    }

    /** It took too long. */
    static final class Late extends Exception {

        static final String DOES_NOT_END = ", and its thread does not end; end daxplane and start it again";

        private static final long serialVersionUID = 1;

        private final boolean ended;

        private Late(boolean ended) {
            super(ended ? "" : DOES_NOT_END, null, false, false);
            this.ended = ended;
        }

        /** Whether it ended when it was told to; the message says what is to be done if not. */
        boolean ended() {
            return ended;
        }
    }
}
