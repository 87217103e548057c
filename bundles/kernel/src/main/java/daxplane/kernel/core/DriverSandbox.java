package daxplane.kernel.core;

import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

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
    private final Predicate<Class<?>> strange;
    private final Consumer<String> log;
    private final Set<Thread> givenUp = ConcurrentHashMap.newKeySet();      // bounded by the number of kernel threads
    private final Deque<String> running = new ArrayDeque<>();               // what runs apart, the innermost first; guarded by this
    private volatile Thread inside;                                         // the thread that runs apart
    private volatile BlockingQueue<FutureTask<?>> errands = new LinkedBlockingQueue<>();      // what it asks its caller to do, one at a time
    private volatile long steps;
    private volatile Optional<ContractViolation> breach = Optional.empty();

    /**
     * @param strange whether code is a stranger's: installed by an operator, not shipped
     * @param log     takes lines of level 3
     */
    DriverSandbox(Duration patience, Predicate<Class<?>> strange, Consumer<String> log) {
        this.patience = patience;
        this.strange = strange;
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

    /**
     * For what is called often and is to return at once, the show and the store of an attribute: code of strangers as with {@link #call},
     * what is shipped where it is. Code that was given up is not called again before it has returned, whatever kernel asks.
     *
     * @param code whose it is
     */
    <T> T quick(Class<?> code, String what, Call<T> call) throws KernelException {
        if (!strange.test(code) || Thread.currentThread() == inside) {
            return guarded(what, call);
        }
        var before = StuckCall.of(code);
        if (before.isPresent()) {
            throw new KernelException(Errno.ETIMEDOUT, what + " is not tried: an earlier call of the same code has not returned (" + before.get().thread() + ")");
        }
        var going = new StuckCall();
        try {
            return call(what, () -> going.around(call));
        } catch (KernelException failed) {
            going.rememberedIfStuck(code);
            throw failed;
        }
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

    /**
     * Waits for something outside of the kernel. Only who entered the kernel can: its lock is let go of meanwhile. Patience begins anew
     * when the wait is over.
     */
    void outside(Act wait) throws KernelException {
        if (Thread.currentThread() != inside) {
            wait.run();
            return;
        }
        var errand = new FutureTask<Void>(() -> {
            wait.run();
            return null;
        });
        errands.add(errand);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    errand.get();
                    return;
                } catch (InterruptedException _) {
                    interrupted = true;
                } catch (ExecutionException failed) {
                    throw thrown(failed.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private <T> T apart(String what, Call<T> code) throws KernelException {
        var own = new LinkedBlockingQueue<FutureTask<?>>();
        var task = new FutureTask<T>(() -> {
            synchronized (this) {
                inside = Thread.currentThread();
            }
            try {
                return guarded(what, code);
            } finally {
                stopStrays(what);
            }
        }) {
            @Override
            protected void done() {
                own.add(this);
            }
        };
        errands = own;
        try {
            KernelThreads.execute(task);
        } catch (RejectedExecutionException _) {
            throw new KernelException(Errno.EAGAIN, "too many drivers hang; end this process and start it again");
        }
        try {
            return await(task, own);
        } finally {
            inside = null;
        }
    }

    /** An interrupt of the waiting thread is not meant for the driver, and is handed on. */
    private <T> T await(FutureTask<T> task, BlockingQueue<FutureTask<?>> own) throws KernelException {
        boolean interrupted = false;
        long seen = steps;
        int turns = 0;
        try {
            while (true) {
                try {
                    var next = own.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
                    if (next == task) {
                        return task.get();
                    }
                    if (next != null) {
                        away(next, own);
                    } else if ((steps == seen || ++turns >= MOST_TURNS) && inside != null && !task.isDone()) {
                        throw giveUp(task);
                    }
                    seen = steps;
                } catch (InterruptedException _) {
                    interrupted = true;
                } catch (ExecutionException failed) {
                    throw thrown(failed.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits on behalf of the call that runs apart; others may come in meanwhile, and run something apart themselves. */
    private void away(FutureTask<?> errand, BlockingQueue<FutureTask<?>> own) {
        Thread worker;
        List<String> stack;
        synchronized (this) {
            worker = inside;
            stack = List.copyOf(running);
            inside = null;
            running.clear();
        }
        errand.run();
        synchronized (this) {
            running.clear();
            running.addAll(stack);
            inside = worker;
            errands = own;
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
        return broke(new ContractViolation(Errno.ETIMEDOUT, culprit + " did not return in " + patience.toMillis()
                + " ms and was given up; its thread cannot be ended, and reaches nothing of the machine any more"));
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
