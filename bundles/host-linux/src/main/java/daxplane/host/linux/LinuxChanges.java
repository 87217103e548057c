package daxplane.host.linux;

import daxplane.host.Attributes;
import daxplane.host.Changes;
import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.host.FailedCall;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What was touched: the kernel's uevents, and the footprint of our own effects where the kernel sends none.
 *
 * <p>Complete only while every effect since the mark has a footprint that is known ({@link Footprint}) and no event was
 * lost; otherwise a full look tells.
 */
final class LinuxChanges implements Changes {

    /** More than that between two looks, and a full look is cheaper anyway. */
    private static final int REMEMBERED = 65_536;

    /** One thing that was touched, or a doubt. */
    private record Trace(long number, Optional<String> path) {
    }

    private final Attributes attributes;
    private final Optional<UeventSocket> events;
    private final Deque<Trace> traces = new ArrayDeque<>(); // guarded by this
    private long last; // guarded by this
    private long forgotten; // number of the newest trace that was dropped; guarded by this

    /** @param events empty where the kernel or a sandbox gives no netlink socket: then nothing is ever complete */
    LinuxChanges(Attributes attributes, Optional<UeventSocket> events) {
        this.attributes = attributes;
        this.events = events;
    }

    @Override
    public synchronized long mark() {
        try {
            collect();
        } catch (HostException unreadable) {
            doubt();
        }
        return last;
    }

    @Override
    public synchronized Touched since(long mark) throws HostException {
        collect();
        var paths = new TreeSet<String>();
        boolean complete = events.isPresent() && mark >= forgotten;
        for (Trace trace : traces) {
            if (trace.number() > mark) {
                trace.path().ifPresent(paths::add);
                complete &= trace.path().isPresent();
            }
        }
        return new Touched(java.util.Collections.unmodifiableSortedSet(paths), complete);
    }

    @Override
    public void settle(Duration patience) throws HostException {
        for (String device : listed("/sys/bus/nd/devices")) {
            if (device.startsWith("ndbus")) {
                awaitProbes("/sys/bus/nd/devices/" + device + "/wait_probe", patience);
            }
        }
    }

    /** An effect of ours was performed on {@code path}. */
    synchronized void performed(String path, String value) {
        var footprint = Footprint.of(attributes, path, value);
        footprint.paths().forEach(touched -> remember(Optional.of(touched)));
        if (!footprint.known()) {
            doubt();
        }
    }

    private void collect() throws HostException {
        if (events.isPresent()) {
            var batch = events.get().drain();
            batch.events().forEach(event -> remember(Optional.of(event.devicePath())));
            if (batch.lost()) {
                doubt();
            }
        }
    }

    private void doubt() {
        remember(Optional.empty());
    }

    private void remember(Optional<String> path) {
        traces.addLast(new Trace(++last, path));
        if (traces.size() > REMEMBERED) {
            forgotten = traces.removeFirst().number();
        }
    }

    private java.util.List<String> listed(String directory) throws HostException {
        return attributes.kind(directory) == Attributes.Kind.ABSENT ? java.util.List.of() : attributes.list(directory);
    }

    /** Reading the attribute blocks until every probe is done; it has no time limit of its own. */
    private void awaitProbes(String path, Duration patience) throws HostException {
        var reading = new CompletableFuture<Optional<HostException>>();
        Thread.ofPlatform().daemon().name("waits-for-probes").start(() -> {
            try {
                attributes.read(path);
                reading.complete(Optional.empty());
            } catch (HostException refused) {
                reading.complete(Optional.of(refused));
            }
        });
        try {
            var refused = reading.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            if (refused.isPresent() && refused.get().errno() != Errno.ENOENT && refused.get().errno() != Errno.ENODEV) {
                throw refused.get();
            }
        } catch (TimeoutException late) {
            throw new HostException(Errno.ETIMEDOUT, FailedCall.READ, path, "devices are still being probed after " + patience.toSeconds() + " s");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new HostException(Errno.EINTR, FailedCall.READ, path);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
