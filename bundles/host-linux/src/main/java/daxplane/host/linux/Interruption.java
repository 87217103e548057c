package daxplane.host.linux;

import daxplane.host.Cancellation;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

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
                    throw new IllegalStateException("signal " + SIGNAL + " can not be caught: errno " + call.errno());
                }
            }
        }
    }

    private final Cancellation.Registration registration;
    private final AtomicReference<ScheduledFuture<?>> sending = new AtomicReference<>();

    private Interruption(Cancellation cancellation) {
        Libc.unblock(SIGNAL);
        int process = Libc.getpid();
        int thread = Libc.gettid();
        registration = cancellation.onCancel(() -> sending.compareAndSet(null, Handler.SENDER.scheduleWithFixedDelay(
                () -> Libc.tgkill(process, thread, SIGNAL), 0, AGAIN_MILLIS, TimeUnit.MILLISECONDS)));
    }

    /** From now until it is closed, cancelling {@code cancellation} interrupts what the calling thread waits for. */
    static Cancellation.Registration of(Cancellation cancellation) {
        return cancellation == Cancellation.NEVER ? () -> { } : new Interruption(cancellation);
    }

    @Override
    public void close() {
        registration.close();
        var task = sending.get();
        if (task != null) {
            task.cancel(false);
        }
    }
}
