package daxplane.control;

import daxplane.events.ledger.MachineState;
import daxplane.events.ledger.Operation;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What can be asked about a machine at one moment: now, or a revision of the past. Objects are named by any name that they have, or ever
 * had: the kernel's, a uuid, the one that people gave.
 */
@ProviderType
public interface Questions {

    /** The machine at the moment: now by a look, with what only the journal knows. */
    MachineState picture() throws ControlException;

    Drift drift() throws ControlException;

    /** What is configured and is not the default. */
    Map<ConfigurationKey, Long> configuration() throws ControlException;

    /** What is chosen of each {@link Policy}, by its word, and is not the default. */
    SortedMap<String, String> policies() throws ControlException;

    /**
     * Dirty shutdowns of DIMMs that somebody took notice of, or that there were when the DIMM was first seen, by id. A higher count now
     * means that the DIMM lost data since.
     */
    Map<String, Long> acknowledgedShutdowns() throws ControlException;

    /**
     * Everything that happened up to the moment to whatever was called so, oldest first, also under other names. Several objects, when
     * the name was given again: {@link #lives} keeps them apart. ENODEV: unknown to machine and journal.
     */
    default List<HistoryEntry> history(String object) throws ControlException {
        return lives(object).stream().flatMap(life -> life.history().stream()).distinct().sorted(Comparator.comparingLong(HistoryEntry::revision)).toList();
    }

    /** As {@link #history}, for each object that was ever called so, the oldest first. Empty: it is there, and the journal knows nothing of it. */
    default List<Life> lives(String object) throws ControlException {
        return lives(object, Excerpt.ALL);
    }

    /** As {@link #lives(String)}, with the entries that are wanted alone: the last few of a long history are found without reading all of it. */
    List<Life> lives(String object, Excerpt wanted) throws ControlException;

    /** An operation that had begun at the moment, as it was then. */
    Optional<Operation> operation(String id) throws ControlException;

    /**
     * What the kernel calls the bearers of a name at the moment.
     *
     * @return one name mostly, never none
     * @throws ControlException ENODEV: nothing is called so, or what was is not there at the moment; the message says when it was
     */
    List<String> called(String object) throws ControlException;

    /**
     * @param object a device, namespace, region, memory block ({@code memory33}), node ({@code node2}) or address ({@code 0x108000000});
     *               of what is gone, who took it away
     */
    OwnershipAnswer who(String object) throws ControlException;

    /** Which slots of a DIMM's label area changed up to the moment, when, and by whom, oldest first. ENODEV: no such DIMM. */
    List<HistoryEntry> labelHistory(String dimm) throws ControlException;

    /** The labels in a DIMM's label area, by slot. ENODEV: no such DIMM; ENODATA: the journal does not know what stands in it. */
    List<LabelEntry> labels(String dimm) throws ControlException;

    /** Why the object is as it is: the causes that led there, the latest first. */
    List<HistoryEntry> why(String object) throws ControlException;
}
