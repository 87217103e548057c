package daxplane.control.planning;

import daxplane.events.desired.ObjectId;
import daxplane.inventory.Inventory;
import java.util.Optional;
import java.util.SortedSet;

/** What the journal tells of an operation that has ended. */
@FunctionalInterface
public interface OperationScopes {

    /** @return empty when the journal cannot be read */
    Optional<OperationScope> of(String operation);

    /**
     * @param before  the machine before its first effect
     * @param touched objects that its facts touched
     */
    record OperationScope(Inventory before, SortedSet<ObjectId> touched) {
    }
}
