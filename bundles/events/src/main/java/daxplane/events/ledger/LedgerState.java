package daxplane.events.ledger;

import daxplane.events.desired.DesiredState;
import daxplane.events.desired.ObjectId;
import daxplane.events.desired.Origin;
import daxplane.inventory.AddressRange;
import daxplane.inventory.Inventory;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Everything that a {@link MachineLedger} made of the records up to a revision, at which nothing was under way. Immutable. With the
 * records behind it, it is worth as much as all of them.
 *
 * @param hash         of the last of these records, in hex
 * @param named        every object that ever had a name or a place
 * @param predecessors identities under which an object went on, and those that it had before
 * @param lastTold     where histories of objects have to look
 * @param operations   where operations and refusals are whose ids do not tell it
 */
public record LedgerState(long revision, String hash, String bootId, String host, Inventory observed, List<DesiredState> wanted, SortedMap<ObjectId, Origin> lastChange,
        List<String> modules, List<Named> named, SortedMap<String, String> predecessors, SortedMap<ObjectId, LastTold> lastTold,
        SortedMap<String, Long> shutdowns, Map<String, String> configuration, List<Place> operations) {

    public LedgerState {
        wanted = List.copyOf(wanted);
        modules = List.copyOf(modules);
        named = List.copyOf(named);
        operations = List.copyOf(operations);
    }

    /** What an object was called, in the order in which it was, for each name; and where it lay. */
    public record Named(ObjectId key, List<NameBook.Use> uses, List<AddressRange> places) {

        public Named {
            uses = List.copyOf(uses);
            places = List.copyOf(places);
        }
    }

    /** @param intended 0: no operation has that id @param ended 0: it has not ended @param refused 0: nothing was refused under it */
    public record Place(String id, long intended, long ended, long refused) {
    }
}
