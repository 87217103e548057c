package daxplane.lease.desk;

import daxplane.host.Errno;
import daxplane.host.FailedCall;
import daxplane.host.HostException;
import daxplane.inventory.LeaseState;
import daxplane.lease.Lease;
import daxplane.lease.LeaseLife.Step;
import daxplane.lease.LeaseTable;
import daxplane.lease.Reason;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** The leases of all connections, and who waits for them. */
final class Desk implements LeaseDesk {

    static final int MOST_SECONDS = 3600;
    /** A change wakes who waits; this is for the clock. */
    private static final long LOOK_AGAIN_MILLIS = 100;

    private final AtomicLong changes = new AtomicLong();
    /** Guards nothing but the waiting; who tells of a change has the table's monitor, so nobody asks the table with this in hand. */
    private final ReentrantLock telling = new ReentrantLock();
    private final Condition changed = telling.newCondition();
    private final LeaseTable table = new LeaseTable(_ -> tell());
    private final LongSupplier nanos;
    private final Map<Long, Connection> holders = new ConcurrentHashMap<>();

    Desk(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** The clock of deadlines. */
    long millis() {
        return TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong());
    }

    private void tell() {
        changes.incrementAndGet();
        telling.lock();
        try {
            changed.signalAll();
        } finally {
            telling.unlock();
        }
    }

    /** Not while somebody is choosing whom to ask: whose a lease is stands beside the table. */
    synchronized LeaseTable.Answer acquire(Connection holder, String name, String device, long page, long pages, long graceMillis) {
        LeaseTable.Answer answer = table.acquire(device, page, pages, name, holder, graceMillis);
        if (answer instanceof LeaseTable.Answer.Granted(var lease)) {
            holders.put(lease.id(), holder);
        }
        return answer;
    }

    boolean has(Connection holder, long id) {
        return holders.get(id) == holder;
    }

    void released(long id) {
        holders.remove(id);
    }

    void gone(Connection holder) {
        table.holderGone(holder);
        holders.values().removeIf(holder::equals);
        tell();
    }

    private long pid(Lease lease) {
        Connection holder = holders.get(lease.id());
        return holder == null ? 0 : holder.pid();
    }

    @Override
    public List<KeptLease> leases() {
        return table.leases().stream().map(lease -> KeptLease.of(lease, pid(lease))).toList();
    }

    private List<KeptLease> of(String device, long pid) {
        return leases().stream().filter(lease -> lease.of(device, pid)).toList();
    }

    @Override
    public void yield(String device, long pid, int seconds) throws HostException {
        if (seconds < 1 || seconds > MOST_SECONDS) {
            throw refused(Errno.EINVAL, device, "between 1 and " + MOST_SECONDS + " seconds, not " + seconds);
        }
        List<KeptLease> asked = of(device, pid);
        if (asked.isEmpty()) {
            throw refused(Errno.ENXIO, device, "process " + pid + " has no lease on it");
        }
        long deadline = millis() + TimeUnit.SECONDS.toMillis(seconds);
        ask(device, pid, deadline);
        long seen = changes.get();
        while (waits(device, pid) && millis() - deadline < 0 && awaitChange(seen, Math.min(deadline - millis(), LOOK_AGAIN_MILLIS))) {
            seen = changes.get();
        }
        table.waitingFor(device, millis());
        for (KeptLease lease : of(device, pid)) {
            if (lease.state() == LeaseState.BROKEN) {
                throw refused(Errno.EBUSY, device, lease.name() + " keeps pages pinned, and did not give them back within " + seconds + " s");
            }
            if (!lease.state().quiet()) {
                throw refused(Errno.ETIMEDOUT, device, lease.name() + " did not answer within " + seconds + " s");
            }
        }
    }

    private synchronized void ask(String device, long pid, long deadline) {
        table.drain(device, lease -> pid(lease) == pid, Reason.ADMIN, deadline);
    }

    /** @return false: interrupted */
    private boolean awaitChange(long seen, long millis) {
        telling.lock();
        try {
            if (changes.get() == seen) {
                changed.await(millis, TimeUnit.MILLISECONDS);
            }
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            telling.unlock();
        }
    }

    private boolean waits(String device, long pid) {
        return of(device, pid).stream().anyMatch(lease -> lease.state() == LeaseState.REVOKING);
    }

    @Override
    public void resume(String device, long pid) {
        table.undrain(device);
        for (KeptLease lease : of(device, pid)) {
            if (lease.state() == LeaseState.GRANTED || lease.state().quiet()) {
                Connection holder = holders.get(lease.id());
                if (holder != null) {
                    holder.send(Line.of("event", "resumed", "lease", lease.id(), "state", lease.state().name(), "generation", lease.generation()));
                }
            }
        }
    }

    Step apply(String what, long id) {
        return switch (what) {
            case "pin" -> table.pin(id);
            case "unpin" -> table.unpin(id);
            case "quiesced" -> table.quiesced(id);
            case "reacquire" -> table.reacquire(id);
            case "release" -> table.release(id);
            default -> new Step.Refused(Errno.EOPNOTSUPP, "there is no " + what);
        };
    }

    private static HostException refused(Errno errno, String device, String why) {
        return HostException.explained(errno, FailedCall.OPEN, device, why);
    }
}
