package daxplane.shell.view;

import daxplane.control.Mode;
import daxplane.host.platform.Platform;
import daxplane.host.platform.Technology;
import daxplane.inventory.BlockRange;
import daxplane.inventory.CxlMemory;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.DeviceBlocks;
import daxplane.inventory.Dimm;
import daxplane.inventory.DiskStack;
import daxplane.inventory.OwnershipEntry;
import daxplane.inventory.Inventory;
import daxplane.inventory.MemoryBlock;
import daxplane.inventory.NamedObject;
import daxplane.inventory.Namespace;
import daxplane.inventory.Node;
import daxplane.inventory.Ownership;
import daxplane.inventory.Region;
import daxplane.inventory.StackedDisk;
import daxplane.shell.screen.Cell;
import daxplane.shell.screen.Properties;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** One object of a picture, with everything that is known of it. */
public final class Objects {

    private Objects() {
    }

    /** @param platform what the firmware tells of nodes @param said any name that a listing prints */
    public static Optional<Properties> show(Inventory picture, List<Mode> modes, Platform platform, String said) {
        return NamedObject.find(picture, said).map(found -> switch (found) {
            case NamedObject.OfDaxDevice(var device) -> show(picture, modes, platform, device);
            case NamedObject.OfNamespace(var namespace) -> show(picture, modes, platform, namespace);
            case NamedObject.OfRegion(var region) -> show(picture, platform, region);
            case NamedObject.OfDimm(var dimm) -> show(picture, platform, dimm);
            case NamedObject.OfBlocks(var blocks) -> show(picture, blocks);
            case NamedObject.OfNode(var id, var node) -> show(picture, platform, id, node);
            case NamedObject.OfModule(var module) -> show(picture, module);
            case NamedObject.OfAddress(var address) -> show(picture, address);
            case NamedObject.OfDisk(var disk) -> show(picture, disk);
            case NamedObject.OfAutoOnline _ -> new Properties(NamedObject.AUTO_ONLINE)
                    .with("value", picture.policy().autoOnline())
                    .with("meaning", "what becomes of memory blocks when memory is added");
        }).or(() -> modes.stream().filter(mode -> mode.name().equals(said)).findFirst().map(mode -> show(picture, mode)));
    }

    private static Properties show(Inventory picture, Mode mode) {
        return new Properties(mode.name())
                .silently("mode", mode.name())
                .with("what", mode.describe())
                .with("options", mode.options().stream().map(option -> "--" + option.name()).toList())
                .with("devices", Names.devices(picture).stream().filter(name -> mode.owns(picture, name)).toList());
    }

    private static Properties show(Inventory picture, String module) {
        return new Properties(module)
                .silently("module", module)
                .with("state", "loaded")
                .with("dax_devices", picture.daxDevices().values().stream().filter(device -> device.driver().equals(Optional.of(module)))
                        .map(DaxDevice::name).toList())
                .with("id_list", List.copyOf(picture.driverIds().getOrDefault(module, new java.util.TreeSet<>())));
    }

    /** What lies around an address, from the outside in. */
    private static Properties show(Inventory picture, long address) {
        long blockBytes = picture.policy().blockBytes();
        var block = blockBytes == 0 ? Optional.<MemoryBlock>empty()
                : Optional.ofNullable(picture.blocks().get(Long.divideUnsigned(address, blockBytes)));
        return new Properties("0x" + Long.toHexString(address))
                .silently("address", "0x" + Long.toHexString(address))
                .with("lies_in", picture.reservations().stream().filter(line -> line.range().contains(address))
                        .map(line -> line.range() + " " + line.owner()).toList())
                .with("region", picture.regions().values().stream().filter(region -> region.range().contains(address)).map(Region::name)
                        .collect(java.util.stream.Collectors.joining(", ")))
                .with("device", Ownership.of(picture).at(address).map(OwnershipEntry::object).orElse(""))
                .with("memory_block", block.map(there -> "memory" + there.number()).orElse("none"));
    }

    private static Properties show(Inventory picture, List<Mode> modes, Platform platform, DaxDevice device) {
        var blocks = DeviceBlocks.of(picture, device);
        var shown = new Properties(device.name())
                .silently("device", device.name())
                .with("mode", Devices.modeOf(picture, modes, device.name()).orElse(""))
                .with("owner", owner(picture, device))
                .with("driver", device.driver().orElse(""))
                .with("bytes", Devices.size(device.bytes()))
                .with("align_bytes", Devices.size(device.alignBytes()))
                .with("ranges", device.ranges().stream().map(Object::toString).toList())
                .with("memory_blocks", blocks.text())
                .with("usable_as_ram_bytes", Devices.size(blocks.bytes()))
                .with("numa_node", Devices.node(device.numaNode()))
                .with("target_node", Devices.node(device.targetNode()))
                .with("speed", Speeds.of(picture, platform, device.targetNode()))
                .with("namespace", device.namespace().orElse(""))
                .with("identity", device.identity())
                .with("region_path", device.regionPath());
        device.namespace().map(picture.namespaces()::get).ifPresent(namespace -> shown.with("name", namespace.altName()));
        return shown.with("durable_by", Durability.of(picture, platform, device)).with("power_loss_takes", Durability.lost(picture, platform, device));
    }

    private static Properties show(Inventory picture, StackedDisk disk) {
        return new Properties(disk.label().isEmpty() ? disk.name() : disk.name() + " (" + disk.label() + ")")
                .silently("disk", disk.name())
                .with("kind", disk.kind().name().toLowerCase(Locale.ROOT))
                .with("bytes", Devices.size(disk.bytes()))
                .with("start_bytes", disk.kind() == StackedDisk.Kind.PARTITION ? Devices.size(disk.start()) : Cell.NONE)
                .with("name", disk.label())
                .with("suspended", disk.suspended())
                .with("lies_on", disk.below())
                .with("namespaces", picture.namespaces().values().stream().filter(namespace -> namespace.blockDevice()
                        .filter(DiskStack.bottoms(picture, disk.name())::contains).isPresent()).map(Namespace::name).toList());
    }

    private static Cell owner(Inventory picture, DaxDevice device) {
        return Ownership.of(picture).named(device.name()).stream().findFirst().map(holding -> Devices.owner(picture, holding)).orElse(Cell.NONE);
    }

    private static Properties show(Inventory picture, List<Mode> modes, Platform platform, Namespace namespace) {
        var shown = new Properties(namespace.name())
                .silently("namespace", namespace.name())
                .with("mode", namespace.mode().word())
                .with("owned_as", Devices.modeOf(picture, modes, namespace.name()).orElse(""))
                .with("enabled", namespace.enabled())
                .with("bytes", Devices.size(namespace.bytes()))
                .with("name", namespace.altName())
                .with("uuid", namespace.uuid().orElse(""))
                .with("region", namespace.region())
                .with("personality", namespace.personality().orElse(""))
                .with("personality_uuid", namespace.personalityUuid().orElse(""))
                .with("block_device", namespace.blockDevice().map(block -> "/dev/" + block).orElse(""));
        namespace.start().ifPresent(start -> shown.with("start", "0x" + Long.toHexString(start)));
        shown.with("dax_devices", picture.daxDevices().values().stream()
                .filter(device -> device.namespace().equals(Optional.of(namespace.name()))).map(DaxDevice::name).toList());
        shown.with("durable_by", Durability.of(picture, platform, namespace)).with("power_loss_takes", Durability.lost(picture, platform, namespace));
        return shown;
    }

    private static Properties show(Inventory picture, Platform platform, Region region) {
        return new Properties(region.name())
                .silently("region", region.name())
                .with("range", region.range().toString())
                .with("bytes", Devices.size(region.range().bytes()))
                .with("available_bytes", Devices.size(region.availableBytes()))
                .with("largest_extent_bytes", Devices.size(region.maxAvailableExtentBytes()))
                .with("labelled", region.labelled())
                .with("enabled", region.enabled())
                .with("read_only", region.readOnly())
                .with("align_bytes", Devices.size(region.alignBytes()))
                .with("interleave_set", region.cookie() == 0 ? "" : "0x" + Long.toHexString(region.cookie()))
                .with("numa_node", Devices.node(region.numaNode()))
                .with("target_node", Devices.node(region.targetNode()))
                .with("speed", Speeds.of(picture, platform, region.targetNode()))
                .with("mappings", region.mappings().stream().map(Region.Mapping::dimm).toList())
                .with("path", region.path());
    }

    private static Properties show(Inventory picture, Platform platform, Dimm dimm) {
        if (dimm.cxl().isPresent()) {
            return show(dimm, dimm.cxl().get());
        }
        var shown = new Properties(dimm.name())
                .silently("dimm", dimm.name())
                .with("id", dimm.id())
                .with("stores_in", Optional.ofNullable(platform.dimms().get(dimm.name())).map(Technology::text).orElse(""))
                .with("handle", "0x" + Long.toHexString(dimm.handle()))
                .with("enabled", dimm.enabled())
                .with("active", dimm.active())
                .with("labelled", dimm.labelled())
                .with("locked", dimm.locked())
                .with("regions", picture.regions().values().stream()
                        .filter(region -> region.mappings().stream().anyMatch(mapping -> mapping.dimm().equals(dimm.name())))
                        .map(Region::name).toList());
        dimm.freeSlots().ifPresent(free -> shown.with("free_label_slots", free));
        return shown;
    }

    private static Properties show(Dimm memory, CxlMemory cxl) {
        return new Properties(memory.name())
                .silently("memdev", memory.name())
                .with("id", memory.id())
                .with("function", cxl.function())
                .with("enabled", memory.enabled())
                .with("persistent", Devices.size(cxl.persistentBytes()))
                .with("volatile", Devices.size(cxl.volatileBytes()))
                .with("unassigned", Devices.size(cxl.unassignedBytes()))
                .with("labelled", memory.labelled())
                .with("numa_node", Devices.node(cxl.node()))
                .with("regions", cxl.regions());
    }

    /** One block, or a run of them. */
    private static Properties show(Inventory picture, BlockRange blocks) {
        long blockBytes = picture.policy().blockBytes();
        var there = List.copyOf(picture.blocksIn(blocks).values());
        return new Properties(blocks.toString())
                .silently("block", blocks.toString())
                .with("state", there.isEmpty() ? List.of("not there") : told(there, block -> block.online() ? "online" : "offline"))
                .with("zone", told(there, block -> block.zone().map(zone -> zone.text()).orElse("")))
                .with("node", told(there, block -> block.node().isPresent() ? String.valueOf(block.node().getAsInt()) : ""))
                .with("bytes", Devices.size(blocks.count() * blockBytes))
                .with("start", "0x" + Long.toHexString(blocks.first() * blockBytes))
                .with("dax_devices", picture.daxDevices().values().stream()
                        .filter(device -> DeviceBlocks.of(picture, device).ranges().stream()
                                .anyMatch(range -> range.first() <= blocks.last() && blocks.first() <= range.last()))
                        .map(DaxDevice::name).toList());
    }

    /** What blocks have in common, once. */
    private static List<String> told(List<MemoryBlock> blocks, Function<MemoryBlock, String> what) {
        return blocks.stream().map(what).filter(text -> !text.isEmpty()).distinct().toList();
    }

    private static Properties show(Inventory picture, Platform platform, int id, Optional<Node> node) {
        var blocks = picture.blocks().values().stream().filter(block -> block.node().isPresent() && block.node().getAsInt() == id).toList();
        return new Properties("node" + id)
                .silently("node", id)
                .with("cpus", node.map(Node::cpus).orElse(""))
                .with("has_memory", node.filter(Node::hasMemory).isPresent())
                .with("total_bytes", Devices.size(node.map(Node::totalKib).orElse(0L) * 1024))
                .with("tier", node.flatMap(Node::tier).orElse(""))
                .with("speed", Speeds.of(picture, platform, OptionalInt.of(id)))
                .with("distances", Speeds.distances(platform, id))
                .with("cache_of_dram_bytes", Speeds.caches(platform, id))
                .with("memory_blocks", DeviceBlocks.text(DeviceBlocks.runs(blocks)))
                .with("dax_devices", picture.daxDevices().values().stream()
                        .filter(device -> device.targetNode().isPresent() && device.targetNode().getAsInt() == id).map(DaxDevice::name).toList());
    }
}
