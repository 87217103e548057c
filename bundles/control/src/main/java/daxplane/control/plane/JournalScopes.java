package daxplane.control.plane;

import daxplane.control.ControlException;
import daxplane.control.planning.OperationScopes;
import daxplane.control.planning.Sighting;
import daxplane.events.Event;
import daxplane.events.EventLog;
import daxplane.events.desired.ObjectId;
import daxplane.events.desired.State;
import daxplane.events.ledger.MachineLedger;
import daxplane.host.Effect;
import daxplane.inventory.Inventory;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the journal tells of the past, replayed from nothing; for whoever writes and for whoever only reads. */
final class JournalScopes implements OperationScopes {

    private final EventLog journal;
    private final MachineLedger ledger;

    JournalScopes(EventLog journal, MachineLedger ledger) {
        this.journal = journal;
        this.ledger = ledger;
    }

    @Override
    public Optional<OperationScope> of(String id) {
        return ledger.operation(id).filter(operation -> operation.ended() != 0).flatMap(operation -> {
            try {
                var past = Replay.upTo(journal, operation.intended());
                var before = past.observed();
                var touched = new TreeSet<ObjectId>();
                var effects = new ArrayList<Effect>();
                Replay.follow(journal, past, operation.ended() - 1, (record, _) -> {
                    past.open().ifPresent(open -> touched.addAll(open.touched()));
                    if (record.event() instanceof Event.EffectPerformed performed && performed.operation().equals(id)) {
                        effects.add(performed.effect());
                    }
                });
                return Optional.of(new OperationScope(before, touched, operation.intended(), OperationScope.relabelled(effects.stream())));
            } catch (ControlException unreadable) {
                return Optional.empty();
            }
        });
    }

    @Override
    public Optional<Inventory> picture(long revision) {
        try {
            return revision < 1 || revision > journal.head() ? Optional.empty() : Optional.of(Replay.upTo(journal, revision).observed());
        } catch (ControlException unreadable) {
            return Optional.empty();
        }
    }

    @Override
    public Map<ObjectId, Sighting> at(long revision, Set<ObjectId> namespaces) {
        try {
            return namespaces.isEmpty() ? Map.of() : PastNamespaces.at(journal, revision, namespaces);
        } catch (ControlException unreadable) {
            return Map.of();
        }
    }

    @Override
    public Map<ObjectId, Sighting> lastSeen(Map<ObjectId, State> namespaces) {
        try {
            return namespaces.isEmpty() ? Map.of() : PastNamespaces.lastSeen(journal, namespaces);
        } catch (ControlException unreadable) {
            return Map.of();
        }
    }
}
