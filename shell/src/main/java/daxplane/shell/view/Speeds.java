package daxplane.shell.view;

import daxplane.host.platform.MemorySpeed;
import daxplane.host.platform.Platform;
import daxplane.inventory.ByteSize;
import daxplane.inventory.Inventory;
import daxplane.inventory.Node;
import daxplane.shell.screen.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** How fast the memory of a node is, in words: its own numbers, and those of DRAM beside them. */
final class Speeds {

    private Speeds() {
    }

    /** {@code 50 ns, 2560 MiB/s from node 0; DRAM of node 0: 10 ns, 5120 MiB/s; 5 times the latency}; empty where nothing is told. */
    static Cell of(Inventory picture, Platform platform, OptionalInt node) {
        var speed = node.isPresent() ? platform.speed(node.getAsInt()) : Optional.<MemorySpeed>empty();
        if (speed.isEmpty()) {
            return Cell.NONE;
        }
        var text = numbers(speed.get()) + " from node " + speed.get().from();
        var dram = dram(picture, platform, speed.get()).filter(near -> near.getKey() != node.getAsInt());
        return Cell.of(json(speed.get()), text + dram.map(near -> "; DRAM of node " + near.getKey() + ": " + numbers(near.getValue()) + times(near.getValue(), speed.get())).orElse(""));
    }

    /** The ordinary memory of whoever reaches the other best. */
    static Optional<Map.Entry<Integer, MemorySpeed>> dram(Inventory picture, Platform platform, MemorySpeed other) {
        return Optional.ofNullable(picture.nodes().get(other.from())).filter(node -> !node.cpus().isEmpty()).map(Node::id)
                .flatMap(id -> platform.speed(id).map(speed -> Map.entry(id, speed)));
    }

    private static String times(MemorySpeed near, MemorySpeed far) {
        return near.nanos() == 0 || far.nanos() <= near.nanos() ? "" : "; " + factor(far.nanos(), near.nanos()) + " times the latency";
    }

    /** {@code 5}, {@code 3.4}. */
    static String factor(long large, long small) {
        return String.format(Locale.ROOT, "%.1f", (double) large / small).replace(".0", "");
    }

    private static String numbers(MemorySpeed speed) {
        var parts = new ArrayList<String>();
        if (speed.nanos() != 0) {
            parts.add(speed.readNanos() == speed.writeNanos() || speed.readNanos() == 0 || speed.writeNanos() == 0 ? speed.nanos() + " ns"
                    : speed.readNanos() + " ns to read, " + speed.writeNanos() + " ns to write");
        }
        if (speed.mib() != 0) {
            parts.add(speed.readMib() == speed.writeMib() || speed.readMib() == 0 || speed.writeMib() == 0 ? bandwidth(speed.mib())
                    : bandwidth(speed.readMib()) + " to read, " + bandwidth(speed.writeMib()) + " to write");
        }
        return String.join(", ", parts);
    }

    static String bandwidth(long mib) {
        return ByteSize.ofMebibytes(mib) + "/s";
    }

    /** @return {@code node0 17, node1 28}: 10 is the node itself */
    static String distances(Platform platform, int id) {
        var row = platform.distances().get(id);
        return row == null ? "" : row.entrySet().stream().filter(entry -> entry.getKey() != id).map(entry -> "node" + entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    /** DRAM that is a cache in front of the node's memory. */
    static Cell caches(Platform platform, int id) {
        long bytes = platform.caches().stream().filter(cache -> cache.node() == id).mapToLong(cache -> cache.bytes().bytes()).sum();
        return bytes == 0 ? Cell.NONE : Devices.size(bytes);
    }

    static Map<String, Object> json(MemorySpeed speed) {
        var object = new LinkedHashMap<String, Object>();
        object.put("from_node", speed.from());
        object.put("read_nanoseconds", speed.readNanos());
        object.put("write_nanoseconds", speed.writeNanos());
        object.put("read_mib_per_second", speed.readMib());
        object.put("write_mib_per_second", speed.writeMib());
        return object;
    }
}
