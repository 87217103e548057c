package daxplane.events.desired;

import daxplane.inventory.BlockRange;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.DeviceBlocks;
import daxplane.inventory.Fact;
import daxplane.inventory.Inventory;
import daxplane.inventory.Namespace;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The objects of a picture whose state can be decided. */
public final class ManagedObjects {

    private ManagedObjects() {
    }

    /** All of them but modules, which matter only to the devices that need one: see {@link #of(Inventory, ObjectId)}. */
    public static SortedMap<ObjectId, ManagedObject> of(Inventory picture) {
        var things = new TreeMap<ObjectId, ManagedObject>();
        picture.daxDevices().values().stream().filter(device -> device.bytes() != 0).forEach(device -> put(things, dax(picture, device)));
        picture.namespaces().values().stream().filter(namespace -> namespace.bytes() != 0)
                .forEach(namespace -> put(things, namespace(picture, namespace)));
        picture.regions().values().forEach(region -> put(things, new ManagedObject(new ObjectId(ObjectId.Kind.REGION, region.path()), region.name(),
                new State.OfRegion(region.enabled(), region.readOnly()))));
        picture.dimms().values().forEach(dimm -> put(things,
                new ManagedObject(ObjectId.of(dimm), dimm.name(), new State.OfDimm(dimm.enabled()))));
        put(things, policy(picture));
        return things;
    }

    /** One of them; empty when the picture has no such object. */
    public static Optional<ManagedObject> of(Inventory picture, ObjectId key) {
        return switch (key.kind()) {
            case DAX_DEVICE -> device(picture, key).map(device -> dax(picture, device));
            case MODULE -> picture.modules().contains(key.identity())
                    ? Optional.of(new ManagedObject(key, key.identity(), new State.Loaded())) : Optional.empty();
            case POLICY -> Optional.of(policy(picture));
            case NAMESPACE, REGION, DIMM -> Optional.ofNullable(of(picture).get(key));
        };
    }

    /** The dax device that has this identity now, whatever its name. */
    public static Optional<DaxDevice> device(Inventory picture, ObjectId key) {
        return picture.daxDevices().values().stream().filter(device -> ObjectId.of(device).equals(key) && device.bytes() != 0).findFirst();
    }

    private static void put(SortedMap<ObjectId, ManagedObject> things, ManagedObject thing) {
        // Two objects with one identity (uuids copied with an image): the first keeps it, in the order of kernel names.
        things.putIfAbsent(thing.key(), thing);
    }

    private static ManagedObject policy(Inventory picture) {
        return new ManagedObject(ObjectId.AUTO_ONLINE, ObjectId.AUTO_ONLINE.identity(), new State.Policy(picture.policy().autoOnline()));
    }

    private static ManagedObject dax(Inventory picture, DaxDevice device) {
        var blocks = DeviceBlocks.of(picture, device);
        var wishes = new TreeMap<Long, BlockTargets.Target>();
        blocks.existing(picture).forEach(block -> wishes.put(block.number(), BlockTargets.Target.of(block)));
        return new ManagedObject(ObjectId.of(device), device.name(), new State.Dax(device.driver(), wishes, blocks.leaked(picture).isPresent()));
    }

    private static ManagedObject namespace(Inventory picture, Namespace namespace) {
        return new ManagedObject(ObjectId.of(picture, namespace), namespace.name(),
                new State.OfNamespace(namespace.mode(), namespace.bytes(), namespace.enabled()));
    }

    /** The objects whose state a fact may have changed, seen in a picture that has them: before it for {@code Gone}, after it else. */
    public static SortedSet<ObjectId> touchedBy(Fact fact, Inventory picture) {
        var keys = new TreeSet<ObjectId>();
        switch (fact) {
            case Fact.DaxDeviceSeen(var device) -> keys.add(ObjectId.of(device));
            case Fact.DaxDeviceGone(var name) -> addDevice(keys, picture, name);
            case Fact.DriverBound(var name, var _) -> addDevice(keys, picture, name);
            case Fact.DriverUnbound(var name, var _) -> addDevice(keys, picture, name);
            case Fact.BlocksAdded(var blocks, var _) -> addDevices(keys, picture, blocks);
            case Fact.BlocksRemoved(var blocks) -> addDevices(keys, picture, blocks);
            case Fact.BlocksOnlined(var blocks, var _) -> addDevices(keys, picture, blocks);
            case Fact.BlocksOfflined(var blocks) -> addDevices(keys, picture, blocks);
            case Fact.NamespaceSeen(var namespace) -> keys.add(ObjectId.of(picture, namespace));
            case Fact.NamespaceGone(var name) -> Optional.ofNullable(picture.namespaces().get(name))
                    .ifPresent(namespace -> keys.add(ObjectId.of(picture, namespace)));
            case Fact.RegionSeen(var region) -> keys.add(new ObjectId(ObjectId.Kind.REGION, region.path()));
            case Fact.RegionGone(var name) -> Optional.ofNullable(picture.regions().get(name))
                    .ifPresent(region -> keys.add(new ObjectId(ObjectId.Kind.REGION, region.path())));
            case Fact.DimmSeen(var dimm) -> keys.add(ObjectId.of(dimm));
            case Fact.DimmGone(var name) -> Optional.ofNullable(picture.dimms().get(name))
                    .ifPresent(dimm -> keys.add(ObjectId.of(dimm)));
            case Fact.PolicySeen(var _) -> keys.add(ObjectId.AUTO_ONLINE);
            case Fact.ModuleLoaded(var module) -> keys.add(ObjectId.ofModule(module));
            case Fact.ModuleUnloaded(var module) -> keys.add(ObjectId.ofModule(module));
            case Fact.NodeSeen _, Fact.NodeGone _, Fact.MemTotalSeen _, Fact.RangeReserved _, Fact.RangeReleased _, Fact.IdAdded _,
                    Fact.IdRemoved _, Fact.SettingSeen _, Fact.SettingGone _, Fact.DiskSeen _, Fact.DiskGone _, Fact.DeviceHeld _, Fact.DeviceLetGo _,
                    Fact.LabelAreaWritten _, Fact.LabelAreaGone _ -> { }
        }
        return keys;
    }

    private static void addDevice(SortedSet<ObjectId> keys, Inventory picture, String name) {
        var device = picture.daxDevices().get(name);
        if (device != null) {
            keys.add(ObjectId.of(device));
        }
    }

    private static void addDevices(SortedSet<ObjectId> keys, Inventory picture, BlockRange blocks) {
        for (DaxDevice device : picture.daxDevices().values()) {
            var own = DeviceBlocks.of(picture, device).ranges();
            if (own.stream().anyMatch(range -> range.first() <= blocks.last() && blocks.first() <= range.last())) {
                keys.add(ObjectId.of(device));
            }
        }
    }
}
