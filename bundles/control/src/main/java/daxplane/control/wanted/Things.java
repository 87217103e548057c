package daxplane.control.wanted;

import daxplane.control.BlockWishes;
import daxplane.control.DeviceBlocks;
import daxplane.inventory.BlockRange;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.Fact;
import daxplane.inventory.Inventory;
import daxplane.inventory.Namespace;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The objects of a picture whose state can be decided. */
public final class Things {

    private Things() {
    }

    /** All of them but modules, which matter only to the devices that need one: see {@link #of(Inventory, Key)}. */
    public static SortedMap<Key, Thing> of(Inventory picture) {
        var things = new TreeMap<Key, Thing>();
        picture.daxDevices().values().stream().filter(device -> device.bytes() != 0).forEach(device -> put(things, dax(picture, device)));
        picture.namespaces().values().stream().filter(namespace -> namespace.bytes() != 0)
                .forEach(namespace -> put(things, namespace(picture, namespace)));
        picture.regions().values().forEach(region -> put(things, new Thing(new Key(Key.Kind.REGION, region.path()), region.name(),
                new State.OfRegion(region.enabled(), region.readOnly()))));
        picture.dimms().values().forEach(dimm -> put(things,
                new Thing(new Key(Key.Kind.DIMM, dimm.id()), dimm.name(), new State.OfDimm(dimm.enabled()))));
        put(things, policy(picture));
        return things;
    }

    /** One of them; empty when the picture has no such object. */
    public static Optional<Thing> of(Inventory picture, Key key) {
        return switch (key.kind()) {
            case DAX_DEVICE -> device(picture, key).map(device -> dax(picture, device));
            case MODULE -> picture.modules().contains(key.identity())
                    ? Optional.of(new Thing(key, key.identity(), new State.Loaded())) : Optional.empty();
            case POLICY -> Optional.of(policy(picture));
            case NAMESPACE, REGION, DIMM -> Optional.ofNullable(of(picture).get(key));
        };
    }

    /** The dax device that has this identity now, whatever its name. */
    public static Optional<DaxDevice> device(Inventory picture, Key key) {
        return picture.daxDevices().values().stream().filter(device -> Key.of(device).equals(key) && device.bytes() != 0).findFirst();
    }

    private static void put(SortedMap<Key, Thing> things, Thing thing) {
        // Two objects with one identity (uuids copied with an image): the first keeps it, in the order of kernel names.
        things.putIfAbsent(thing.key(), thing);
    }

    private static Thing policy(Inventory picture) {
        return new Thing(Key.AUTO_ONLINE, Key.AUTO_ONLINE.identity(), new State.Policy(picture.policy().autoOnline()));
    }

    private static Thing dax(Inventory picture, DaxDevice device) {
        var blocks = DeviceBlocks.of(picture, device);
        var wishes = new TreeMap<Long, BlockWishes.Wish>();
        blocks.existing(picture).forEach(block -> wishes.put(block.number(), BlockWishes.Wish.of(block)));
        return new Thing(Key.of(device), device.name(), new State.Dax(device.driver(), wishes, blocks.leaked(picture).isPresent()));
    }

    private static Thing namespace(Inventory picture, Namespace namespace) {
        return new Thing(Key.of(picture, namespace), namespace.name(),
                new State.OfNamespace(namespace.mode(), namespace.bytes(), namespace.enabled()));
    }

    /** The objects whose state a fact may have changed, seen in a picture that has them: before it for {@code Gone}, after it else. */
    public static SortedSet<Key> touchedBy(Fact fact, Inventory picture) {
        var keys = new TreeSet<Key>();
        switch (fact) {
            case Fact.DaxDeviceSeen(var device) -> keys.add(Key.of(device));
            case Fact.DaxDeviceGone(var name) -> addDevice(keys, picture, name);
            case Fact.DriverBound(var name, var _) -> addDevice(keys, picture, name);
            case Fact.DriverUnbound(var name, var _) -> addDevice(keys, picture, name);
            case Fact.BlocksAdded(var blocks, var _) -> addDevices(keys, picture, blocks);
            case Fact.BlocksRemoved(var blocks) -> addDevices(keys, picture, blocks);
            case Fact.BlocksOnlined(var blocks, var _) -> addDevices(keys, picture, blocks);
            case Fact.BlocksOfflined(var blocks) -> addDevices(keys, picture, blocks);
            case Fact.NamespaceSeen(var namespace) -> keys.add(Key.of(picture, namespace));
            case Fact.NamespaceGone(var name) -> Optional.ofNullable(picture.namespaces().get(name))
                    .ifPresent(namespace -> keys.add(Key.of(picture, namespace)));
            case Fact.RegionSeen(var region) -> keys.add(new Key(Key.Kind.REGION, region.path()));
            case Fact.RegionGone(var name) -> Optional.ofNullable(picture.regions().get(name))
                    .ifPresent(region -> keys.add(new Key(Key.Kind.REGION, region.path())));
            case Fact.DimmSeen(var dimm) -> keys.add(new Key(Key.Kind.DIMM, dimm.id()));
            case Fact.DimmGone(var name) -> Optional.ofNullable(picture.dimms().get(name))
                    .ifPresent(dimm -> keys.add(new Key(Key.Kind.DIMM, dimm.id())));
            case Fact.PolicySeen(var _) -> keys.add(Key.AUTO_ONLINE);
            case Fact.ModuleLoaded(var module) -> keys.add(Key.ofModule(module));
            case Fact.ModuleUnloaded(var module) -> keys.add(Key.ofModule(module));
            case Fact.NodeSeen _, Fact.NodeGone _, Fact.MemTotalSeen _, Fact.RangeReserved _, Fact.RangeReleased _, Fact.IdAdded _,
                    Fact.IdRemoved _ -> { }
        }
        return keys;
    }

    private static void addDevice(SortedSet<Key> keys, Inventory picture, String name) {
        var device = picture.daxDevices().get(name);
        if (device != null) {
            keys.add(Key.of(device));
        }
    }

    private static void addDevices(SortedSet<Key> keys, Inventory picture, BlockRange blocks) {
        for (DaxDevice device : picture.daxDevices().values()) {
            var own = DeviceBlocks.of(picture, device).ranges();
            if (own.stream().anyMatch(range -> range.first() <= blocks.last() && blocks.first() <= range.last())) {
                keys.add(Key.of(device));
            }
        }
    }
}
