package daxplane.host.linux;

import daxplane.host.Cancellation;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Ends a system call of the calling thread with EINTR when the effect is cancelled.
 *
 * <p>Java's interrupt does not reach a thread inside a write(2); a signal does. Taking memory offline looks for a pending
 * signal of the writing thread in each round, so a signal with a handler that does nothing, sent to just that thread, is
 * enough. The handler is a pure function of the C library, {@code abs}: it may run at any moment, and leaves nothing behind.
 * The signal is sent again until the call has returned, because one that arrives just before the call is lost.
 */
final class Interruption implements Cancellation.Registration {

    /** A real-time signal that neither the C library nor the JVM uses: the last but three of Linux' 64. */
    static final int SIGNAL = 61;

    private static final long AGAIN_MILLIS = 20;

    /** Installed once, by whoever comes first. */
    private static final class Handler {
        static final ScheduledExecutorService SENDER = Executors.newSingleThreadScheduledExecutor(
                task -> Thread.ofPlatform().daemon().name("cancels-system-calls").unstarted(task));

        static {
            try (Arena arena = Arena.ofConfined()) {
                // struct sigaction of the C library: handler, 128 bytes of mask, flags (no SA_RESTART), restorer.
                MemorySegment action = arena.allocate(152, 8);
                action.set(ValueLayout.ADDRESS, 0, Libc.address("abs"));
                var call = Libc.sigaction(SIGNAL, action);
                if (call.failed()) {
                    throw new IllegalStateException("signal " + SIGNAL + " cannot be caught: errno " + call.errno());
                }
            }
        }
    }

    private final int process = Libc.getpid();
    private final int thread = Libc.gettid();
    private final Cancellation.Registration registration;
    /** Guarded by this. */
    private Optional<ScheduledFuture<?>> sending = Optional.empty();
    /** Guarded by this: from then on the thread does other things, and no signal may reach it. */
    private boolean closed;

    private Interruption(Cancellation cancellation) {
        Libc.unblock(SIGNAL);
        registration = cancellation.onCancel(this::begin);
    }

    private synchronized void begin() {
        if (!closed && sending.isEmpty()) {
            sending = Optional.of(Handler.SENDER.scheduleWithFixedDelay(this::send, 0, AGAIN_MILLIS, TimeUnit.MILLISECONDS));
        }
    }

    private synchronized void send() {
        if (!closed) {
            Libc.tgkill(process, thread, SIGNAL);
        }
    }

    /** Whether signals are being sent. */
    synchronized boolean sending() {
        return sending.isPresent() && !closed;
    }

    /** From now until it is closed, cancelling {@code cancellation} interrupts what the calling thread waits for. */
    static Cancellation.Registration of(Cancellation cancellation) {
        return cancellation == Cancellation.NEVER ? () -> { } : ofThisThread(cancellation);
    }

    /** As {@link #of}, for a cancellation that can happen. */
    static Interruption ofThisThread(Cancellation cancellation) {
        return new Interruption(cancellation);
    }

    /** The cancellation may be under way in this very moment: whatever it still begins ends here. */
    @Override
    public void close() {
        registration.close();
        synchronized (this) {
            closed = true;
            sending.ifPresent(task -> task.cancel(false));
        }
    }
}
