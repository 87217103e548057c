package daxplane.shell.view;

import daxplane.control.DeviceBlocks;
import daxplane.control.Mode;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.Dimm;
import daxplane.inventory.Inventory;
import daxplane.inventory.MemoryBlock;
import daxplane.inventory.Namespace;
import daxplane.inventory.Node;
import daxplane.inventory.Ownership;
import daxplane.inventory.Region;
import daxplane.shell.screen.Cell;
import daxplane.shell.screen.Properties;
import java.util.List;
import java.util.Optional;

/** One object of a picture, with everything that is known of it. */
public final class Objects {

    private Objects() {
    }

    /** @param said a kernel name, a namespace's uuid, or the name that people gave it */
    public static Optional<Properties> show(Inventory picture, List<Mode> modes, String said) {
        if (picture.daxDevices().get(said) instanceof DaxDevice device) {
            return Optional.of(show(picture, modes, device));
        }
        if (picture.namespaces().get(said) instanceof Namespace namespace) {
            return Optional.of(show(picture, modes, namespace));
        }
        if (picture.regions().get(said) instanceof Region region) {
            return Optional.of(show(region));
        }
        if (picture.dimms().get(said) instanceof Dimm dimm) {
            return Optional.of(show(dimm));
        }
        if (said.matches("memory\\d{1,15}") && picture.blocks().get(Long.parseLong(said.substring(6))) instanceof MemoryBlock block) {
            return Optional.of(show(picture, block));
        }
        if (said.matches("node\\d{1,9}") && picture.nodes().get(Integer.parseInt(said.substring(4))) instanceof Node node) {
            return Optional.of(show(picture, node));
        }
        return Names.namespace(picture, said).map(namespace -> show(picture, modes, namespace));
    }

    private static Properties show(Inventory picture, List<Mode> modes, DaxDevice device) {
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
                .with("namespace", device.namespace().orElse(""))
                .with("identity", device.identity())
                .with("region_path", device.regionPath());
        device.namespace().map(picture.namespaces()::get).ifPresent(namespace -> shown.with("name", namespace.altName()));
        return shown;
    }

    private static Cell owner(Inventory picture, DaxDevice device) {
        return Ownership.of(picture).named(device.name()).stream().findFirst().map(holding -> Devices.owner(picture, holding)).orElse(Cell.NONE);
    }

    private static Properties show(Inventory picture, List<Mode> modes, Namespace namespace) {
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
        return shown;
    }

    private static Properties show(Region region) {
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
                .with("mappings", region.mappings().stream().map(Region.Mapping::dimm).toList())
                .with("path", region.path());
    }

    private static Properties show(Dimm dimm) {
        var shown = new Properties(dimm.name())
                .silently("dimm", dimm.name())
                .with("id", dimm.id())
                .with("handle", "0x" + Long.toHexString(dimm.handle()))
                .with("enabled", dimm.enabled())
                .with("active", dimm.active())
                .with("labelled", dimm.labelled())
                .with("locked", dimm.locked());
        dimm.freeSlots().ifPresent(free -> shown.with("free_label_slots", free));
        return shown;
    }

    private static Properties show(Inventory picture, MemoryBlock block) {
        long blockBytes = picture.policy().blockBytes();
        return new Properties("memory" + block.number())
                .silently("block", "memory" + block.number())
                .with("state", block.online() ? "online" : "offline")
                .with("zone", block.zone().map(zone -> zone.text()).orElse(""))
                .with("node", Devices.node(block.node()))
                .with("bytes", Devices.size(blockBytes))
                .with("start", "0x" + Long.toHexString(block.number() * blockBytes))
                .with("dax_devices", picture.daxDevices().values().stream()
                        .filter(device -> DeviceBlocks.of(picture, device).ranges().stream().anyMatch(range -> range.contains(block.number())))
                        .map(DaxDevice::name).toList());
    }

    private static Properties show(Inventory picture, Node node) {
        var blocks = picture.blocks().values().stream().filter(block -> block.node().isPresent() && block.node().getAsInt() == node.id()).toList();
        return new Properties("node" + node.id())
                .silently("node", node.id())
                .with("cpus", node.cpus())
                .with("has_memory", node.hasMemory())
                .with("total_bytes", Devices.size(node.totalKib() * 1024))
                .with("tier", node.tier().orElse(""))
                .with("memory_blocks", DeviceBlocks.text(DeviceBlocks.runs(blocks)));
    }
}
