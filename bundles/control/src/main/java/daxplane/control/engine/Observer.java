package daxplane.control.engine;

import daxplane.host.Errno;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.host.InventoryReader;
import daxplane.inventory.Inventory;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Supplier;

/**
 * Looks at the machine, as little as is needed: at what was touched since the last look, or at everything.
 *
 * <p>Id lists of drivers cannot be looked at (they are write-only); they are taken over from the picture before.
 */
public final class Observer {

    private final Host host;
    private final InventoryReader reader;
    private final Supplier<Limits> limits;
    private long mark;
    /** Whether what was touched since {@link #mark} is all that the ledger does not know. */
    private boolean current;

    public Observer(Host host, InventoryReader reader, Supplier<Limits> limits) {
        this.host = host;
        this.reader = reader;
        this.limits = limits;
    }

    /** Looks at everything. */
    public Inventory full(Inventory before) throws HostException {
        settle();
        long now = host.changes().mark();
        var seen = reader.look();
        mark = now;
        current = true;
        return LabelSight.onto(withIds(seen, before), before, host.labelAreas());
    }

    /** Looks at what was touched since the last look, and at label areas. */
    public Inventory glance(Inventory before) throws HostException {
        return glance(before, true);
    }

    /**
     * Looks at what was touched since the last look, when the host knows exactly what that is.
     *
     * @param labels whether label areas may have changed: no attribute shows them
     */
    Inventory glance(Inventory before, boolean labels) throws HostException {
        if (!current) {
            return full(before);
        }
        settle();
        long now = host.changes().mark();
        var touched = host.changes().since(mark);
        if (!touched.complete()) {
            return full(before);
        }
        var seen = touched.paths().isEmpty() ? before : reader.look(before, touched);
        mark = now;
        var ids = withIds(seen, before);
        return labels ? LabelSight.onto(ids, before, host.labelAreas()) : ids;
    }

    /** What was seen last went nowhere: the next look is a full one. */
    void forget() {
        current = false;
    }

    /** Probing that does not end within the limit is no reason not to look: what is there by then is what is seen. */
    private void settle() throws HostException {
        try {
            host.changes().settle(limits.get().settle());
        } catch (HostException late) {
            if (late.errno() != Errno.ETIMEDOUT) {
                throw late;
            }
        }
    }

    private static Inventory withIds(Inventory seen, Inventory before) {
        SortedMap<String, SortedSet<String>> ids = before.driverIds();
        if (seen.driverIds().equals(ids)) {
            return seen;
        }
        var builder = seen.change();
        seen.driverIds().keySet().forEach(builder::removeIds);
        ids.forEach((driver, names) -> names.forEach(name -> builder.addId(driver, name)));
        return builder.build();
    }
}
