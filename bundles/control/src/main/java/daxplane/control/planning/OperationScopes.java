package daxplane.control.planning;

import daxplane.events.desired.ObjectId;
import daxplane.events.desired.State;
import daxplane.inventory.Inventory;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/** What the journal tells of the past: of operations that have ended, and of namespaces that were once there. */
public interface OperationScopes {

    /** @return empty when the journal cannot be read */
    Optional<OperationScope> of(String operation);

    /** Namespaces as they were at a revision. Those that were not there, and all of them when the journal cannot be read, are left out. */
    Map<ObjectId, Sighting> at(long revision, Set<ObjectId> namespaces);

    /** Namespaces as they were when they were last in these states. */
    Map<ObjectId, Sighting> lastSeen(Map<ObjectId, State> namespaces);

    /**
     * @param before   the machine before its first effect
     * @param touched  objects that its facts touched
     * @param intended revision of its intent
     */
    record OperationScope(Inventory before, SortedSet<ObjectId> touched, long intended) {
    }
}
