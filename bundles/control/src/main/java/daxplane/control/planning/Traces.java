package daxplane.control.planning;

import daxplane.control.wanted.Key;
import daxplane.inventory.Inventory;
import java.util.Optional;
import java.util.SortedSet;

/** What the journal tells of an operation that has ended. */
@FunctionalInterface
public interface Traces {

    /** @return empty when the journal can not be read */
    Optional<Trace> of(String operation);

    /**
     * @param before  the machine before its first effect
     * @param touched objects that its facts touched
     */
    record Trace(Inventory before, SortedSet<Key> touched) {
    }
}
