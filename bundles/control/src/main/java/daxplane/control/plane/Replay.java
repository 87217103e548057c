package daxplane.control.plane;

import daxplane.control.ControlException;
import daxplane.events.EventLog;
import daxplane.events.EventRecord;
import daxplane.events.ledger.MachineLedger;
import daxplane.events.ledger.RecordUnreadable;
import daxplane.host.Errno;
import daxplane.inventory.FactDoesNotFit;
import daxplane.inventory.Inventory;
import daxplane.journal.JournalException;
import java.util.function.BiConsumer;

/** Building a ledger from records. */
final class Replay {

    private Replay() {
    }

    /** A ledger up to a revision, from the snapshot before it. */
    static MachineLedger upTo(EventLog journal, long revision) throws ControlException {
        var ledger = journal.snapshots().before(journal, Math.min(revision, journal.head()));
        follow(journal, ledger, revision);
        return ledger;
    }

    /** A ledger up to a revision, from every record before it. */
    static MachineLedger fromTheFirst(EventLog journal, long revision) throws ControlException {
        var ledger = new MachineLedger();
        follow(journal, ledger, revision);
        return ledger;
    }

    /** Applies what a ledger does not have yet. */
    static void follow(EventLog journal, MachineLedger ledger, long revision) throws ControlException {
        follow(journal, ledger, revision, (_, _) -> { });
    }

    /** Applies what a ledger does not have yet. @param each sees every record when it was applied, with what was observed before it */
    static void follow(EventLog journal, MachineLedger ledger, long revision, BiConsumer<EventRecord, Inventory> each) throws ControlException {
        try {
            journal.read(ledger.revision() + 1, revision, record -> {
                var before = ledger.observed();
                ledger.apply(record);
                each.accept(record, before);
                journal.snapshots().offer(journal, ledger);
                return true;
            });
        } catch (JournalException damaged) {
            throw new ControlException(damaged.errno(), damaged.getMessage());
        } catch (FactDoesNotFit contradiction) {
            throw new ControlException(Errno.EBADMSG, "record " + (ledger.revision() + 1) + " of the journal contradicts those before it: "
                    + contradiction.getMessage() + "; journal verify tells whether it was damaged");
        } catch (RecordUnreadable damaged) {
            throw unreadable(damaged);
        }
        long expected = Math.min(revision, journal.head());
        if (ledger.revision() < expected) {
            throw new ControlException(Errno.EBADMSG, "the journal ends at record " + ledger.revision() + " although it has "
                    + expected + "; journal verify tells where it is damaged");
        }
    }

    /** An answer for which records of long ago may be read. */
    static <T> T checked(Recalling<T> answer) throws ControlException {
        try {
            return answer.get();
        } catch (RecordUnreadable damaged) {
            throw unreadable(damaged);
        }
    }

    /** @param <T> what is answered */
    @FunctionalInterface
    interface Recalling<T> {
        T get() throws ControlException;
    }

    private static ControlException unreadable(RecordUnreadable damaged) {
        return new ControlException(damaged.reason().errno(), damaged.reason().what());
    }
}
