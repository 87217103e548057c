package daxplane.shell.view;

import daxplane.host.platform.MemorySpeed;
import daxplane.host.platform.Platform;
import daxplane.inventory.AddressRange;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.DeviceBlocks;
import daxplane.inventory.Inventory;
import daxplane.inventory.Namespace;
import daxplane.inventory.Node;
import daxplane.inventory.Region;
import daxplane.shell.screen.Cell;
import daxplane.shell.screen.Column;
import daxplane.shell.screen.Properties;
import daxplane.shell.screen.Table;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What memory is worth as RAM of its own node, and what it would be worth in Memory Mode, where all DRAM is a cache in front of it: in the
 * numbers of this machine.
 *
 * <pre>
 *   of its own node   capacity DRAM + memory     latency that of the node which a program chose
 *   Memory Mode       capacity of the DIMMs      a hit takes as long as DRAM, a miss as long as DRAM and memory one after the other; of W bytes
 *                                                in use that are touched at random, DRAM / W are hits at best (no conflicts)
 * </pre>
 *
 * @param object what is compared
 * @param node   that its memory belongs to
 * @param bytes  that it is as RAM
 * @param behind all that the firmware would put behind the cache: the DIMMs that it lies on, whole
 */
public record Alternatives(String object, int node, long bytes, long behind) {

    /** Empty: it is nothing that could be RAM, or nobody knows of which node. */
    public static Optional<Alternatives> of(Inventory picture, String object) {
        var device = Optional.ofNullable(picture.daxDevices().get(object));
        var namespace = Optional.ofNullable(picture.namespaces().get(object));
        var region = Optional.ofNullable(picture.regions().get(object)).or(() -> namespace.map(Namespace::region).map(picture.regions()::get))
                .or(() -> device.flatMap(found -> regionOf(picture, found)));
        var node = device.map(DaxDevice::targetNode).or(() -> region.map(Region::targetNode)).orElse(OptionalInt.empty());
        long bytes = device.map(found -> DeviceBlocks.of(picture, found).bytes()).or(() -> namespace.map(Namespace::bytes)).or(() -> region.map(found -> found.range().bytes())).orElse(0L);
        return node.isPresent() && node.getAsInt() >= 0 && bytes != 0
                ? Optional.of(new Alternatives(object, node.getAsInt(), bytes, region.map(found -> behind(picture, found)).filter(all -> all != 0).orElse(bytes))) : Optional.empty();
    }

    private static Optional<Region> regionOf(Inventory picture, DaxDevice device) {
        return picture.regions().values().stream().filter(region -> device.ranges().stream().anyMatch((AddressRange range) -> region.range().overlaps(range))).findFirst();
    }

    private static long behind(Inventory picture, Region region) {
        var dimms = region.mappings().stream().map(Region.Mapping::dimm).collect(Collectors.toSet());
        return picture.regions().values().stream().flatMap(other -> other.mappings().stream()).filter(mapping -> dimms.contains(mapping.dimm())).mapToLong(Region.Mapping::bytes).sum();
    }

    public Properties shown(Inventory picture, Platform platform) {
        var near = picture.nodes().values().stream().filter(found -> !found.cpus().isEmpty() && found.hasMemory()).map(Node::id).toList();
        long dram = picture.nodes().values().stream().filter(found -> !found.cpus().isEmpty()).mapToLong(Node::totalKib).sum() << 10;
        var far = platform.speed(node);
        var first = far.flatMap(speed -> Speeds.dram(picture, platform, speed)).map(entry -> entry.getValue().nanos()).filter(nanos -> nanos != 0);
        var second = far.map(MemorySpeed::nanos).filter(nanos -> nanos != 0);
        var table = new Table(List.of(Column.text("way"), Column.number("capacity_bytes", "CAPACITY"), Column.number("dram_bytes", "DRAM FOR PROGRAMS"), Column.number("best_nanoseconds", "BEST"),
                Column.number("worst_nanoseconds", "WORST"), Column.number("average_nanoseconds", "ALL IN USE"), Column.wrapped("who_decides")));
        table.row("hot-plugged", Devices.size(dram + bytes), Devices.size(dram), nanos(first), nanos(second), nanos(both(first, second, (near1, far1) -> (near1 * dram + far1 * bytes) / (dram + bytes))),
                "whoever starts a program, by the node");
        table.row("Memory Mode", Devices.size(behind), Devices.size(0), nanos(first), nanos(both(first, second, Long::sum)),
                nanos(both(first, second, (near1, far1) -> near1 + far1 - (long) (far1 * Math.min(1.0, (double) dram / behind)))), "the cache, by what else is in use");
        return new Properties(object)
                .silently("object", object)
                .with("dram_only", "numactl --membind=" + near.stream().map(String::valueOf).collect(Collectors.joining(",")) + " PROGRAM")
                .with("this_memory_only", "numactl --membind=" + node + " PROGRAM")
                .with("this_memory_first", "numactl --preferred=" + node + " PROGRAM")
                .with("memory_mode", platform.caches().isEmpty() ? "not in use; it is a choice of the firmware, for all DRAM of the machine" : platform.cached() + " of DRAM are a cache now")
                .with("ways", table);
    }

    @FunctionalInterface
    private interface Combined {
        long of(long near, long far);
    }

    private static Optional<Long> both(Optional<Long> near, Optional<Long> far, Combined how) {
        return near.flatMap(first -> far.map(second -> how.of(first, second)));
    }

    private static Cell nanos(Optional<Long> nanos) {
        return nanos.map(value -> Cell.of(value, value + " ns")).orElse(Cell.NONE);
    }
}
