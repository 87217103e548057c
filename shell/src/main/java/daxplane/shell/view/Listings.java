package daxplane.shell.view;

import daxplane.control.Mode;
import daxplane.host.platform.Platform;
import daxplane.inventory.DeviceBlocks;
import daxplane.inventory.Inventory;
import daxplane.inventory.MemoryBlock;
import daxplane.shell.screen.Cell;
import daxplane.shell.screen.Column;
import daxplane.shell.screen.Style;
import daxplane.shell.screen.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code list} can list. */
public enum Listings {
    DEVICES, NAMESPACES, REGIONS, DIMMS, MEMORY, NODES, TIERS, MODES, MODULES;

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it tells what the firmware says of the whole machine. */
    public boolean needsPlatform() {
        return this == TIERS;
    }

    /** @param platform nothing of it is told of the past */
    public Table table(Inventory picture, List<Mode> modes, Platform platform) {
        return switch (this) {
            case DEVICES -> Devices.table(picture, modes);
            case NAMESPACES -> namespaces(picture);
            case REGIONS -> regions(picture);
            case DIMMS -> dimms(picture);
            case MEMORY -> memory(picture);
            case NODES -> nodes(picture);
            case TIERS -> Tiers.table(picture, platform);
            case MODES -> modes(modes);
            case MODULES -> modules(picture);
        };
    }

    private static Table namespaces(Inventory picture) {
        var table = new Table(List.of(Column.text("namespace"), Column.text("name"), Column.number("bytes", "SIZE"), Column.text("mode"),
                Column.text("enabled"), Column.text("region"), Column.text("uuid"))).whenEmpty("no namespaces");
        picture.namespaces().values().forEach(namespace -> table.row(strong(namespace.name()), namespace.altName(), Devices.size(namespace.bytes()),
                namespace.mode().word(), yes(namespace.enabled()), namespace.region(), namespace.uuid().orElse("")));
        return table;
    }

    private static Table regions(Inventory picture) {
        var table = new Table(List.of(Column.text("region"), Column.number("bytes", "SIZE"), Column.number("available_bytes", "FREE"),
                Column.number("node"), Column.text("labelled"), Column.text("enabled"), Column.text("dimms"), Column.wrapped("range")))
                .whenEmpty("no regions");
        picture.regions().values().forEach(region -> table.row(strong(region.name()), Devices.size(region.range().bytes()),
                Devices.size(region.availableBytes()), Devices.node(region.targetNode()), yes(region.labelled()), yes(region.enabled()),
                String.join(",", region.mappings().stream().map(mapping -> mapping.dimm()).toList()), region.range().toString()));
        return table;
    }

    private static Table dimms(Inventory picture) {
        var table = new Table(List.of(Column.text("dimm"), Column.text("id"), Column.text("enabled"), Column.text("active"), Column.text("labelled"),
                Column.text("locked"), Column.number("free_label_slots", "FREE SLOTS"))).whenEmpty("no DIMMs");
        picture.dimms().values().forEach(dimm -> table.row(strong(dimm.name()), dimm.id(), yes(dimm.enabled()), yes(dimm.active()), yes(dimm.labelled()),
                yes(dimm.locked()), dimm.freeSlots().isPresent() ? Cell.of(dimm.freeSlots().getAsInt()) : Cell.NONE));
        return table;
    }

    /** Neighbouring blocks of the same node and state in one row. */
    private static Table memory(Inventory picture) {
        var table = new Table(List.of(Column.text("blocks"), Column.number("bytes", "SIZE"), Column.number("node"), Column.text("state"), Column.text("zone")))
                .whenEmpty("no memory blocks");
        var run = new ArrayList<MemoryBlock>();
        for (var block : picture.blocks().values()) {
            if (!run.isEmpty() && !(run.getLast().number() + 1 == block.number() && run.getLast().node().equals(block.node())
                    && run.getLast().zone().equals(block.zone()))) {
                row(table, run, picture.policy().blockBytes());
                run.clear();
            }
            run.add(block);
        }
        if (!run.isEmpty()) {
            row(table, run, picture.policy().blockBytes());
        }
        return table;
    }

    private static void row(Table table, List<MemoryBlock> run, long blockBytes) {
        var first = run.getFirst();
        table.row(strong(DeviceBlocks.text(DeviceBlocks.runs(run))), Devices.size(run.size() * blockBytes), Devices.node(first.node()),
                first.online() ? Cell.of("online") : Cell.of("offline").in(Style.WARNING), first.zone().map(zone -> zone.text()).orElse(""));
    }

    private static Table nodes(Inventory picture) {
        var table = new Table(List.of(Column.text("node"), Column.text("cpus"), Column.number("total_bytes", "MEMORY"), Column.text("tier")));
        picture.nodes().values().forEach(node -> table.row(strong("node" + node.id()), node.cpus(), Devices.size(node.totalKib() * 1024), node.tier().orElse("")));
        return table;
    }

    private static Table modes(List<Mode> modes) {
        var table = new Table(List.of(Column.text("mode"), Column.wrapped("what"))).whenEmpty("no modes: bundle daxplane.modes is not running");
        modes.forEach(mode -> table.row(strong(mode.name()), mode.describe()));
        return table;
    }

    private static Table modules(Inventory picture) {
        var table = new Table(List.of(Column.text("module"))).whenEmpty("no modules loaded");
        picture.modules().forEach(module -> table.row(strong(module)));
        return table;
    }

    private static Cell strong(String text) {
        return Cell.of(text).in(Style.STRONG);
    }

    private static Cell yes(boolean flag) {
        return Cell.of(flag, flag ? "yes" : "no");
    }
}
