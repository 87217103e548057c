package daxplane.control.plane;

import daxplane.control.ControlException;
import daxplane.control.Excerpt;
import daxplane.control.HistoryEntry;
import daxplane.control.LabelEntry;
import daxplane.control.Life;
import daxplane.control.OwnershipAnswer;
import daxplane.control.ledger.History;
import daxplane.control.ledger.LabelHistory;
import daxplane.events.EventLog;
import daxplane.events.desired.ObjectId;
import daxplane.events.ledger.MachineLedger;
import daxplane.events.ledger.NameBook;
import daxplane.host.Errno;
import daxplane.host.Holders;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.inventory.AddressSpace;
import daxplane.inventory.BlockRange;
import daxplane.inventory.ByteSize;
import daxplane.inventory.CxlMemory;
import daxplane.inventory.DeviceBlocks;
import daxplane.inventory.Dimm;
import daxplane.inventory.DiskStack;
import daxplane.inventory.Fact;
import daxplane.inventory.FactText;
import daxplane.inventory.MemoryBlock;
import daxplane.inventory.NamedObject;
import daxplane.inventory.Owner;
import daxplane.inventory.Ownership;
import daxplane.inventory.OwnershipEntry;
import daxplane.inventory.Region;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers about an object at a moment, from the ledger of that moment and the journal behind it. */
final class Queries {

    /** Spans of names that an answer lists; {@code history} has them all. */
    private static final int NAMES_TOLD = 5;

    private final EventLog journal;
    private final Optional<Host> host;
    private final MachineLedger ledger;
    private final NameBook names;
    private final Bearers bearers;

    /** About now. */
    Queries(EventLog journal, Host host, MachineLedger ledger) {
        this(journal, Optional.of(host), ledger, ledger.names());
    }

    /**
     * @param host   for who holds a device; empty for a moment of the past, of which the records tell it
     * @param ledger of the moment
     * @param names  of all that is known
     */
    Queries(EventLog journal, Optional<Host> host, MachineLedger ledger, NameBook names) {
        this.journal = journal;
        this.host = host;
        this.ledger = ledger;
        this.names = names;
        this.bearers = new Bearers(ledger, names);
    }

    /** Of a DIMM under its name of the moment. */
    List<HistoryEntry> labelHistory(String dimm) throws ControlException {
        var past = new MachineLedger();
        var history = new LabelHistory(dimm(dimm).identity(), past);
        Replay.follow(journal, past, Math.min(ledger.revision(), journal.head()), history::record);
        return history.entries();
    }

    List<LabelEntry> labels(String dimm) throws ControlException {
        dimm(dimm);
        return LabelHistory.labels(Optional.ofNullable(ledger.observed().labelAreas().get(dimm)).orElseThrow(() -> new ControlException(Errno.ENODATA,
                "the journal does not know what stands in the label area of " + dimm + "; 'ndctl read-labels " + dimm + "' asks its firmware")));
    }

    private Dimm dimm(String name) throws ControlException {
        return Optional.ofNullable(ledger.observed().dimms().get(name)).orElseThrow(() -> new ControlException(Errno.ENODEV, "there is no DIMM " + name
                + "; 'list dimms' shows what there is"));
    }

    /** Their histories are empty: it is there, and nothing is recorded of it. */
    List<Life> lives(String object, Excerpt wanted) throws ControlException {
        var objects = bearers.ever(object);
        var histories = search(together(objects)).excerpt(wanted);
        var lives = objects.stream().map(keys -> life(object, keys, histories)).toList();
        var all = lives.stream().flatMap(life -> life.history().stream()).distinct().sorted(Comparator.comparingLong(HistoryEntry::revision)).toList();
        var chosen = new HashSet<>(HistorySearch.chosen(all, wanted));
        return lives.stream().map(life -> life.with(life.history().stream().filter(chosen::contains).toList())).toList();
    }

    private static Set<ObjectId> together(List<? extends Set<ObjectId>> objects) {
        return objects.stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Up to the moment. */
    private HistorySearch search(Set<ObjectId> keys) {
        return new HistorySearch(journal, keys, Math.min(ledger.revision(), journal.head()));
    }

    private Life life(String object, Set<ObjectId> keys, Map<ObjectId, History> histories) {
        var told = new LinkedHashSet<HistoryEntry>();
        keys.forEach(key -> told.addAll(histories.get(key).told()));
        var uses = bearers.names(keys);
        var identities = keys.stream().map(ObjectId::identity).distinct().sorted(Comparator.comparing(names.identities(keys.iterator().next().identity())::indexOf)).toList();
        var said = NamedObject.withoutDev(object);
        var name = uses.isEmpty() || uses.stream().anyMatch(use -> use.name().equals(said)) ? said : uses.getLast().name();
        return new Life(name, identities, uses.stream().map(this::named).toList(), bearers.there(keys),
                told.stream().sorted(Comparator.comparingLong(HistoryEntry::revision)).toList(),
                keys.stream().mapToLong(key -> histories.get(key).dropped()).sum());
    }

    /** What ended after the moment had not ended at it. */
    private Life.Named named(NameBook.Use use) {
        boolean still = use.at(ledger.revision());
        return new Life.Named(use.name(), use.from(), use.since(), still ? OptionalLong.empty() : OptionalLong.of(use.to()), use.until());
    }

    /** Of what is there; of what is gone when nothing else was ever called so, the last one. */
    List<HistoryEntry> why(String object) throws ControlException {
        var objects = bearers.ever(object);
        var there = objects.stream().filter(bearers::there).toList();
        var asked = there.isEmpty() ? objects.subList(Math.max(0, objects.size() - 1), objects.size()) : there;
        var told = new LinkedHashSet<HistoryEntry>();
        search(together(asked)).causes().values().forEach(history -> told.addAll(history.causes()));
        return told.stream().sorted(Comparator.comparingLong(HistoryEntry::revision).reversed()).toList();
    }

    List<String> called(String object) throws ControlException {
        return bearers.called(object);
    }

    OwnershipAnswer who(String object) throws ControlException {
        var named = NamedObject.find(ledger.observed(), object);
        if (named.isEmpty()) {
            return elsewhere(object);
        }
        var detail = new ArrayList<String>();
        var holdings = holdings(named.get(), detail);
        var holders = new ArrayList<Holders.Holder>();
        var decided = new ArrayList<HistoryEntry>();
        if (named.get() instanceof NamedObject.OfDisk(var disk)) {
            holders(disk.name(), holders, detail);
        } else {
            holdings.forEach(holding -> holders(holding, holders, detail));
        }
        decisions(holdings.stream().flatMap(holding -> bearers.named(holding.object()).stream()).collect(Collectors.toCollection(LinkedHashSet::new)), decided, detail);
        detail.addAll(others(object));
        return new OwnershipAnswer(object, holdings, detail, holders, decided);
    }

    /** Under another name, or gone. */
    private OwnershipAnswer elsewhere(String object) throws ControlException {
        var objects = bearers.ever(object);
        var there = objects.stream().anyMatch(bearers::there) ? bearers.called(object) : List.<String>of();
        if (there.isEmpty()) {
            var keys = objects.getLast();
            var detail = new ArrayList<String>(List.of("it is not there " + (host.isPresent() ? "any more" : "at revision " + ledger.revision())));
            detail.addAll(spans(object));
            var decided = new ArrayList<HistoryEntry>();
            decisions(keys, decided, detail);
            return new OwnershipAnswer(object, List.of(), detail, List.of(), decided.stream().distinct().toList());
        }
        var answers = new ArrayList<OwnershipAnswer>();
        for (String name : there) {
            answers.add(who(name));
        }
        var detail = new ArrayList<String>(List.of(object + " is called " + String.join(", ", there) + (host.isPresent() ? " now" : " at revision " + ledger.revision())));
        answers.forEach(answer -> detail.addAll(answer.detail()));
        return new OwnershipAnswer(object, answers.stream().flatMap(answer -> answer.holdings().stream()).distinct().toList(), detail.stream().distinct().toList(),
                answers.stream().flatMap(answer -> answer.holders().stream()).distinct().toList(),
                answers.stream().flatMap(answer -> answer.decided().stream()).distinct().toList());
    }

    /** What else was called so. */
    private List<String> others(String object) throws ControlException {
        var objects = bearers.ever(object);
        return objects.size() > 1 || objects.stream().anyMatch(keys -> !bearers.there(keys)) ? spans(object) : List.of();
    }

    private List<String> spans(String object) {
        var uses = names.bearers(NamedObject.withoutDev(object)).stream().filter(use -> use.from() <= ledger.revision()).toList();
        var told = new ArrayList<>(uses.subList(Math.max(0, uses.size() - NAMES_TOLD), uses.size()).stream()
                .map(use -> "revision " + use.from() + (use.at(ledger.revision()) ? " on" : " to " + (use.to() - 1)) + ": " + use.name() + " is " + use.key().identity())
                .distinct().toList());
        if (uses.size() > NAMES_TOLD) {
            told.addFirst(uses.size() - NAMES_TOLD + " more before these, 'history " + object + "' has them");
        }
        return told;
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
            case NamedObject.OfDisk(var disk) -> {
                detail.add(FactText.of(new Fact.DiskSeen(disk)));
                yield bearers.below(disk).flatMap(namespace -> ownership.named(namespace.name()).stream()).toList();
            }
            case NamedObject.OfAutoOnline _ -> {
                detail.add("memory that is added becomes " + picture.policy().autoOnline() + " (auto_online_blocks)");
                yield List.of();
            }
            case NamedObject.OfNode(var id, var node) -> {
                detail.add(node.map(there -> "node " + id + " has " + there.totalKib() + " KiB"
                        + (there.cpus().isEmpty() ? ", no processors" : ", processors " + there.cpus())).orElse("node " + id + " has nothing yet"));
                yield bearers.ofNode(id).flatMap(device -> ownership.named(device.name()).stream()).toList();
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
                .filter(device -> bearers.owners(range).contains(ObjectId.of(device)))
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
        var span = AddressSpace.of(picture).at(address);
        switch (span.use()) {
            case OWNED -> {
                return ownership.at(address).map(List::of).orElseGet(() -> ownership.named(span.object()));
            }
            case LEAKED -> {
                detail.add(span.what() + since(span.object()));
                return ownership.named(span.object());
            }
            case LOST -> detail.add("of " + span.object() + ", " + span.what());
            case FREE, METADATA, ORDINARY, FIRMWARE -> detail.add(span.what());
            case NOTHING -> detail.add(picture.reservations().isEmpty() && !picture.regions().isEmpty()
                    ? "the kernel shows no addresses of persistent memory: there is none, or they are hidden from this user" : span.what());
        }
        return List.of();
    }

    private String since(String device) {
        return bearers.named(device).flatMap(ledger::lastChange).map(change -> "; since revision " + change.revision() + ", by " + change.by().text()).orElse("");
    }

    private void holders(OwnershipEntry holding, List<Holders.Holder> holders, List<String> detail) {
        String device = holding.owner() instanceof Owner.BlockDevice(var name) ? name : holding.object();
        if (holding.owner() instanceof Owner.Nobody && !ledger.observed().daxDevices().containsKey(device)) {
            return;
        }
        holders(device, holders, detail);
    }

    /** Also who uses it through what lies on it. Now from the host, of a moment of the past from what was recorded. */
    private void holders(String device, List<Holders.Holder> holders, List<String> detail) {
        if (host.isEmpty()) {
            DiskStack.uses(ledger.observed(), device).stream().map(Holders.Holder::of).filter(holder -> !holders.contains(holder)).forEach(holders::add);
            return;
        }
        for (String name : DiskStack.from(ledger.observed(), device).reversed()) {
            try {
                host.get().holders().of(name).stream().filter(holder -> !holders.contains(holder)).forEach(holders::add);
            } catch (HostException unseen) {
                detail.add("who holds " + name + " cannot be seen: " + unseen.getMessage());
            }
        }
    }

    private void decisions(Set<ObjectId> keys, List<HistoryEntry> decided, List<String> detail) {
        try {
            search(keys).causes().values().forEach(history -> history.causes().stream().findFirst().ifPresent(decided::add));
        } catch (ControlException unreadable) {
            detail.add("who decided that cannot be told: " + unreadable.getMessage());
        }
    }
}
