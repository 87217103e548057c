package daxplane.control.engine;

import daxplane.host.Cancellation;
import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.host.Effects;
import daxplane.host.Errno;
import daxplane.host.Host;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Performs effects, one at a time, on a thread of its own, each with a deadline. Thread-safe. */
public final class Worker implements AutoCloseable {

    private final Host host;
    private final Supplier<Limits> limits;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        var worker = new Thread(task, "daxplane-effects");
        worker.setDaemon(true);
        return worker;
    });

    /** The effect that is being performed; guarded by this. */
    private Cancellation current = Cancellation.NEVER;
    /** What did not return in time; guarded by this. */
    private Optional<Future<EffectResult>> stuck = Optional.empty();

    public Worker(Host host, Supplier<Limits> limits) {
        this.host = host;
        this.limits = limits;
    }

    /** @throws OperationAborted when the effect, or one before it, does not return although it was given up */
    EffectResult perform(Effect effect) throws OperationAborted {
        var cancellation = new Cancellation();
        Future<EffectResult> answer;
        synchronized (this) {
            requireFree();
            current = cancellation;
            answer = thread.submit(() -> Effects.perform(host, effect, cancellation));
        }
        try {
            return await(answer, cancellation, effect);
        } finally {
            synchronized (this) {
                current = Cancellation.NEVER;
            }
        }
    }

    /** @throws OperationAborted when an effect that was given up has not returned: it may still happen */
    synchronized void requireFree() throws OperationAborted {
        if (stuck.filter(effect -> !effect.isDone()).isPresent()) {
            throw new OperationAborted(Errno.EBUSY, "an effect that was given up has not returned yet");
        }
        stuck = Optional.empty();
    }

    private EffectResult await(Future<EffectResult> answer, Cancellation cancellation, Effect effect) throws OperationAborted {
        var most = limits.get();
        try {
            return get(answer, most.effect());
        } catch (TimeoutException late) {
            cancellation.cancel();
            try {
                return get(answer, most.grace());
            } catch (TimeoutException _) {
                synchronized (this) {
                    stuck = Optional.of(answer);
                }
                throw new OperationAborted(Errno.ETIMEDOUT, effect.typed() + " does not return, " + most.effect().plus(most.grace()).toSeconds()
                        + " s after it began");
            }
        }
    }

    /** An interrupt of the waiting thread gives the effect up, and is handed on. */
    private EffectResult get(Future<EffectResult> answer, Duration patience) throws TimeoutException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException _) {
                    interrupted = true;
                    cancel();
                } catch (ExecutionException failed) {
                    throw unexpected(failed.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Everything that a host may answer is a result; what comes here is a bug, or the end of the process. */
    private static RuntimeException unexpected(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException bug ? bug : new IllegalStateException(cause);
    }

    /** Gives up the effect that is being performed. @return whether there was one */
    synchronized boolean cancel() {
        if (current == Cancellation.NEVER) {
            return false;
        }
        current.cancel();
        return true;
    }

    /** Takes no new effects. One that blocks is left alone: its thread ends with the process. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
