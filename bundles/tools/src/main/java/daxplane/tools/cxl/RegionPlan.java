package daxplane.tools.cxl;

import daxplane.host.Errno;
import daxplane.tools.options.Values;
import daxplane.tools.session.ByteCount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a new region is to be made of. @param decoders of the memory devices, in the order of their positions */
record RegionPlan(String window, List<String> decoders, long bytes, int granularity) {

    private static final String PERSISTENT = "pmem";

    /** Why there is no plan, in the original's words. */
    static final class Unfit extends Exception {

        private static final long serialVersionUID = 1L;
        private final Errno errno;

        /** @param where the original's function, which stands before its words */
        Unfit(Errno errno, String where, String why) {
            super(where + ": " + why);
            this.errno = errno;
        }

        Errno errno() {
            return errno;
        }
    }

    private record Taken(long start, long end) {
    }

    /** As much of each device as the smallest one has, unless a size is given that is not 0. */
    static RegionPlan of(CxlDevices devices, Values options, List<String> words) throws Unfit {
        String window = options.text("decoder").orElseThrow(() -> invalid("no root decoder specified"));
        if (!words.isEmpty() && !options.has("memdevs")) {
            throw invalid("must specify option for target object types (-m)");
        }
        List<String> memories = memories(devices, window, words);
        String type = options.text("type").orElse(PERSISTENT);
        if (!type.equals(PERSISTENT)) {
            throw invalid("unsupported type: " + type);
        }
        Optional<String> size = options.text("size");
        if (size.isPresent() && ByteCount.parse(size.get()).isEmpty()) {
            throw invalid("Invalid size: " + size.get());
        }
        int ways = ways(options, words, memories.size());
        int granularity = granularity(devices, options, window);
        long wanted = size.flatMap(ByteCount::parse).map(ByteCount::bytes).orElse(0L);
        if (Long.remainderUnsigned(wanted, ways) != 0) {
            throw invalid("size (" + Long.toUnsignedString(wanted) + ") is not an integral multiple of interleave-ways (" + ways + ")");
        }
        List<String> members = memories.subList(0, ways);
        return new RegionPlan(window, decoders(devices, members), wanted == 0 ? most(devices, members) : wanted, granularity);
    }

    private static int ways(Values options, List<String> words, int memories) throws Unfit {
        int ways = options.number("ways").orElse(memories);
        if (ways <= 0) {
            throw invalid("Invalid interleave ways: " + ways);
        }
        if (ways > memories || !words.isEmpty() && ways != memories) {
            throw invalid("Interleave ways " + ways + " is " + (ways > memories ? "greater" : "less") + " than number of memdevs "
                    + (words.isEmpty() ? "found" : "specified") + ": " + memories);
        }
        return ways;
    }

    private static int granularity(CxlDevices devices, Values options, String window) throws Unfit {
        int granularity = options.number("granularity").orElse((int) devices.number(window, "interleave_granularity"));
        if (options.number("granularity").isPresent() && granularity <= 0) {
            throw invalid("Invalid interleave granularity: " + granularity);
        }
        return granularity;
    }

    private static Unfit invalid(String why) {
        return new Unfit(Errno.EINVAL, "parse_create_options", why);
    }

    /** Those of the words, or else all, of the devices behind the window's host bridges. */
    private static List<String> memories(CxlDevices devices, String window, List<String> words) throws Unfit {
        List<String> behind = behind(devices, window);
        List<String> memories = words.isEmpty() ? behind : words;
        if (memories.isEmpty() || !behind.containsAll(memories)) {
            throw new Unfit(Errno.ENXIO, "collect_memdevs", "no active memdevs found: decoder: " + window + " filter: "
                    + (words.isEmpty() ? "none" : String.join(" ", words)));
        }
        return memories;
    }

    private static List<String> behind(CxlDevices devices, String window) {
        List<String> memories = new ArrayList<>();
        for (String root : devices.named("root\\d+")) {
            if (devices.decodersOf(root).contains(window)) {
                Set<String> bridges = new HashSet<>();
                for (String id : devices.text(window, "target_list").split(",")) {
                    bridges.add(devices.linked(root, "dport" + id));
                }
                devices.below(root, "port\\d+").stream().filter(port -> bridges.contains(devices.subject(port)))
                        .flatMap(port -> devices.below(port, "endpoint\\d+").stream()).map(devices::subject)
                        .filter(devices::isBound).forEach(memories::add);
            }
        }
        memories.sort(CxlDevices.BY_NUMBER);
        return memories;
    }

    /** A decoder of each that belongs to no region. */
    private static List<String> decoders(CxlDevices devices, List<String> memories) throws Unfit {
        List<String> decoders = new ArrayList<>();
        for (String memory : memories) {
            decoders.add(devices.endpointOf(memory).stream().flatMap(endpoint -> devices.decodersOf(endpoint).stream())
                    .filter(decoder -> devices.text(decoder, "region").isEmpty()).findFirst()
                    .orElseThrow(() -> new Unfit(Errno.ENXIO, "create_region", "could not get an available decoder for " + memory)));
        }
        return decoders;
    }

    private static long most(CxlDevices devices, List<String> memories) {
        return memories.size() * memories.stream().mapToLong(memory -> devices.number(memory, "pmem/size")).min().orElse(0);
    }

    /** Largest range of a window that no region has. */
    static long largestHole(CxlDevices devices, String window) {
        long start = devices.number(window, "start");
        long end = start + devices.number(window, "size");
        var taken = devices.below(window, "region\\d+").stream().map(region -> taken(devices, region)).filter(range -> range.start < range.end)
                .sorted(Comparator.comparingLong(Taken::start)).toList();
        long largest = 0;
        for (Taken range : taken) {
            largest = Math.max(largest, range.start - start);
            start = range.end;
        }
        return Math.max(largest, end - start);
    }

    private static Taken taken(CxlDevices devices, String region) {
        long bytes = devices.number(region, "size");
        long start = bytes == 0 ? 0 : devices.number(region, "resource");
        return new Taken(start, start + bytes);
    }
}
