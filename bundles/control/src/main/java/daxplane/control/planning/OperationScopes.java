package daxplane.control.planning;

import daxplane.events.desired.ObjectId;
import daxplane.events.desired.State;
import daxplane.host.Effect;
import daxplane.inventory.Inventory;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the journal tells of the past: of operations that have ended, and of namespaces that were once there. */
public interface OperationScopes {

    /** @return empty when the journal cannot be read */
    Optional<OperationScope> of(String operation);

    /** What the machine was at a revision; empty when there is none, or the journal cannot be read. */
    Optional<Inventory> picture(long revision);

    /** Namespaces as they were at a revision. Those that were not there, and all of them when the journal cannot be read, are left out. */
    Map<ObjectId, Sighting> at(long revision, Set<ObjectId> namespaces);

    /** Namespaces as they were when they were last in these states. */
    Map<ObjectId, Sighting> lastSeen(Map<ObjectId, State> namespaces);

    /**
     * @param before   the machine before its first effect
     * @param touched  objects that its facts touched
     * @param intended revision of its intent
     * @param relabelled DIMMs to whose label areas it wrote bytes; what the kernel wrote there for it is no matter of these
     */
    record OperationScope(Inventory before, SortedSet<ObjectId> touched, long intended, SortedSet<String> relabelled) {

        /** Those to which any of these effects writes. */
        public static SortedSet<String> relabelled(Stream<Effect> effects) {
            return effects.flatMap(effect -> effect instanceof Effect.WriteLabelArea(var dimm, var _, var _) ? Stream.of(dimm) : Stream.of()).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
