package daxplane.host.platform;

import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.inventory.ByteSize;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * What the firmware tells of the nodes, those included that have no memory yet. Immutable.
 *
 * @param speeds    of each node's memory for its nearest processors
 * @param distances from node to node; 10 is the node itself
 * @param caches    memory that is a cache of other memory
 * @param dimms     what each DIMM stores in, by its name
 * @param regions   what makes a store durable, by the name of the region
 */
public record Platform(SortedMap<Integer, MemorySpeed> speeds, SortedMap<Integer, SortedMap<Integer, Integer>> distances, List<SideCache> caches,
        SortedMap<String, Technology> dimms, SortedMap<String, Persistence> regions) {

    /** Nothing is told. */
    public static final Platform UNKNOWN = new Platform(new TreeMap<>(), new TreeMap<>(), List.of(), new TreeMap<>(), new TreeMap<>());

    private static final String NODES = "/sys/devices/system/node";
    private static final String ND_DEVICES = "/sys/bus/nd/devices";
    private static final int LOCAL = 10;
    /** More than any machine has slots. */
    private static final int MOST_DEVICES = 4096;
    /** No kernel has more nodes. */
    private static final int MOST_NODES = 1024;
    private static final int SLIT_MATRIX = 44;

    public Platform {
        caches = List.copyOf(caches);
    }

    /** Never fails: what cannot be read is not told. */
    public static Platform read(Host host) {
        var numbers = NodeNumbers.of(AcpiBytes.read(host, "SRAT"));
        var table = new AttributeTable(AcpiBytes.read(host, "HMAT"), numbers);
        var speeds = new TreeMap<Integer, MemorySpeed>();
        for (int node : nodes(host, numbers)) {
            nearest(table.speeds(node)).or(() -> shown(host, node)).ifPresent(speed -> speeds.put(node, speed));
        }
        return new Platform(speeds, distances(host, numbers), table.caches(), named(host, "nmem", Technology::of), named(host, "region", Persistence::read));
    }

    /** How much DRAM is a cache and can be used as nothing else: the machine is in Memory Mode, or a part of it is. */
    public ByteSize cached() {
        return new ByteSize(caches.stream().mapToLong(cache -> cache.bytes().bytes()).sum());
    }

    public Optional<MemorySpeed> speed(int node) {
        return Optional.ofNullable(speeds.get(node));
    }

    /** As the kernel tells it: 10 for itself, 20 for twice as far. */
    public OptionalInt distance(int from, int to) {
        var row = distances.get(from);
        return row == null || !row.containsKey(to) ? OptionalInt.empty() : OptionalInt.of(row.get(to));
    }

    /** Nodes by what the table tells, and those that are online. */
    private static SortedSet<Integer> nodes(Host host, NodeNumbers numbers) {
        var all = new TreeSet<>(numbers.nodeOfDomain().values());
        online(host).forEach(all::add);
        return all;
    }

    private static List<Integer> online(Host host) {
        var found = new ArrayList<Integer>();
        try {
            for (String name : host.attributes().list(NODES)) {
                if (name.matches("node\\d{1,4}") && found.size() < MOST_NODES) {
                    found.add(Integer.parseInt(name.substring("node".length())));
                }
            }
        } catch (HostException untold) {
            return List.of();
        }
        found.sort(Comparator.naturalOrder());
        return found;
    }

    private static <T> SortedMap<String, T> named(Host host, String kind, BiFunction<Host, String, T> read) {
        var found = new TreeMap<String, T>();
        try {
            host.attributes().list(ND_DEVICES).stream().filter(name -> name.matches(kind + "\\d{1,6}")).limit(MOST_DEVICES)
                    .forEach(name -> found.put(name, read.apply(host, name)));
        } catch (HostException none) {
            return found;
        }
        return found;
    }

    private static Optional<MemorySpeed> nearest(SortedMap<Integer, MemorySpeed> all) {
        return all.values().stream().filter(speed -> speed.nanos() != 0 || speed.mib() != 0)
                .min(Comparator.comparingLong((MemorySpeed speed) -> speed.nanos() == 0 ? Long.MAX_VALUE : speed.nanos())
                        .thenComparing(Comparator.comparingLong(MemorySpeed::mib).reversed()).thenComparingInt(MemorySpeed::from));
    }

    /** What the kernel shows of a node that has memory. Class 1 counts processors alone; kernels before 5.10 have class 0 only. */
    private static Optional<MemorySpeed> shown(Host host, int node) {
        for (String access : List.of("access1", "access0")) {
            String directory = NODES + "/node" + node + "/" + access + "/initiators/";
            var speed = new MemorySpeed(initiator(host, directory, node), number(host, directory + "read_latency"), number(host, directory + "write_latency"),
                    number(host, directory + "read_bandwidth"), number(host, directory + "write_bandwidth"));
            if (speed.nanos() != 0 || speed.mib() != 0) {
                return Optional.of(speed);
            }
        }
        return Optional.empty();
    }

    private static int initiator(Host host, String directory, int node) {
        try {
            return host.attributes().list(directory.substring(0, directory.length() - 1)).stream().filter(name -> name.matches("node\\d{1,4}"))
                    .map(name -> Integer.parseInt(name.substring("node".length()))).min(Comparator.naturalOrder()).orElse(node);
        } catch (HostException untold) {
            return node;
        }
    }

    private static long number(Host host, String path) {
        String text = text(host, path);
        return text.matches("\\d{1,10}") ? Long.parseLong(text) : 0;
    }

    /** Of an attribute, without its end; empty text where there is none, or none that may be read. */
    static String text(Host host, String path) {
        try {
            return host.attributes().read(path).strip();
        } catch (HostException absent) {
            return "";
        }
    }

    /** The firmware's table where it makes sense; else what the kernel shows of the nodes that are online. */
    private static SortedMap<Integer, SortedMap<Integer, Integer>> distances(Host host, NodeNumbers numbers) {
        var told = distances(AcpiBytes.read(host, "SLIT"), numbers.nodeOfDomain());
        if (!told.isEmpty()) {
            return told;
        }
        var shown = new TreeMap<Integer, SortedMap<Integer, Integer>>();
        var online = online(host);
        for (int from : online) {
            String[] row = text(host, NODES + "/node" + from + "/distance").split("\\s+");
            for (int at = 0; at < row.length && row.length == online.size(); at++) {
                if (row[at].matches("\\d{1,3}")) {
                    shown.computeIfAbsent(from, _ -> new TreeMap<>()).put(online.get(at), Integer.parseInt(row[at]));
                }
            }
        }
        return shown;
    }

    private static SortedMap<Integer, SortedMap<Integer, Integer>> distances(AcpiBytes slit, Map<Integer, Integer> nodeOfDomain) {
        var found = new TreeMap<Integer, SortedMap<Integer, Integer>>();
        long size = slit.length() < SLIT_MATRIX ? 0 : slit.u64(SLIT_MATRIX - 8);
        if (size <= 0 || size > MOST_NODES || SLIT_MATRIX + size * size > slit.length()) {
            return found;
        }
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                int value = slit.u8(SLIT_MATRIX + row * (int) size + column);
                if (row == column ? value != LOCAL : value <= LOCAL) {
                    return new TreeMap<>();         // the kernel leaves such a table aside as a whole
                }
                Integer from = nodeOfDomain.get(row);
                Integer to = nodeOfDomain.get(column);
                if (from != null && to != null) {
                    found.computeIfAbsent(from, _ -> new TreeMap<>()).put(to, value);
                }
            }
        }
        return found;
    }
}
