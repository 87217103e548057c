package daxplane.control.plane;

import daxplane.control.ControlException;
import daxplane.control.OwnershipAnswer;
import daxplane.control.DeviceBlocks;
import daxplane.control.HistoryEntry;
import daxplane.control.ledger.History;
import daxplane.control.ledger.MachineLedger;
import daxplane.control.desired.DesiredState;
import daxplane.control.desired.ObjectId;
import daxplane.control.desired.Names;
import daxplane.control.desired.ManagedObject;
import daxplane.control.desired.ManagedObjects;
import daxplane.host.Errno;
import daxplane.host.Holders;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.inventory.BlockRange;
import daxplane.inventory.OwnershipEntry;
import daxplane.inventory.Owner;
import daxplane.inventory.Ownership;
import daxplane.journal.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers about the past and the present of an object, from one ledger and the journal behind it. */
final class Queries {

    private final Journal journal;
    private final Host host;
    private final MachineLedger ledger;

    Queries(Journal journal, Host host, MachineLedger ledger) {
        this.journal = journal;
        this.host = host;
        this.ledger = ledger;
    }

    List<HistoryEntry> history(String object) throws ControlException {
        return read(object).told();
    }

    List<HistoryEntry> why(String object) throws ControlException {
        return read(object).causes();
    }

    private History read(String object) throws ControlException {
        var history = of(key(object));
        if (history.told().isEmpty()) {
            throw unknown(object);
        }
        return history;
    }

    private History of(ObjectId key) throws ControlException {
        var history = new History(key);
        Replay.follow(journal, history.ledger(), journal.head(), history::record);
        return history;
    }

    /** What is called so now; or what the memory belongs to; or what was called so when it was last seen. */
    private ObjectId key(String object) throws ControlException {
        return named(object).or(() -> block(object).flatMap(this::owner))
                .or(() -> ledger.wanted().values().stream().filter(claim -> claim.name().equals(object)).map(DesiredState::key).findFirst())
                .orElseThrow(() -> unknown(object));
    }

    private Optional<ObjectId> named(String object) {
        var picture = ledger.observed();
        return ManagedObjects.of(picture).values().stream()
                .filter(thing -> thing.name().equals(object))
                .map(ManagedObject::key)
                .findFirst()
                .or(() -> Names.resolve(picture, object).stream().findFirst().flatMap(name ->
                        Optional.ofNullable(picture.daxDevices().get(name)).map(ObjectId::of)
                                .or(() -> Optional.ofNullable(picture.namespaces().get(name)).map(found -> ObjectId.of(picture, found)))))
                .or(() -> picture.modules().contains(object) ? Optional.of(ObjectId.ofModule(object)) : Optional.empty());
    }

    /** {@code memory33}, or an address in it. */
    private Optional<Long> block(String object) {
        long blockBytes = ledger.observed().policy().blockBytes();
        if (object.matches("memory\\d{1,12}")) {
            return Optional.of(Long.parseLong(object.substring("memory".length())));
        }
        return address(object).filter(_ -> blockBytes != 0).map(address -> Long.divideUnsigned(address, blockBytes));
    }

    private static Optional<Long> address(String object) {
        return object.matches("0x[0-9a-fA-F]{1,16}") ? Optional.of(Long.parseUnsignedLong(object.substring(2), 16)) : Optional.empty();
    }

    private Optional<ObjectId> owner(long block) {
        var picture = ledger.observed();
        return picture.daxDevices().values().stream()
                .filter(device -> DeviceBlocks.of(picture, device).ranges().stream().anyMatch(range -> range.contains(block)))
                .map(ObjectId::of)
                .findFirst();
    }

    OwnershipAnswer who(String object) throws ControlException {
        var detail = new ArrayList<String>();
        var holdings = holdings(object, detail);
        if (holdings.isEmpty() && detail.isEmpty()) {
            throw unknown(object);
        }
        var holders = new ArrayList<Holders.Holder>();
        var decided = new ArrayList<HistoryEntry>();
        for (OwnershipEntry holding : holdings) {
            holders(holding, holders, detail);
            named(holding.object()).ifPresent(key -> decision(key, decided, detail));
        }
        return new OwnershipAnswer(object, holdings, detail, holders, decided);
    }

    private List<OwnershipEntry> holdings(String object, List<String> detail) {
        var picture = ledger.observed();
        var ownership = Ownership.of(picture);
        if (object.matches("node\\d{1,6}")) {
            return ofNode(Integer.parseInt(object.substring(4)), ownership, detail);
        }
        var block = block(object);
        if (block.isPresent()) {
            return at(object, block.get(), ownership, detail);
        }
        var direct = ownership.named(object);
        return !direct.isEmpty() ? direct
                : Names.resolve(picture, object).stream().flatMap(name -> ownership.named(name).stream()).toList();
    }

    private List<OwnershipEntry> at(String object, long number, Ownership ownership, List<String> detail) {
        var picture = ledger.observed();
        var block = picture.blocks().get(number);
        if (block != null) {
            detail.add("memory" + number + " is " + block.zone().map(zone -> "online in zone " + zone.text()).orElse("offline")
                    + (block.node().isPresent() ? ", node " + block.node().getAsInt() : ""));
        }
        long start = address(object).orElseGet(() -> new BlockRange(number, 1).addresses(picture.policy().blockBytes()).start());
        var holding = ownership.at(start);
        if (holding.isEmpty() && block != null) {
            detail.add("it belongs to no device: ordinary memory of the kernel");
        }
        return holding.stream().toList();
    }

    private List<OwnershipEntry> ofNode(int id, Ownership ownership, List<String> detail) {
        var node = ledger.observed().nodes().get(id);
        if (node != null) {
            detail.add("node " + id + " has " + node.totalKib() + " KiB" + (node.cpus().isEmpty() ? ", no processors" : ", processors " + node.cpus()));
        }
        return ownership.holdings().stream()
                .filter(holding -> Optional.ofNullable(ledger.observed().daxDevices().get(holding.object()))
                        .filter(device -> device.targetNode().isPresent() && device.targetNode().getAsInt() == id).isPresent())
                .toList();
    }

    private void holders(OwnershipEntry holding, List<Holders.Holder> holders, List<String> detail) {
        String device = holding.owner() instanceof Owner.BlockDevice(var name) ? name : holding.object();
        if (holding.owner() instanceof Owner.Nobody && !ledger.observed().daxDevices().containsKey(device)) {
            return;
        }
        try {
            holders.addAll(host.holders().of(device));
        } catch (HostException unseen) {
            detail.add("who holds " + device + " cannot be seen: " + unseen.getMessage());
        }
    }

    private void decision(ObjectId key, List<HistoryEntry> decided, List<String> detail) {
        try {
            of(key).causes().stream().findFirst().ifPresent(decided::add);
        } catch (ControlException unreadable) {
            detail.add("who decided that cannot be told: " + unreadable.getMessage());
        }
    }

    private ControlException unknown(String object) {
        return new ControlException(Errno.ENODEV, "nothing is called " + object + ", and nothing was; list shows what there is");
    }
}
