package daxplane.events.ledger;

import daxplane.events.Event;
import java.util.Optional;
import java.util.OptionalLong;

/** Operations and refusals that a ledger does not hold any more, from the records that tell of them. */
interface OperationArchive {

    /** There is nothing behind the ledger: it holds everything itself. */
    OperationArchive NONE = new OperationArchive() {
        @Override
        public Optional<Operation> operation(String id, long intended, OptionalLong ended, long last) {
            return Optional.empty();
        }

        @Override
        public Optional<Event.Refused> refusal(long revision) {
            return Optional.empty();
        }
    };

    /**
     * @param intended revision of its intent, if there is such an operation
     * @param ended    revision of its end, 0: it has none; empty: the first one behind the intent, at most
     *                 {@link OperationBook#LONGEST} records on
     * @param last     no later record is looked at
     * @throws RecordUnreadable the journal cannot be read there
     */
    Optional<Operation> operation(String id, long intended, OptionalLong ended, long last);

    /** @throws RecordUnreadable the journal cannot be read there */
    Optional<Event.Refused> refusal(long revision);
}
