package daxplane.lease;

import daxplane.host.Errno;
import daxplane.inventory.LeaseState;
import daxplane.lease.LeaseLife.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** The leases of a machine. Thread-safe: one change at a time; {@link #check} takes no lock. */
public final class LeaseTable {

    /** Leases at a time; a thousand holders with ten each are a large machine. */
    static final int MOST_LEASES = 100_000;

    private final Consumer<LeaseEvent> events;
    /** The fast path: generation of each lease that may be used; 0 of all others. */
    private final Map<Long, AtomicLong> valid = new ConcurrentHashMap<>();
    /** Guarded by this. */
    private final SortedMap<Long, Lease> leases = new TreeMap<>();
    private final Map<Long, LeaseHolder> holders = new ConcurrentHashMap<>();
    private final SortedMap<String, Reason> draining = new TreeMap<>();
    private long nextId = 1;

    /** @param events told of everything, in order, while the table waits */
    public LeaseTable(Consumer<LeaseEvent> events) {
        this.events = events;
    }

    /** What came of asking for a lease. */
    public sealed interface Answer {

        record Granted(Lease lease) implements Answer {
        }

        record Refused(Errno errno, String rule) implements Answer {
        }
    }

    /** EINVAL no pages, or no time to let go; EBUSY the device is being drained; ENOSPC there are too many. */
    public synchronized Answer acquire(String device, long page, long pages, String who, LeaseHolder holder, long graceMillis) {
        if (page < 0 || pages <= 0 || graceMillis < 0 || device.isEmpty()) {
            return new Answer.Refused(Errno.EINVAL, "a device, pages of it, and a time to let go are expected");
        }
        if (draining.containsKey(device)) {
            return new Answer.Refused(Errno.EBUSY, device + " is being drained (" + draining.get(device) + ")");
        }
        if (leases.size() >= MOST_LEASES) {
            return new Answer.Refused(Errno.ENOSPC, "there are " + MOST_LEASES + " leases");
        }
        Lease lease = Lease.granted(nextId++, device, page, pages, who, graceMillis);
        leases.put(lease.id(), lease);
        holders.put(lease.id(), holder);
        valid.put(lease.id(), new AtomicLong(lease.generation()));
        events.accept(new LeaseEvent.LeaseGranted(lease.id(), lease.generation()));
        return new Answer.Granted(lease);
    }

    /** Whether a holder may use what it got with this generation: one volatile read. */
    public boolean check(long id, long generation) {
        AtomicLong current = valid.get(id);
        return current != null && current.get() == generation;
    }

    /** What of a lease a holder that checks often keeps: {@code token.get() == generation}. */
    public AtomicLong token(long id) {
        return valid.getOrDefault(id, new AtomicLong());
    }

    public Step pin(long id) {
        return apply(id, new LeaseInput.Pin());
    }

    public Step unpin(long id) {
        return apply(id, new LeaseInput.Unpin());
    }

    public Step quiesced(long id) {
        return apply(id, new LeaseInput.Quiesced());
    }

    public Step release(long id) {
        return apply(id, new LeaseInput.Release());
    }

    public Step reacquire(long id) {
        return apply(id, new LeaseInput.Reacquire());
    }

    /** An administrator's decision on a lease that is broken. */
    public Step force(long id) {
        return apply(id, new LeaseInput.Force());
    }

    public synchronized List<Lease> leases() {
        return List.copyOf(leases.values());
    }

    /** A holder is no more: all that it had is given back, pins included. */
    public synchronized void holderGone(LeaseHolder holder) {
        for (Lease lease : leases()) {
            if (holders.get(lease.id()) == holder) {
                Lease current = leases.get(lease.id());
                while (current.pins() > 0 && apply(lease.id(), new LeaseInput.Unpin()) instanceof Step.Done(var left, _)) {
                    current = left;
                }
                apply(lease.id(), new LeaseInput.Release());
            }
        }
    }

    /**
     * Asks every holder of a piece of a device to let go, and grants no more of it until {@link #undrain}. Holders have heard when
     * this returns.
     */
    public void drain(String device, long page, long pages, Reason reason, long nowMillis) {
        drain(device, lease -> lease.intersects(page, pages), reason, lease -> nowMillis + lease.graceMillis());
    }

    /** The same of some leases, all of which are to be given back by one moment. */
    public void drain(String device, Predicate<Lease> which, Reason reason, long deadlineMillis) {
        drain(device, which, reason, _ -> deadlineMillis);
    }

    private void drain(String device, Predicate<Lease> which, Reason reason, ToLongFunction<Lease> deadline) {
        List<Lease> asked = new ArrayList<>();
        synchronized (this) {
            draining.put(device, reason);
            for (Lease lease : leases()) {
                if (lease.device().equals(device) && lease.state() == LeaseState.GRANTED && which.test(lease)
                        && apply(lease.id(), new LeaseInput.Revoke(reason, deadline.applyAsLong(lease))) instanceof Step.Done(var revoking, _)) {
                    asked.add(revoking);
                }
            }
        }
        for (Lease lease : asked) {
            try {
                holders.get(lease.id()).onRevoke(lease, reason, lease.deadlineMillis());
            } catch (RuntimeException | Error broken) {
                // No answer: its deadline decides.
                continue;
            }
        }
    }

    /** Whom a drain waits for: those that have not let go. Deadlines that have passed are looked at first. */
    public synchronized List<Lease> waitingFor(String device, long nowMillis) {
        leases().forEach(lease -> apply(lease.id(), new LeaseInput.Clock(nowMillis)));
        return leases().stream().filter(lease -> lease.device().equals(device) && draining.containsKey(device) && !lease.state().quiet()
                && lease.state() != LeaseState.GRANTED).toList();
    }

    /** The change has happened, or will not: holders may have their leases again, and those that were only asked have them at once. */
    public synchronized void undrain(String device) {
        draining.remove(device);
        for (Lease lease : leases()) {
            if (lease.device().equals(device) && lease.state() == LeaseState.REVOKING) {
                apply(lease.id(), new LeaseInput.Reacquire());
            }
        }
    }

    private synchronized Step apply(long id, LeaseInput input) {
        Lease lease = leases.get(id);
        if (lease == null) {
            return new Step.Refused(Errno.ENXIO, "no lease " + id);
        }
        if (input instanceof LeaseInput.Reacquire && lease.state() != LeaseState.GRANTED && draining.containsKey(lease.device())) {
            return new Step.Refused(Errno.EBUSY, lease.device() + " is being drained (" + draining.get(lease.device()) + ")");
        }
        Step step = LeaseLife.apply(lease, input);
        if (step instanceof Step.Done(var next, var happened)) {
            // Invalid before anybody hears of it; valid again only after.
            valid.get(id).set(next.state() == LeaseState.GRANTED ? next.generation() : 0);
            if (next.state() == LeaseState.RELEASED) {
                leases.remove(id);
                holders.remove(id);
                valid.remove(id).set(0);
            } else {
                leases.put(id, next);
            }
            happened.forEach(events);
        }
        return step;
    }
}
