package daxplane.inventory;

import java.util.List;
import java.util.OptionalInt;

/**
 * What a picture becomes by facts. Pure. {@code Seen} facts fit every picture; the others say what changed, and are refused
 * with {@link FactDoesNotFit} by a picture in which that cannot have changed.
 */
public final class Fold {

    private Fold() {
    }

    public static Inventory apply(Inventory before, Fact fact) {
        return apply(before, List.of(fact));
    }

    public static Inventory apply(Inventory before, List<Fact> facts) {
        var picture = before.change();
        for (Fact fact : facts) {
            apply(picture, fact);
        }
        return picture.build();
    }

    private static void apply(InventoryBuilder picture, Fact fact) {
        switch (fact) {
            case Fact.DimmSeen(var dimm) -> picture.put(dimm);
            case Fact.DimmGone(var name) -> {
                require(picture.dimms().containsKey(name), fact, "there is no such DIMM");
                picture.removeDimm(name);
            }
            case Fact.RegionSeen(var region) -> picture.put(region);
            case Fact.RegionGone(var name) -> {
                require(picture.regions().containsKey(name), fact, "there is no such region");
                picture.removeRegion(name);
            }
            case Fact.NamespaceSeen(var namespace) -> picture.put(namespace);
            case Fact.NamespaceGone(var name) -> {
                require(picture.namespaces().containsKey(name), fact, "there is no such namespace");
                picture.removeNamespace(name);
            }
            case Fact.DaxDeviceSeen(var device) -> picture.put(device);
            case Fact.DaxDeviceGone(var name) -> {
                require(picture.daxDevices().containsKey(name), fact, "there is no such device");
                picture.removeDaxDevice(name);
            }
            case Fact.DriverBound bound -> bind(picture, bound);
            case Fact.DriverUnbound unbound -> unbind(picture, unbound);
            case Fact.BlocksAdded(var blocks, var node) -> blocks.numbers().forEach(number -> {
                require(!picture.blocks().containsKey(number), fact, "memory" + number + " is there already");
                picture.put(MemoryBlock.added(number, node < 0 ? OptionalInt.empty() : OptionalInt.of(node)));
            });
            case Fact.BlocksRemoved(var blocks) -> blocks.numbers().forEach(number -> {
                existing(picture, number, fact);
                picture.removeBlock(number);
            });
            case Fact.BlocksOnlined(var blocks, var zone) -> blocks.numbers().forEach(number -> {
                var block = existing(picture, number, fact);
                require(!block.online(), fact, "memory" + number + " is online already");
                picture.put(block.online(zone));
            });
            case Fact.BlocksOfflined(var blocks) -> blocks.numbers().forEach(number -> {
                var block = existing(picture, number, fact);
                require(block.online(), fact, "memory" + number + " is offline already");
                picture.put(block.offline());
            });
            case Fact.NodeSeen(var node) -> picture.put(node);
            case Fact.NodeGone(var id) -> {
                require(picture.nodes().containsKey(id), fact, "there is no such node");
                picture.removeNode(id);
            }
            case Fact.ModuleLoaded(var module) -> {
                require(!picture.modules().contains(module), fact, "it is loaded already");
                picture.addModule(module);
            }
            case Fact.ModuleUnloaded(var module) -> {
                require(picture.modules().contains(module), fact, "it is not loaded");
                picture.removeModule(module);
            }
            case Fact.PolicySeen(var policy) -> picture.policy(policy);
            case Fact.MemTotalSeen(var kib) -> picture.memTotalKib(kib);
            case Fact.RangeReserved(var reservation) -> {
                require(!picture.reservations().contains(reservation), fact, "it is reserved already");
                picture.addReservation(reservation);
            }
            case Fact.RangeReleased(var reservation) -> {
                require(picture.reservations().contains(reservation), fact, "it is not reserved");
                picture.removeReservation(reservation);
            }
            case Fact.IdAdded(var driver, var device) -> {
                require(!picture.hasId(driver, device), fact, "the driver has this id already");
                picture.addId(driver, device);
            }
            case Fact.IdRemoved(var driver, var device) -> {
                require(picture.hasId(driver, device), fact, "the driver has no such id");
                picture.removeId(driver, device);
            }
            case Fact.SettingSeen(var path, var value) -> picture.set(path, value);
            case Fact.SettingGone(var path) -> {
                require(picture.isSet(path), fact, "it is not set");
                picture.unset(path);
            }
            case Fact.DiskSeen(var disk) -> picture.put(disk);
            case Fact.DiskGone(var name) -> {
                require(picture.disks().containsKey(name), fact, "there is no such disk");
                picture.removeDisk(name);
            }
            case Fact.DeviceHeld(var use) -> {
                require(!picture.uses().contains(use), fact, "it is held so already");
                picture.addUse(use);
            }
            case Fact.DeviceLetGo(var use) -> {
                require(picture.uses().contains(use), fact, "it is not held so");
                picture.removeUse(use);
            }
            case Fact.LabelAreaWritten written -> write(picture, written);
            case Fact.LabelAreaGone(var dimm) -> {
                require(picture.labelAreas().containsKey(dimm), fact, "nobody knows what stood there");
                picture.removeLabelArea(dimm);
            }
        }
    }

    /** What was not known, or had another size, held zeroes. */
    private static void write(InventoryBuilder picture, Fact.LabelAreaWritten fact) {
        require(fact.areaBytes() > 0 && fact.areaBytes() <= LabelArea.MOST_BYTES, fact, "no label area is so large");
        require(fact.extents().stream().allMatch(extent -> extent.end() <= fact.areaBytes()), fact, "it lies outside of the label area");
        var known = picture.labelAreas().get(fact.dimm());
        var before = known != null && known.bytes() == fact.areaBytes() ? known : LabelArea.blank(fact.areaBytes());
        picture.labelArea(fact.dimm(), before.with(fact.extents()));
    }

    private static void bind(InventoryBuilder picture, Fact.DriverBound fact) {
        var device = picture.daxDevices().get(fact.device());
        require(device != null, fact, "there is no such device");
        require(device.driver().isEmpty(), fact, "it has driver " + device.driver().orElse(""));
        picture.put(device.boundTo(fact.driver()));
    }

    private static void unbind(InventoryBuilder picture, Fact.DriverUnbound fact) {
        var device = picture.daxDevices().get(fact.device());
        require(device != null, fact, "there is no such device");
        require(device.driver().filter(fact.driver()::equals).isPresent(), fact,
                "it has " + device.driver().map("driver "::concat).orElse("no driver"));
        picture.put(device.unbound());
    }

    private static MemoryBlock existing(InventoryBuilder picture, long number, Fact fact) {
        var block = picture.blocks().get(number);
        require(block != null, fact, "there is no memory" + number);
        return block;
    }

    private static void require(boolean fits, Fact fact, String otherwise) {
        if (!fits) {
            throw new FactDoesNotFit(fact, otherwise);
        }
    }
}
