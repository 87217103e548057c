package daxplane.control.plane;

import daxplane.control.ControlException;
import daxplane.control.HistoryEntry;
import daxplane.control.OwnershipAnswer;
import daxplane.control.ledger.History;
import daxplane.events.EventLog;
import daxplane.events.desired.DesiredState;
import daxplane.events.desired.ManagedObject;
import daxplane.events.desired.ManagedObjects;
import daxplane.events.desired.ObjectId;
import daxplane.events.ledger.MachineLedger;
import daxplane.host.Errno;
import daxplane.host.Holders;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.inventory.BlockRange;
import daxplane.inventory.ByteSize;
import daxplane.inventory.CxlMemory;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.DeviceBlocks;
import daxplane.inventory.MemoryBlock;
import daxplane.inventory.NamedObject;
import daxplane.inventory.Owner;
import daxplane.inventory.Ownership;
import daxplane.inventory.OwnershipEntry;
import daxplane.inventory.Region;
import daxplane.inventory.Reservation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers about the past and the present of an object, from one ledger and the journal behind it. */
final class Queries {

    private final EventLog journal;
    private final Host host;
    private final MachineLedger ledger;

    Queries(EventLog journal, Host host, MachineLedger ledger) {
        this.journal = journal;
        this.host = host;
        this.ledger = ledger;
    }

    /** Empty: it is there, and nothing is recorded of it. */
    List<HistoryEntry> history(String object) throws ControlException {
        return told(object, History::told).sorted(Comparator.comparingLong(HistoryEntry::revision)).toList();
    }

    List<HistoryEntry> why(String object) throws ControlException {
        return told(object, History::causes).sorted(Comparator.comparingLong(HistoryEntry::revision).reversed()).toList();
    }

    private Stream<HistoryEntry> told(String object, Function<History, List<HistoryEntry>> lines) throws ControlException {
        var told = new LinkedHashSet<HistoryEntry>();
        of(keys(object)).values().forEach(history -> told.addAll(lines.apply(history)));
        return told.stream();
    }

    /** Read in one go, whatever their number. */
    private Map<ObjectId, History> of(Set<ObjectId> keys) throws ControlException {
        var past = new MachineLedger();
        var histories = new LinkedHashMap<ObjectId, History>();
        keys.forEach(key -> histories.put(key, new History(key, past)));
        if (!histories.isEmpty()) {
            Replay.follow(journal, past, journal.head(), (record, before) -> histories.values().forEach(history -> history.record(record, before)));
        }
        return histories;
    }

    /** What is called so now; or what the memory belongs to; or what was called so when it was last seen. None: it has no past of its own. */
    private Set<ObjectId> keys(String object) throws ControlException {
        var picture = ledger.observed();
        var now = NamedObject.find(picture, object);
        if (now.isPresent()) {
            return switch (now.get()) {
                case NamedObject.OfDaxDevice(var device) -> Set.of(ObjectId.of(device));
                case NamedObject.OfNamespace(var namespace) -> Stream.concat(Stream.of(ObjectId.of(picture, namespace)),
                        picture.daxDevices().values().stream().filter(device -> device.namespace().equals(Optional.of(namespace.name()))).map(ObjectId::of))
                        .collect(Collectors.toCollection(TreeSet::new));
                case NamedObject.OfRegion(var region) -> Set.of(new ObjectId(ObjectId.Kind.REGION, region.path()));
                case NamedObject.OfDimm(var dimm) -> Set.of(new ObjectId(ObjectId.Kind.DIMM, dimm.id()));
                case NamedObject.OfModule(var module) -> Set.of(ObjectId.ofModule(module));
                case NamedObject.OfAutoOnline _ -> Set.of(ObjectId.AUTO_ONLINE);
                case NamedObject.OfBlocks(var blocks) -> owners(blocks);
                case NamedObject.OfAddress(var address) -> at(address);
                case NamedObject.OfNode(var id, _) -> ofNode(id).map(ObjectId::of).collect(Collectors.toCollection(TreeSet::new));
            };
        }
        var then = ledger.wanted().values().stream().filter(claim -> claim.name().equals(object)).map(DesiredState::key).findFirst();
        return Set.of(then.or(() -> Optional.of(object).filter(ledger::knowsModule).map(ObjectId::ofModule)).orElseThrow(() -> unknown(object)));
    }

    private Optional<ObjectId> named(String object) {
        return ManagedObjects.of(ledger.observed()).values().stream().filter(thing -> thing.name().equals(object)).map(ManagedObject::key).findFirst();
    }

    /** Devices that blocks belong to, or would. */
    private Set<ObjectId> owners(BlockRange blocks) {
        var picture = ledger.observed();
        return picture.daxDevices().values().stream()
                .filter(device -> DeviceBlocks.of(picture, device).ranges().stream()
                        .anyMatch(own -> own.first() <= blocks.last() && blocks.first() <= own.last()))
                .map(ObjectId::of).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What an address belongs to: a device or a namespace, the blocks that it lies in, else its region. */
    private Set<ObjectId> at(long address) {
        var picture = ledger.observed();
        long blockBytes = picture.policy().blockBytes();
        var held = Ownership.of(picture).at(address).flatMap(holding -> named(holding.object()));
        if (held.isPresent()) {
            return Set.of(held.get());
        }
        var blocks = blockBytes == 0 ? Set.<ObjectId>of() : owners(new BlockRange(Long.divideUnsigned(address, blockBytes), 1));
        return !blocks.isEmpty() ? blocks : regionAt(address).map(region -> Set.of(new ObjectId(ObjectId.Kind.REGION, region.path()))).orElse(Set.of());
    }

    private Optional<Region> regionAt(long address) {
        return ledger.observed().regions().values().stream().filter(region -> region.range().start() != 0 && region.range().contains(address)).findFirst();
    }

    private Stream<DaxDevice> ofNode(int id) {
        return ledger.observed().daxDevices().values().stream()
                .filter(device -> device.targetNode().isPresent() && device.targetNode().getAsInt() == id);
    }

    OwnershipAnswer who(String object) throws ControlException {
        var detail = new ArrayList<String>();
        var named = NamedObject.find(ledger.observed(), object).orElseThrow(() -> unknown(object));
        var holdings = holdings(named, detail);
        var holders = new ArrayList<Holders.Holder>();
        var decided = new ArrayList<HistoryEntry>();
        for (OwnershipEntry holding : holdings) {
            holders(holding, holders, detail);
        }
        decisions(holdings.stream().flatMap(holding -> named(holding.object()).stream()).collect(Collectors.toCollection(LinkedHashSet::new)), decided, detail);
        return new OwnershipAnswer(object, holdings, detail, holders, decided);
    }

    /** The pieces of memory that an object stands for, and in {@code detail} what else there is to know of it. */
    private List<OwnershipEntry> holdings(NamedObject named, List<String> detail) {
        var picture = ledger.observed();
        var ownership = Ownership.of(picture);
        return switch (named) {
            case NamedObject.OfDaxDevice(var device) -> ownership.named(device.name());
            case NamedObject.OfNamespace(var namespace) -> {
                if (namespace.bytes() == 0) {
                    detail.add(namespace.name() + " has no size yet: it is what the next namespace of " + namespace.region() + " will be made of");
                }
                yield ownership.named(namespace.name());
            }
            case NamedObject.OfRegion(var region) -> {
                detail.add(region.name() + " is " + (region.enabled() ? "enabled, " : "disabled, ") + new ByteSize(region.availableBytes()) + " of "
                        + region.range().size() + " are free");
                yield ownership.named(region.name());
            }
            case NamedObject.OfDimm(var dimm) -> {
                var regions = dimm.cxl().map(CxlMemory::regions).orElseGet(() -> picture.regions().values().stream()
                        .filter(region -> region.mappings().stream().anyMatch(mapping -> mapping.dimm().equals(dimm.name()))).map(Region::name).toList());
                detail.add(dimm.name() + (dimm.enabled() ? " is enabled" : " is disabled")
                        + (regions.isEmpty() ? " and serves no region" : " and serves " + String.join(", ", regions)));
                dimm.cxl().ifPresent(cxl -> detail.add(cxl.unassignedBytes() == 0 ? "all of its persistent memory is part of a region"
                        : new ByteSize(cxl.unassignedBytes()) + " of its " + new ByteSize(cxl.persistentBytes()) + " of persistent memory are part of no region"));
                yield Stream.concat(Stream.of(dimm.name()), regions.stream()).flatMap(name -> ownership.named(name).stream()).toList();
            }
            case NamedObject.OfModule(var module) -> {
                detail.add("module " + module + " is loaded");
                yield picture.daxDevices().values().stream().filter(device -> device.driver().equals(Optional.of(module)))
                        .flatMap(device -> ownership.named(device.name()).stream()).toList();
            }
            case NamedObject.OfAutoOnline _ -> {
                detail.add("memory that is added becomes " + picture.policy().autoOnline() + " (auto_online_blocks)");
                yield List.of();
            }
            case NamedObject.OfNode(var id, var node) -> {
                detail.add(node.map(there -> "node " + id + " has " + there.totalKib() + " KiB"
                        + (there.cpus().isEmpty() ? ", no processors" : ", processors " + there.cpus())).orElse("node " + id + " has nothing yet"));
                yield ofNode(id).flatMap(device -> ownership.named(device.name()).stream()).toList();
            }
            case NamedObject.OfBlocks(var blocks) -> ofBlocks(blocks, ownership, detail);
            case NamedObject.OfAddress(var address) -> at(address, ownership, detail);
        };
    }

    private List<OwnershipEntry> ofBlocks(BlockRange range, Ownership ownership, List<String> detail) {
        var picture = ledger.observed();
        var blocks = List.copyOf(picture.blocksIn(range).values());
        if (blocks.isEmpty()) {
            detail.add(range + " is not there now");
        } else {
            blocks.stream().collect(Collectors.groupingBy(Queries::state, LinkedHashMap::new, Collectors.toList()))
                    .forEach((state, some) -> detail.add(DeviceBlocks.text(DeviceBlocks.runs(some)) + " is " + state));
        }
        var holdings = picture.daxDevices().values().stream()
                .filter(device -> owners(range).contains(ObjectId.of(device)))
                .flatMap(device -> ownership.named(device.name()).stream()).distinct().toList();
        if (holdings.isEmpty() && !blocks.isEmpty()) {
            detail.add("it belongs to no device: ordinary memory of the kernel");
        }
        return holdings;
    }

    private static String state(MemoryBlock block) {
        return block.zone().map(zone -> "online in zone " + zone.text()).orElse("offline")
                + (block.node().isPresent() ? ", node " + block.node().getAsInt() : "");
    }

    private List<OwnershipEntry> at(long address, Ownership ownership, List<String> detail) {
        var picture = ledger.observed();
        long blockBytes = picture.policy().blockBytes();
        var block = blockBytes == 0 ? Optional.<MemoryBlock>empty()
                : Optional.ofNullable(picture.blocks().get(Long.divideUnsigned(address, blockBytes)));
        block.ifPresent(there -> detail.add("memory" + there.number() + " is " + state(there)));
        var holding = ownership.at(address);
        if (holding.isPresent()) {
            return List.of(holding.get());
        }
        var region = regionAt(address);
        var line = picture.reservations().stream().filter(reservation -> reservation.range().contains(address))
                .max(Comparator.comparingInt(Reservation::depth));
        if (region.isPresent()) {
            detail.add("it is in " + region.get().name() + ", and no namespace has it");
        } else if (block.isPresent()) {
            detail.add("it belongs to no device: ordinary memory of the kernel");
        } else if (line.isPresent()) {
            detail.add("it is " + line.get().range() + ", " + line.get().owner() + ", and no driver has it");
        } else {
            detail.add(picture.reservations().isEmpty() ? "the kernel shows no addresses of persistent memory: there is none, or they are hidden from this user"
                    : "nothing that can be handed over lies there");
        }
        return List.of();
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

    private void decisions(Set<ObjectId> keys, List<HistoryEntry> decided, List<String> detail) {
        try {
            of(keys).values().forEach(history -> history.causes().stream().findFirst().ifPresent(decided::add));
        } catch (ControlException unreadable) {
            detail.add("who decided that cannot be told: " + unreadable.getMessage());
        }
    }

    private ControlException unknown(String object) {
        return new ControlException(Errno.ENODEV, "nothing is called " + object + ", and nothing was; list shows what there is");
    }
}
