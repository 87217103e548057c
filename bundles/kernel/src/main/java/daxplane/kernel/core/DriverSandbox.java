package daxplane.kernel.core;

import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Runs code of modules and drivers of one kernel. Whatever it throws is an errno; what does not return is given up; a thread
 * that it leaves running is stopped. Each of these is a {@link ContractViolation}, which the kernel's owner asks for.
 *
 * <p>The outermost call runs on a thread of {@link KernelThreads} while its caller, who is alone in the kernel, waits; calls
 * inside of it run where they are. Patience is for each of them: a call in which others begin and end has longer, but not for
 * ever.
 */
final class DriverSandbox {

    /** How many times the patience a call may take in which others begin and end: the probes of a large machine. */
    private static final int MOST_TURNS = 60;

    private final Duration patience;
    private final Consumer<String> log;
    private final Set<Thread> givenUp = ConcurrentHashMap.newKeySet();      // bounded by the number of kernel threads
    private final Deque<String> running = new ArrayDeque<>();               // what runs apart, the innermost first; guarded by this
    private volatile Thread inside;                                         // the thread that runs apart
    private volatile long steps;
    private volatile Optional<ContractViolation> breach = Optional.empty();

    /** @param log takes lines of level 3 */
    DriverSandbox(Duration patience, Consumer<String> log) {
        this.patience = patience;
        this.log = log;
    }

    /** Code of a module or driver. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws KernelException;
    }

    /** Code of a module or driver that returns nothing. */
    @FunctionalInterface
    interface Act {
        void run() throws KernelException;
    }

    /**
     * @param what for people: {@code probe of dax0.0 by kmem}
     * @throws KernelException its own; EFAULT it threw something else; ETIMEDOUT it was given up; EAGAIN too many were
     */
    <T> T call(String what, Call<T> code) throws KernelException {
        refuseGivenUp();
        return Thread.currentThread() == inside ? guarded(what, code) : apart(what, code);
    }

    void run(String what, Act code) throws KernelException {
        call(what, () -> {
            code.run();
            return null;
        });
    }

    /** As {@link #call}, where it is: for code that may wait for something outside of the kernel. */
    <T> T guarded(String what, Call<T> code) throws KernelException {
        begin(what);
        try {
            return code.run();
        } catch (KernelException | CallAborted | PowerFailed expected) {
            throw expected;
        } catch (RuntimeException | Error bug) {
            throw broke(new ContractViolation(Errno.EFAULT, what + " failed: " + bug));
        } finally {
            end();
        }
    }

    /** What was broken since {@link #forgetBreach}; the first of several. */
    Optional<ContractViolation> breach() {
        return breach;
    }

    void forgetBreach() {
        breach = Optional.empty();
    }

    KernelException broke(ContractViolation found) {
        if (!isGivenUp()) {
            breach = breach.or(() -> Optional.of(found));
            log.accept(found.text());
        }
        return new KernelException(found.errno(), found.text());
    }

    /** For everything that a call which was given up could still do to others: it ends here, if it ever comes here. */
    void refuseGivenUp() {
        if (isGivenUp()) {
            throw new GivenUp();
        }
    }

    private boolean isGivenUp() {
        return !givenUp.isEmpty() && givenUp.contains(Thread.currentThread());
    }

    private synchronized void begin(String what) {
        steps++;
        if (Thread.currentThread() == inside) {
            running.push(what);
        }
    }

    private synchronized void end() {
        steps++;
        if (Thread.currentThread() == inside) {
            running.poll();
        }
    }

    private <T> T apart(String what, Call<T> code) throws KernelException {
        var task = new FutureTask<T>(() -> {
            synchronized (this) {
                inside = Thread.currentThread();
            }
            try {
                return guarded(what, code);
            } finally {
                stopStrays(what);
            }
        });
        try {
            KernelThreads.execute(task);
        } catch (RejectedExecutionException _) {
            throw new KernelException(Errno.EAGAIN, "too many drivers hang; end this process and start it again");
        }
        try {
            return await(task);
        } finally {
            inside = null;
        }
    }

    /** An interrupt of the waiting thread is not meant for the driver, and is handed on. */
    private <T> T await(FutureTask<T> task) throws KernelException {
        boolean interrupted = false;
        long seen = steps;
        int turns = 0;
        try {
            while (true) {
                try {
                    return task.get(patience.toNanos(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException _) {
                    interrupted = true;
                } catch (ExecutionException failed) {
                    throw thrown(failed.getCause());
                } catch (TimeoutException _) {
                    if ((steps == seen || ++turns >= MOST_TURNS) && inside != null && !task.isDone()) {
                        throw giveUp(task);
                    }
                    seen = steps;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static KernelException thrown(Throwable cause) {
        return switch (cause) {
            case KernelException expected -> expected;
            case RuntimeException callEnds -> throw callEnds;
            case Error powerFailed -> throw powerFailed;
            default -> throw new IllegalStateException(cause);
        };
    }

    private KernelException giveUp(FutureTask<?> task) {
        String culprit;
        synchronized (this) {
            givenUp.add(inside);
            inside = null;
            culprit = String.valueOf(running.peek());
            running.clear();
        }
        task.cancel(true);
        return broke(new ContractViolation(Errno.ETIMEDOUT, culprit + " did not return in " + patience.toMillis() + " ms and was given up"));
    }

    /** A driver has no threads: nothing would keep them off a kernel that does not expect them. */
    private void stopStrays(String what) {
        List<Thread> strays = KernelThreads.leftRunning();
        if (!strays.isEmpty()) {
            strays.forEach(Thread::interrupt);
            broke(new ContractViolation(Errno.EFAULT, what + " left a thread running: " + String.join(", ", strays.stream().map(Thread::getName).toList())));
        }
    }

    /** Ends the thread of a call that was given up. */
    private static final class GivenUp extends CallAborted {

        private static final long serialVersionUID = 1;

        GivenUp() {
            super("this call was given up", null);
        }
    }
}
