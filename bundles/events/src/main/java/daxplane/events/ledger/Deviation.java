package daxplane.events.ledger;

import daxplane.events.desired.DesiredState;
import daxplane.events.desired.ManagedObject;
import daxplane.events.desired.ManagedObjects;
import daxplane.events.desired.ObjectId;
import daxplane.events.desired.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Where the machine is not as it is wanted: computed, never stored. Pure. */
public final class Deviation {

    private Deviation() {
    }

    /** One object that is not as it is wanted. @param wanted empty: absent @param observed empty: absent */
    public record Of(ObjectId key, String name, Optional<State> wanted, Optional<State> observed) {
    }

    /** In the order of kinds, and of identities within a kind. */
    public static List<Of> of(MachineLedger ledger) {
        var things = ManagedObjects.of(ledger.observed());
        var keys = new TreeSet<>(ledger.wanted().keySet());
        keys.addAll(things.keySet());
        var found = new ArrayList<Of>();
        for (ObjectId key : keys) {
            var claim = Optional.ofNullable(ledger.wanted().get(key));
            var thing = Optional.ofNullable(things.get(key));
            var wanted = claim.flatMap(DesiredState::state);
            var observed = thing.map(ManagedObject::state);
            if (key.kind() != ObjectId.Kind.MODULE && !wanted.equals(observed)) {
                String name = thing.map(ManagedObject::name).orElseGet(() -> claim.map(DesiredState::name).orElseGet(key::identity));
                found.add(new Of(key, name, wanted, observed));
            }
        }
        return found;
    }
}
