package daxplane.shell.view;

import daxplane.control.DeviceBlocks;
import daxplane.control.Mode;
import daxplane.inventory.ByteSize;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.Inventory;
import daxplane.inventory.MemoryBlock;
import daxplane.inventory.Namespace;
import daxplane.inventory.Zone;
import daxplane.shell.screen.Cell;
import daxplane.shell.screen.Column;
import daxplane.shell.screen.Ink;
import daxplane.shell.screen.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Everything that can be owned, and in which way it is: dax devices, and the namespaces that are not dax devices. */
public final class Devices {

    private static final String NOBODY = "-";

    private Devices() {
    }

    public static Table table(Inventory picture, List<Mode> modes) {
        return table(picture, modes, Names.devices(picture));
    }

    /** Those of the named devices that exist. */
    public static Table table(Inventory picture, List<Mode> modes, List<String> names) {
        var table = new Table(List.of(Column.text("device"), Column.text("name"), Column.number("bytes", "SIZE"), Column.number("node"),
                Column.text("mode"), Column.wrapped("state"))).whenEmpty("no persistent or soft-reserved memory on this machine");
        for (var name : names) {
            var mode = Cell.of(modeOf(picture, modes, name).orElse(NOBODY));
            if (picture.daxDevices().get(name) instanceof DaxDevice device) {
                table.row(Cell.of(name).in(Ink.STRONG), label(picture, device), size(device.bytes()), node(device.targetNode()), mode, state(picture, device));
            } else if (picture.namespaces().get(name) instanceof Namespace namespace) {
                table.row(Cell.of(name).in(Ink.STRONG), namespace.altName(), size(namespace.bytes()), node(nodeOf(picture, namespace)), mode, state(namespace));
            }
        }
        return table;
    }

    /** Name of the mode that owns the device now. */
    public static Optional<String> modeOf(Inventory picture, List<Mode> modes, String device) {
        return modes.stream().filter(mode -> mode.owns(picture, device)).map(Mode::name).findFirst();
    }

    static Cell state(Inventory picture, DaxDevice device) {
        var blocks = DeviceBlocks.of(picture, device);
        var leaked = blocks.leaked(picture);
        if (leaked.isPresent()) {
            return Cell.of("leaked until reboot: " + leaked.get()).in(Ink.BAD);
        }
        if (device.driver().isEmpty()) {
            return Cell.of("no driver").in(Ink.WARNING);
        }
        return switch (device.driver().get()) {
            case "kmem" -> memory(picture, blocks);
            case "device_dax" -> Cell.of("/dev/" + device.name());
            default -> Cell.of("driver " + device.driver().get());
        };
    }

    /** {@code 384 MiB online in zone Movable (memory33-35)}. */
    private static Cell memory(Inventory picture, DeviceBlocks blocks) {
        var existing = blocks.existing(picture);
        var online = new TreeMap<Zone, List<MemoryBlock>>();
        var offline = new ArrayList<MemoryBlock>();
        for (var block : existing) {
            block.zone().ifPresentOrElse(zone -> online.computeIfAbsent(zone, _ -> new ArrayList<>()).add(block), () -> offline.add(block));
        }
        var parts = new ArrayList<String>();
        online.forEach((zone, some) -> parts.add(amount(some, blocks.blockBytes()) + " online in zone " + zone.text() + " (" + runs(some) + ")"));
        if (!offline.isEmpty()) {
            parts.add(amount(offline, blocks.blockBytes()) + " offline (" + runs(offline) + ")");
        }
        return Cell.of(String.join(", ", parts)).in(offline.isEmpty() ? Ink.GOOD : Ink.WARNING);
    }

    private static String amount(List<MemoryBlock> blocks, long blockBytes) {
        return new ByteSize(blocks.size() * blockBytes).toString();
    }

    private static String runs(List<MemoryBlock> blocks) {
        return DeviceBlocks.text(DeviceBlocks.runs(blocks.stream().sorted(Comparator.comparingLong(MemoryBlock::number)).toList()));
    }

    private static Cell state(Namespace namespace) {
        if (namespace.bytes() == 0) {
            return Cell.of("not configured").in(Ink.FAINT);
        }
        if (!namespace.enabled()) {
            return Cell.of("disabled").in(Ink.WARNING);
        }
        return Cell.of(namespace.blockDevice().map(block -> "/dev/" + block).orElse("enabled"));
    }

    private static String label(Inventory picture, DaxDevice device) {
        return device.namespace().map(picture.namespaces()::get).map(Namespace::altName).orElse("");
    }

    private static OptionalInt nodeOf(Inventory picture, Namespace namespace) {
        var region = picture.regions().get(namespace.region());
        return region == null ? OptionalInt.empty() : region.targetNode();
    }

    static Cell node(OptionalInt node) {
        return node.isPresent() ? Cell.of(node.getAsInt()) : Cell.NONE;
    }

    static Cell size(long bytes) {
        return Cell.of(bytes, new ByteSize(bytes).toString());
    }
}
