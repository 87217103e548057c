package daxplane.shell.view;

import daxplane.control.Mode;
import daxplane.inventory.ByteSize;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.DeviceBlocks;
import daxplane.inventory.Dimm;
import daxplane.inventory.Inventory;
import daxplane.inventory.MemoryBlock;
import daxplane.inventory.Namespace;
import daxplane.inventory.Owner;
import daxplane.inventory.Ownership;
import daxplane.inventory.OwnershipEntry;
import daxplane.inventory.Zone;
import daxplane.shell.screen.Cell;
import daxplane.shell.screen.Column;
import daxplane.shell.screen.Style;
import daxplane.shell.screen.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Every piece of memory that can be owned, and who owns it. */
public final class Devices {

    private static final String NO_MODE = "-";

    private Devices() {
    }

    public static Table table(Inventory picture, List<Mode> modes) {
        var table = holdings(picture, modes, Ownership.of(picture).holdings());
        Undriven.in(picture).forEach(memory -> table.row(Cell.of("0x" + Long.toHexString(memory.range().start())).in(Style.STRONG), "",
                size(memory.range().bytes()), Cell.NONE, NO_MODE,
                new Cell("nobody", "nobody: no driver has it; " + memory.remedy(), Style.WARNING)));
        return table;
    }

    /** Those that the names stand for: dax devices, namespaces, uuids, labels. */
    public static Table table(Inventory picture, List<Mode> modes, List<String> names) {
        var ownership = Ownership.of(picture);
        var named = names.stream()
                .flatMap(name -> ownership.named(Names.namespace(picture, name).map(Namespace::name).orElse(name)).stream())
                .distinct().toList();
        return holdings(picture, modes, named);
    }

    static Table holdings(Inventory picture, List<Mode> modes, List<OwnershipEntry> holdings) {
        var table = new Table(List.of(Column.text("device"), Column.text("name"), Column.number("bytes", "SIZE"), Column.number("node"),
                Column.text("mode"), Column.wrapped("owner"))).whenEmpty(picture.reservations().isEmpty() && picture.regions().isEmpty()
                        ? "no persistent or soft-reserved memory is to be seen; 'doctor' tells whether the kernel hides some" : "nothing to hand over");
        for (var holding : holdings) {
            table.row(Cell.of(holding.object()).in(Style.STRONG), label(picture, holding), size(holding.size().bytes()), node(node(picture, holding)),
                    Cell.of(modeOf(picture, modes, holding.object()).orElse(NO_MODE)), owner(picture, holding));
        }
        return table;
    }

    /** Dax devices and namespaces: what changes hands. */
    public static List<OwnershipEntry> owned(Inventory picture) {
        return Ownership.of(picture).holdings().stream().filter(holding -> picture.daxDevices().containsKey(holding.object())
                || picture.namespaces().containsKey(holding.object())).filter(holding -> holding.size().bytes() != 0).toList();
    }

    /** Name of the mode that owns the device now. */
    public static Optional<String> modeOf(Inventory picture, List<Mode> modes, String device) {
        return modes.stream().filter(mode -> mode.owns(picture, device)).map(Mode::name).findFirst();
    }

    static Cell owner(Inventory picture, OwnershipEntry holding) {
        var known = switch (holding.owner()) {
            case Owner.BlockDevice(var name) -> Cell.of("block device /dev/" + name);
            case Owner.DeviceDax(var device) -> Cell.of("applications, through /dev/" + device);
            case Owner.SystemRam ram -> memory(picture, ram);
            case Owner.OtherDriver(_, var driver) -> Cell.of("driver " + driver);
            case Owner.Nobody _ when isCxlMemory(picture, holding) -> Cell.of("nobody: part of no region; cxl create-region makes one").in(Style.FAINT);
            case Owner.Nobody _ -> Cell.of("nobody").in(Style.FAINT);
            case Owner.Leaked(var leak) -> Cell.of("nobody: leaked until reboot, " + leak.range()).in(Style.BAD);
        };
        return new Cell(json(holding), known.text(), known.ink());
    }

    private static boolean isCxlMemory(Inventory picture, OwnershipEntry holding) {
        return picture.dimms().get(holding.object()) instanceof Dimm dimm && dimm.cxl().isPresent();
    }

    private static String json(OwnershipEntry holding) {
        return holding.owner().word();
    }

    /** {@code the kernel: 384 MiB online in zone Movable (memory33-35)}. */
    private static Cell memory(Inventory picture, Owner.SystemRam ram) {
        var online = new TreeMap<Zone, List<MemoryBlock>>();
        var offline = new ArrayList<MemoryBlock>();
        if (picture.daxDevices().get(ram.device()) instanceof DaxDevice device) {
            for (var block : DeviceBlocks.of(picture, device).existing(picture)) {
                block.zone().ifPresentOrElse(zone -> online.computeIfAbsent(zone, _ -> new ArrayList<>()).add(block), () -> offline.add(block));
            }
        }
        long blockBytes = picture.policy().blockBytes();
        var parts = new ArrayList<String>();
        online.forEach((zone, some) -> parts.add(blocks(some, blockBytes) + " online in zone " + zone.text() + " (" + runs(some) + ")"));
        if (!offline.isEmpty()) {
            parts.add(blocks(offline, blockBytes) + " offline (" + runs(offline) + ")");
        }
        return Cell.of("the kernel: " + String.join(", ", parts)).in(offline.isEmpty() ? Style.GOOD : Style.WARNING);
    }

    private static String blocks(List<MemoryBlock> blocks, long blockBytes) {
        return new ByteSize(blocks.size() * blockBytes).toString();
    }

    private static String runs(List<MemoryBlock> ascending) {
        return DeviceBlocks.text(DeviceBlocks.runs(ascending));
    }

    private static String label(Inventory picture, OwnershipEntry holding) {
        return holding.namespace().map(picture.namespaces()::get).map(Namespace::altName).orElse("");
    }

    public static OptionalInt node(Inventory picture, OwnershipEntry holding) {
        if (picture.daxDevices().get(holding.object()) instanceof DaxDevice device) {
            return device.targetNode();
        }
        if (picture.dimms().get(holding.object()) instanceof Dimm dimm && dimm.cxl().isPresent()) {
            return dimm.cxl().get().node();
        }
        return holding.region().map(picture.regions()::get).map(region -> region.targetNode()).orElse(OptionalInt.empty());
    }

    static Cell node(OptionalInt node) {
        return node.isPresent() ? Cell.of(node.getAsInt()) : Cell.NONE;
    }

    static Cell size(long bytes) {
        return Cell.of(bytes, new ByteSize(bytes).toString());
    }
}
