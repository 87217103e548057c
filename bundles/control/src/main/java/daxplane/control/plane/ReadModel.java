package daxplane.control.plane;

import daxplane.control.engine.Attribution;
import daxplane.control.ControlException;
import daxplane.control.ledger.ObservedChanges;
import daxplane.events.Event;
import daxplane.events.EventLog;
import daxplane.events.ledger.MachineLedger;
import daxplane.events.ledger.NameBook;
import daxplane.host.AbsentHost;
import daxplane.host.Errno;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.host.InventoryReader;
import daxplane.inventory.Inventory;
import daxplane.journal.Journal;
import java.util.List;
import java.util.Optional;

/** Reads along with whoever writes: the journal folded up to its head, and a look of its own. Takes no lock and writes nothing. Thread-safe. */
final class ReadModel implements AutoCloseable {

    /** What is asked of a ledger. @param <T> the answer */
    @FunctionalInterface
    interface Question<T> {

        /**
         * @param journal  behind the ledger
         * @param recorded last revision of the ledger that is in the journal; what is newer was only seen
         */
        T answer(MachineLedger ledger, EventLog journal, long recorded) throws ControlException;
    }

    private final Store store;
    private final Host host;
    private final InventoryReader reader;

    /** Guarded by this. */
    private Optional<EventLog> journal = Optional.empty();
    /** Guarded by this. */
    private MachineLedger ledger = new MachineLedger();

    ReadModel(Store store, Host host, InventoryReader reader) {
        this.store = store;
        this.host = host;
        this.reader = reader;
    }

    /** Answers from the journal as it is now, and what the machine shows beyond it. */
    synchronized <T> T ask(Question<T> question) throws ControlException {
        var read = opened();
        follow(read);
        return Replay.checked(() -> question.answer(ledger.with(unrecorded()), read, ledger.revision()));
    }

    /** Answers from the journal alone: there is no machine to look at. */
    synchronized <T> T recall(Question<T> question) throws ControlException {
        var read = opened();
        follow(read);
        return Replay.checked(() -> question.answer(ledger, read, ledger.revision()));
    }

    /** The ledger of a moment of the past. ENOENT: no such revision. */
    MachineLedger past(long revision) throws ControlException {
        return Replay.upTo(journalWith(revision), revision);
    }

    /** As {@link #past}, and every record before it is read. EBADMSG: what is kept beside the journal tells something else. */
    MachineLedger replayed(long revision) throws ControlException {
        var kept = past(revision);
        var replayed = Replay.fromTheFirst(journalWith(revision), revision);
        if (!replayed.agrees(kept)) {
            throw new ControlException(Errno.EBADMSG, "what the snapshots in the state directory tell of revision " + revision
                    + " is not what the records tell: somebody changed them; remove the folder snapshots, it is made again from the records");
        }
        return replayed;
    }

    private EventLog journalWith(long revision) throws ControlException {
        var read = journal();
        if (revision < 1 || revision > read.head()) {
            throw new ControlException(Errno.ENOENT, "there is no revision " + revision + ": the journal has " + read.head() + (read.head() == 1 ? " record" : " records"));
        }
        return read;
    }

    /** What looks at the machine, or acts on it, needs one. */
    static void requireMachine(Host host) throws ControlException {
        if (host instanceof AbsentHost(var reason)) {
            throw new ControlException(reason.errno(), "the machine cannot be used: " + reason.getMessage());
        }
    }

    /** Who was called how, up to the last record. */
    synchronized NameBook names() throws ControlException {
        var read = opened();
        follow(read);
        return ledger.names().copy();
    }

    private void follow(EventLog read) throws ControlException {
        if (ledger.revision() == 0) {
            ledger = Replay.upTo(read, read.head());
        } else {
            Replay.follow(read, ledger, read.head());
        }
    }

    private List<Event> unrecorded() throws ControlException {
        var seen = look();
        if (!host.bootId().equals(ledger.bootId())) {
            return ObservedChanges.events(ledger, host, seen, List.of());
        }
        var builder = seen.change();
        ledger.observed().driverIds().forEach((driver, names) -> names.forEach(name -> builder.addId(driver, name)));
        ledger.observed().labelAreas().forEach((dimm, area) -> {
            if (seen.dimms().containsKey(dimm)) {
                builder.labelArea(dimm, area);          // who only reads does not look at labels
            }
        });
        var picture = builder.build();
        return ledger.open().map(open -> Attribution.underWay(open, ledger.observed(), picture))
                .orElseGet(() -> ObservedChanges.events(ledger, host, picture, List.of()));
    }

    /** The machine alone. */
    Inventory look() throws ControlException {
        requireMachine(host);
        try {
            return reader.look();
        } catch (HostException unseen) {
            throw new ControlException(unseen.errno(), "the machine cannot be looked at: " + unseen.getMessage());
        }
    }

    /** The journal for reading; an empty one while there is none. */
    synchronized EventLog journal() throws ControlException {
        return opened();
    }

    private EventLog opened() throws ControlException {
        if (journal.isPresent() && journal.get().head() == 0) {
            journal.get().close(); // there may have been no journal when we looked first
            journal = Optional.empty();
        }
        if (journal.isEmpty()) {
            journal = Optional.of(store.read());
        }
        return journal.get();
    }

    /** What is wrong with the journal that was read from; empty when none was. */
    synchronized List<Journal.Finding> findings() {
        return journal.map(EventLog::findings).orElse(List.of());
    }

    @Override
    public synchronized void close() {
        journal.ifPresent(EventLog::close);
        journal = Optional.empty();
    }
}
