package daxplane.shell.view;

import daxplane.host.platform.MemorySpeed;
import daxplane.host.platform.Platform;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.Inventory;
import daxplane.inventory.Node;
import daxplane.inventory.Region;
import daxplane.shell.screen.Cell;
import daxplane.shell.screen.Column;
import daxplane.shell.screen.Style;
import daxplane.shell.screen.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** The nodes as tiers of memory, the fastest first, those included that get their memory by a hand-over alone. */
final class Tiers {

    private Tiers() {
    }

    static Table table(Inventory picture, Platform platform) {
        var table = new Table(List.of(Column.text("node"), Column.text("tier"), Column.number("total_bytes", "MEMORY"), Column.text("cpus"),
                Column.number("read_nanoseconds", "READ"), Column.number("write_nanoseconds", "WRITE"), Column.number("read_mib_per_second", "READ BW"),
                Column.number("write_mib_per_second", "WRITE BW"), Column.number("distance"), Column.wrapped("from"), Column.wrapped("dax_devices"))).whenEmpty("no nodes");
        var nodes = new TreeSet<>(picture.nodes().keySet());
        Stream.concat(picture.daxDevices().values().stream().map(DaxDevice::targetNode), picture.regions().values().stream().map(Region::targetNode))
                .filter(OptionalInt::isPresent).mapToInt(OptionalInt::getAsInt).filter(node -> node >= 0).forEach(nodes::add);
        nodes.stream().sorted(Comparator.comparingLong((Integer node) -> platform.speed(node).map(MemorySpeed::nanos).filter(nanos -> nanos != 0).orElse(Long.MAX_VALUE))
                .thenComparing(Comparator.naturalOrder())).forEach(node -> row(table, picture, platform, node));
        return table;
    }

    private static void row(Table table, Inventory picture, Platform platform, int id) {
        var node = Optional.ofNullable(picture.nodes().get(id));
        var speed = platform.speed(id);
        var from = speed.map(MemorySpeed::from);
        table.row(Cell.of("node" + id).in(Style.STRONG), node.flatMap(Node::tier).orElse(""), Devices.size(node.map(Node::totalKib).orElse(0L) * 1024),
                node.map(Node::cpus).orElse(""), value(speed, MemorySpeed::readNanos, " ns"), value(speed, MemorySpeed::writeNanos, " ns"),
                bandwidth(speed, MemorySpeed::readMib), bandwidth(speed, MemorySpeed::writeMib),
                from.map(near -> platform.distance(near, id)).filter(OptionalInt::isPresent).map(far -> Cell.of(far.getAsInt())).orElse(Cell.NONE),
                from.map(near -> "node" + near).orElse(""),
                devices(picture, id));
    }

    private static Cell devices(Inventory picture, int id) {
        var names = picture.daxDevices().values().stream().filter(device -> device.targetNode().equals(OptionalInt.of(id))).map(DaxDevice::name).toList();
        return Cell.of(names, String.join(", ", names));
    }

    private static Cell value(Optional<MemorySpeed> speed, ToLongFunction<MemorySpeed> what, String unit) {
        return speed.map(what::applyAsLong).filter(value -> value != 0).map(value -> Cell.of(value, value + unit)).orElse(Cell.NONE);
    }

    private static Cell bandwidth(Optional<MemorySpeed> speed, ToLongFunction<MemorySpeed> what) {
        return speed.map(what::applyAsLong).filter(value -> value != 0).map(value -> Cell.of(value, Speeds.bandwidth(value))).orElse(Cell.NONE);
    }
}
