package daxplane.control.plane;

import daxplane.control.ControlException;
import daxplane.control.planning.OperationScopes;
import daxplane.events.EventLog;
import daxplane.events.desired.ObjectId;
import daxplane.events.ledger.MachineLedger;
import java.util.Optional;
import java.util.TreeSet;

/** What the journal tells of an operation that has ended, replayed from nothing; for whoever writes and for whoever only reads. */
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
                Replay.follow(journal, past, operation.ended() - 1, _ -> past.open().ifPresent(open -> touched.addAll(open.touched())));
                past.open().ifPresent(open -> touched.addAll(open.touched()));
                return Optional.of(new OperationScope(before, touched));
            } catch (ControlException unreadable) {
                return Optional.empty();
            }
        });
    }
}
