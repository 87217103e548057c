package daxplane.launcher;

import daxplane.launch.Application;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * How a signal ends the program (SIGTERM, SIGHUP, SIGINT before anybody takes it), and what becomes of a bundle's attempt to.
 *
 * <p>Whoever works is asked to stop, has time for it, and the framework goes last: a bundle that is taken away from under a
 * command makes it tell of causes that are none. What cannot stop in time keeps its framework and loses its voice; the
 * process ends under it, as in a kill, and the next start settles what it left.
 *
 * <pre>
 *   STARTING   the main thread notices at its next step and goes back by itself; nothing was done
 *   WORKING    {@link Application#end} takes the place of the application
 *   LEAVING    the main thread is on its way out already
 * </pre>
 */
final class Ending {

    /**
     * How long to wait.
     *
     * @param start longer than the longest step of a start, a framework's, takes on a machine under load
     * @param work  longer than any effect takes to give up: longer waits are the kernel's own, and nothing shortens them
     * @param leave longer than a framework needs to stop; a rehearsal for a start-up archive is not waited for
     */
    record Patience(Duration start, Duration work, Duration leave) {

        static final Patience USUAL = new Patience(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(3));
    }

    /** A reader that has stopped reading does not hold up the end. */
    private static final long TELL_MILLIS = 500;

    private enum Phase { STARTING, WORKING, LEAVING }

    private final PrintStream err;
    private final Patience patience;
    private final IntConsumer halt;
    private final Deque<Path> scratch = new ConcurrentLinkedDeque<>();
    private final CountDownLatch over = new CountDownLatch(1);
    /** The phase does not change while a signal ends the application. */
    private final Object step = new Object();
    private Phase phase = Phase.STARTING;
    private Optional<Application> working = Optional.empty();
    private volatile boolean asked;
    private volatile boolean silent;

    /** @param err the process's own */
    Ending(PrintStream err) {
        this(err, Patience.USUAL, Runtime.getRuntime()::halt);
    }

    /** @param halt ends the process with an exit status, at once */
    Ending(PrintStream err, Patience patience, IntConsumer halt) {
        this.err = err;
        this.halt = halt;
        this.patience = patience;
    }

    /** Whether the process is ending. */
    boolean asked() {
        return asked;
    }

    /** Whether nothing that is said any more is worth hearing: what works has been stopped, or is beyond being stopped. */
    boolean silent() {
        return silent;
    }

    /** A directory that must not outlive the process, however it ends. */
    Path scratch(Path directory) {
        scratch.add(directory);
        return directory;
    }

    /** Between two steps of a start. */
    void goOn() throws Ended {
        if (asked) {
            throw new Ended();
        }
    }

    void begin(Application application) throws Ended {
        synchronized (step) {
            goOn();
            phase = Phase.WORKING;
            working = Optional.of(application);
        }
    }

    /** The application has returned. Waits for a signal that is ending it at the moment. */
    void finished() {
        synchronized (step) {
            phase = Phase.LEAVING;
        }
    }

    /** Nothing is left to do. */
    void over() {
        over.countDown();
    }

    /** What the JVM runs on a signal. @param down takes the framework down */
    void end(Runnable down) {
        if (over.getCount() == 0) {
            return;
        }
        asked = true;
        var caller = ExitCaller.find();
        if (caller.isPresent()) {
            silent = true;
            tell(caller.get() + " ended the program (System.exit), which no bundle may; what it did not finish, the next start settles");
            clean();
            halt.accept(StartFailure.EXIT_CODE);    // whatever it wanted to pass for an end
            return;
        }
        switch (atWork()) {
            case STARTING -> {
                await(patience.start);
                silent = true;
                tell("ended by a signal while it started; nothing was done");
            }
            case WORKING -> {
                boolean stopped = stopped();
                silent = true;
                if (stopped) {
                    down.run();
                } else {
                    tell("ended by a signal in the middle of a command; 'journal tail' shows how far it came, the next start settles it");
                }
            }
            case LEAVING -> await(patience.leave);
        }
        clean();
    }

    private Phase atWork() {
        synchronized (step) {
            return phase;
        }
    }

    private boolean stopped() {
        synchronized (step) {
            return phase != Phase.WORKING || working.orElseThrow().end(patience.work);
        }
    }

    private void await(Duration limit) {
        try {
            if (!over.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("WARNING: the process ends before it is ready to");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(String what) {
        var telling = Thread.ofPlatform().daemon().start(() -> {
            err.println("daxplane: " + what);
            err.flush();
        });
        try {
            telling.join(TELL_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void clean() {
        for (var directory : scratch) {
            try {
                Directories.delete(directory);
            } catch (IOException stillUsed) {
                System.err.println("WARNING: left behind: " + directory);
            }
        }
    }

    /** The start was given up because a signal ends the process. */
    static final class Ended extends StartFailure {

        private static final long serialVersionUID = 1;

        Ended() {
            super("ended by a signal while it started; nothing was done");
        }
    }
}
