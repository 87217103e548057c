package daxplane.inventory;

import java.util.List;

/**
 * Something that is now true of the machine and was not before: the difference between two looks at it.
 *
 * <p>{@code Seen} facts carry the whole object as it looks now, whether it is new or changed. What happens often, or what
 * people ask for by name, has a fact of its own.
 */
public sealed interface Fact {

    record DimmSeen(Dimm dimm) implements Fact {
    }

    record DimmGone(String name) implements Fact {
    }

    record RegionSeen(Region region) implements Fact {
    }

    record RegionGone(String name) implements Fact {
    }

    record NamespaceSeen(Namespace namespace) implements Fact {
    }

    record NamespaceGone(String name) implements Fact {
    }

    /** A dax device appeared, or something other than its driver changed. */
    record DaxDeviceSeen(DaxDevice device) implements Fact {
    }

    record DaxDeviceGone(String name) implements Fact {
    }

    /** A driver took the dax device; the previous driver, if any, has already let go. */
    record DriverBound(String device, String driver) implements Fact {
    }

    /** The dax device has no driver. It still exists, and whatever the driver left in the resource tree does too. */
    record DriverUnbound(String device, String driver) implements Fact {
    }

    /** Memory blocks were added, offline, all to one node ({@code -1}: several). */
    record BlocksAdded(BlockRange blocks, int node) implements Fact {
    }

    record BlocksRemoved(BlockRange blocks) implements Fact {
    }

    /** Memory blocks became usable, all in the same zone. */
    record BlocksOnlined(BlockRange blocks, Zone zone) implements Fact {
    }

    record BlocksOfflined(BlockRange blocks) implements Fact {
    }

    record NodeSeen(Node node) implements Fact {
    }

    record NodeGone(int id) implements Fact {
    }

    record ModuleLoaded(String module) implements Fact {
    }

    record ModuleUnloaded(String module) implements Fact {
    }

    record PolicySeen(MemoryPolicy policy) implements Fact {
    }

    record MemTotalSeen(long kib) implements Fact {
    }

    record RangeReserved(Reservation reservation) implements Fact {
    }

    record RangeReleased(Reservation reservation) implements Fact {
    }

    /** From now on the driver also takes devices of this name. Folded from effects, never seen. */
    record IdAdded(String driver, String device) implements Fact {
    }

    record IdRemoved(String driver, String device) implements Fact {
    }

    /** An attribute has another value than what the kernel gives a new object. @param path {@code /sys/bus/nd/devices/btt0.1/sector_size} */
    record SettingSeen(String path, String value) implements Fact {
    }

    /** It has the value of a new object again, or its object is gone. */
    record SettingGone(String path) implements Fact {
    }

    /** A partition or a volume is there, or is another than it was. */
    record DiskSeen(StackedDisk disk) implements Fact {
    }

    record DiskGone(String name) implements Fact {
    }

    /** Somebody opened, mapped, pinned or mounted a device. */
    record DeviceHeld(DeviceUse use) implements Fact {
    }

    /** He has it no longer, or it is gone with everything that was held of it. */
    record DeviceLetGo(DeviceUse use) implements Fact {
    }

    /**
     * The label area of a DIMM holds something else, or is seen for the first time.
     *
     * @param areaBytes how large it is; an area that nobody knew, or that had another size, held zeroes
     * @param extents   what stands there now, where that is not what stood there before
     */
    record LabelAreaWritten(String dimm, int areaBytes, List<LabelExtent> extents) implements Fact {
        public LabelAreaWritten {
            extents = List.copyOf(extents);
        }
    }

    /** What stands in the label area of a DIMM cannot be seen any more. */
    record LabelAreaGone(String dimm) implements Fact {
    }

    /**
     * Whether this is about the object called {@code name}: a dax device, namespace, region, DIMM, {@code memory33},
     * {@code node2}, a module, a driver, or a disk.
     */
    default boolean concerns(String name) {
        return switch (this) {
            case DimmSeen(var dimm) -> dimm.name().equals(name);
            case DimmGone(var dimm) -> dimm.equals(name);
            case RegionSeen(var region) -> region.name().equals(name);
            case RegionGone(var region) -> region.equals(name);
            case NamespaceSeen(var namespace) -> namespace.name().equals(name) || namespace.region().equals(name);
            case NamespaceGone(var namespace) -> namespace.equals(name);
            case DaxDeviceSeen(var device) -> device.name().equals(name) || device.namespace().filter(name::equals).isPresent();
            case DaxDeviceGone(var device) -> device.equals(name);
            case DriverBound(var device, var driver) -> device.equals(name) || driver.equals(name);
            case DriverUnbound(var device, var driver) -> device.equals(name) || driver.equals(name);
            case BlocksAdded(var blocks, var node) -> blocks.containsNamed(name) || name.equals("node" + node);
            case BlocksRemoved(var blocks) -> blocks.containsNamed(name);
            case BlocksOnlined(var blocks, _) -> blocks.containsNamed(name);
            case BlocksOfflined(var blocks) -> blocks.containsNamed(name);
            case NodeSeen(var node) -> name.equals("node" + node.id());
            case NodeGone(var id) -> name.equals("node" + id);
            case ModuleLoaded(var module) -> module.equals(name);
            case ModuleUnloaded(var module) -> module.equals(name);
            case PolicySeen _, MemTotalSeen _ -> false;
            case RangeReserved(var reservation) -> reservation.owner().equals(name);
            case RangeReleased(var reservation) -> reservation.owner().equals(name);
            case IdAdded(var driver, var device) -> driver.equals(name) || device.equals(name);
            case IdRemoved(var driver, var device) -> driver.equals(name) || device.equals(name);
            case SettingSeen(var path, _) -> path.contains("/" + name + "/");
            case SettingGone(var path) -> path.contains("/" + name + "/");
            case DiskSeen(var disk) -> disk.isCalled(name) || disk.below().contains(name);
            case DiskGone(var disk) -> disk.equals(name);
            case DeviceHeld(var use) -> use.device().equals(name);
            case DeviceLetGo(var use) -> use.device().equals(name);
            case LabelAreaWritten(var dimm, var _, var _) -> dimm.equals(name);
            case LabelAreaGone(var dimm) -> dimm.equals(name);
        };
    }
}
