package daxplane.control.plane;

import daxplane.control.ControlException;
import daxplane.events.desired.DesiredState;
import daxplane.events.desired.ManagedObject;
import daxplane.events.desired.ManagedObjects;
import daxplane.events.desired.ObjectId;
import daxplane.events.ledger.MachineLedger;
import daxplane.events.ledger.NameBook;
import daxplane.host.Errno;
import daxplane.inventory.AddressSpace;
import daxplane.inventory.AddressRange;
import daxplane.inventory.BlockRange;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.DeviceBlocks;
import daxplane.inventory.DiskStack;
import daxplane.inventory.Inventory;
import daxplane.inventory.NamedObject;
import daxplane.inventory.Namespace;
import daxplane.inventory.StackedDisk;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a name means at a moment, and what it ever meant up to it. */
final class Bearers {

    private static final Pattern BLOCKS = Pattern.compile("memory(\\d{1,15})(?:-(\\d{1,15}))?");

    private final MachineLedger ledger;
    /** Of all that is known, also of what came after the moment: a name that came later leads to what bears it. */
    private final NameBook names;

    Bearers(MachineLedger ledger, NameBook names) {
        this.ledger = ledger;
        this.names = names;
    }

    /**
     * Each object that was called so up to the moment, under all its identities, the oldest first; of what memory was taken from, whoever had it.
     *
     * @return empty: it is there, and nothing that has a past of its own
     */
    List<SortedSet<ObjectId>> ever(String said) throws ControlException {
        var groups = new TreeMap<String, SortedSet<ObjectId>>();
        var now = NamedObject.find(ledger.observed(), said);
        now.map(this::keys).orElse(Set.of()).forEach(key -> add(groups, key));
        past(NamedObject.withoutDev(said)).forEach(key -> add(groups, key));
        if (groups.isEmpty() && now.isEmpty()) {
            var claimed = ledger.wanted().values().stream().filter(claim -> claim.name().equals(said)).map(DesiredState::key).findFirst();
            add(groups, claimed.or(() -> Optional.of(said).filter(ledger::knowsModule).map(ObjectId::ofModule)).orElseThrow(() -> unknown(said)));
        }
        return groups.values().stream().sorted(Comparator.comparingLong(this::first)).toList();
    }

    /** With everything that it was before and is afterwards. */
    private void add(Map<String, SortedSet<ObjectId>> groups, ObjectId key) {
        var identities = names.identities(key.identity());
        var group = switch (key.kind()) {
            case DAX_DEVICE, NAMESPACE -> "memory " + identities.getFirst();
            case REGION, DIMM, POLICY, MODULE -> key.kind() + " " + key.identity();
        };
        var keys = groups.computeIfAbsent(group, _ -> new TreeSet<>());
        identities.forEach(identity -> keys.add(new ObjectId(key.kind(), identity)));
    }

    private long first(Set<ObjectId> keys) {
        return keys.stream().flatMap(key -> names.names(key).stream()).mapToLong(NameBook.Use::from).min().orElse(NameBook.STILL);
    }

    /** Whatever was called so, with the dax device that was made of it. */
    private Set<ObjectId> past(String name) {
        var keys = new TreeSet<ObjectId>();
        names.bearers(name).stream().filter(use -> use.from() <= ledger.revision()).map(NameBook.Use::key).forEach(key -> {
            keys.add(key);
            if (key.kind() == ObjectId.Kind.NAMESPACE) {
                keys.add(new ObjectId(ObjectId.Kind.DAX_DEVICE, key.identity()));
            }
        });
        var blocks = BLOCKS.matcher(name);
        long blockBytes = ledger.observed().policy().blockBytes();
        if (blocks.matches() && blockBytes != 0) {
            long first = Long.parseLong(blocks.group(1));
            long last = blocks.group(2) == null ? first : Long.parseLong(blocks.group(2));
            if (first <= last && Long.numberOfLeadingZeros(last + 1) > Long.numberOfTrailingZeros(blockBytes)) {
                names.in(new AddressRange(first * blockBytes, (last + 1) * blockBytes)).stream().filter(key -> key.kind() == ObjectId.Kind.DAX_DEVICE)
                        .filter(this::begun).forEach(keys::add);
            }
        }
        return keys;
    }

    private boolean begun(ObjectId key) {
        return names.names(key).stream().anyMatch(use -> use.from() <= ledger.revision());
    }

    private Set<ObjectId> keys(NamedObject named) {
        var picture = ledger.observed();
        return switch (named) {
            case NamedObject.OfDaxDevice(var device) -> Set.of(ObjectId.of(device));
            case NamedObject.OfNamespace(var namespace) when namespace.bytes() == 0 -> Set.of();       // what the next one is made of
            case NamedObject.OfNamespace(var namespace) -> Stream.concat(Stream.of(ObjectId.of(picture, namespace)),
                    picture.daxDevices().values().stream().filter(device -> device.namespace().equals(Optional.of(namespace.name()))).map(ObjectId::of))
                    .collect(Collectors.toCollection(TreeSet::new));
            case NamedObject.OfRegion(var region) -> Set.of(new ObjectId(ObjectId.Kind.REGION, region.path()));
            case NamedObject.OfDimm(var dimm) -> Set.of(ObjectId.of(dimm));
            case NamedObject.OfModule(var module) -> Set.of(ObjectId.ofModule(module));
            case NamedObject.OfAutoOnline _ -> Set.of(ObjectId.AUTO_ONLINE);
            case NamedObject.OfDisk(var disk) -> below(disk).map(namespace -> ObjectId.of(picture, namespace)).collect(Collectors.toCollection(TreeSet::new));
            case NamedObject.OfBlocks(var blocks) -> owners(blocks);
            case NamedObject.OfAddress(var address) -> at(address);
            case NamedObject.OfNode(var id, _) -> ofNode(id).map(ObjectId::of).collect(Collectors.toCollection(TreeSet::new));
        };
    }

    /** Namespaces that a partition or a volume lies on. */
    Stream<Namespace> below(StackedDisk disk) {
        var bottoms = DiskStack.bottoms(ledger.observed(), disk.name());
        return ledger.observed().namespaces().values().stream().filter(namespace -> namespace.blockDevice().filter(bottoms::contains).isPresent());
    }

    /** Devices that blocks belong to, or would. */
    Set<ObjectId> owners(BlockRange blocks) {
        var picture = ledger.observed();
        return picture.daxDevices().values().stream()
                .filter(device -> DeviceBlocks.of(picture, device).ranges().stream()
                        .anyMatch(own -> own.first() <= blocks.last() && blocks.first() <= own.last()))
                .map(ObjectId::of).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What an address belongs to or ever belonged to: a device or a namespace, the blocks that it lies in, else its region. */
    private Set<ObjectId> at(long address) {
        var picture = ledger.observed();
        long blockBytes = picture.policy().blockBytes();
        var keys = new TreeSet<ObjectId>();
        names.at(address).stream().filter(this::begun).forEach(keys::add);
        var span = AddressSpace.of(picture).at(address);
        named(span.object()).ifPresent(keys::add);
        if (keys.isEmpty() && blockBytes != 0) {
            keys.addAll(owners(new BlockRange(Long.divideUnsigned(address, blockBytes), 1)));
        }
        return keys;
    }

    Optional<ObjectId> named(String object) {
        return ManagedObjects.of(ledger.observed()).values().stream().filter(thing -> thing.name().equals(object)).map(ManagedObject::key).findFirst();
    }

    Stream<DaxDevice> ofNode(int id) {
        return ledger.observed().daxDevices().values().stream()
                .filter(device -> device.targetNode().isPresent() && device.targetNode().getAsInt() == id);
    }

    /** What the kernel calls them at the moment. @return never empty */
    List<String> called(String said) throws ControlException {
        var picture = ledger.observed();
        if (NamedObject.find(picture, said).isPresent()) {
            return List.of(said);
        }
        var there = new ArrayList<String>();
        for (var use : names.bearers(NamedObject.withoutDev(said))) {
            names.identities(use.key().identity()).stream().flatMap(identity -> ManagedObjects.of(picture, new ObjectId(use.key().kind(), identity)).stream())
                    .map(ManagedObject::name).filter(name -> !there.contains(name)).forEach(there::add);
        }
        if (there.isEmpty()) {
            throw unknown(said);
        }
        return there;
    }

    boolean there(Set<ObjectId> keys) {
        Inventory picture = ledger.observed();
        return keys.stream().anyMatch(key -> ManagedObjects.of(picture, key).isPresent());
    }

    /** Names of an object that it had up to the moment, the oldest first. */
    List<NameBook.Use> names(Set<ObjectId> keys) {
        return keys.stream().flatMap(key -> names.names(key).stream()).filter(use -> use.from() <= ledger.revision())
                .sorted(Comparator.comparingLong(NameBook.Use::from)).toList();
    }

    /** ENODEV, with what is known: when it was there, or when it came. */
    ControlException unknown(String said) {
        var uses = names.bearers(NamedObject.withoutDev(said));
        LongFunction<String> revision = at -> "revision " + at;
        var before = uses.stream().filter(use -> use.from() <= ledger.revision()).reduce((_, last) -> last);
        if (before.isPresent()) {
            long last = before.get().to() - 1;
            return new ControlException(Errno.ENODEV, "there is no " + said + " any more: it was called so up to " + revision.apply(last) + "; 'at " + last + " show " + said
                    + "' shows it, 'history " + said + "' tells what became of it");
        }
        return uses.isEmpty() ? new ControlException(Errno.ENODEV, "nothing is called " + said + ", and nothing was; list shows what there is")
                : new ControlException(Errno.ENODEV, "nothing was called " + said + " at revision " + ledger.revision() + " yet; " + revision.apply(uses.getFirst().from()) + " is the first");
    }
}
