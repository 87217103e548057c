package daxplane.tools.cxl;

import daxplane.tools.options.Values;
import daxplane.tools.session.ByteCount;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a new region is to be made of. @param memories in the order of their positions */
record RegionPlan(String window, List<String> memories, long bytes, int granularity) {

    static final String PERSISTENT = "pmem";
    private static final String VOLATILE = "ram";
    private static final int FAILURE = 1;

    /** Why there is no region, in the original's words. */
    static final class Unfit extends Exception {

        private static final long serialVersionUID = 1L;
        private final String where;
        private final int exitCode;

        private Unfit(String where, String why, int exitCode) {
            super(why);
            this.where = where;
            this.exitCode = exitCode;
        }

        /** The original's exit code does not tell of it. @param where the original's function, which stands before its words */
        static Unfit byKernel(String where, String why) {
            return new Unfit(where, why, 0);
        }

        private static Unfit asked(String where, String why) {
            return new Unfit(where, why, FAILURE);
        }

        String where() {
            return where;
        }

        int exitCode() {
            return exitCode;
        }
    }

    private record Taken(long start, long end) {
    }

    /** As much of each device as the smallest one has, unless a size is given. */
    static RegionPlan of(CxlDevices devices, Values options, List<String> words) throws Unfit {
        String asked = options.text("decoder").orElseThrow(() -> invalid("no root decoder specified"));
        if (!words.isEmpty() && !options.has("memdevs")) {
            throw invalid("must specify option for target object types (-m)");
        }
        List<String> memories = memories(devices, asked, words);
        String type = options.text("type").orElse(PERSISTENT);
        if (!type.equals(PERSISTENT) && !type.equals(VOLATILE)) {
            throw invalid("unsupported type: " + type);
        }
        Optional<String> size = options.text("size");
        if (size.isPresent() && ByteCount.parse(size.get()).isEmpty()) {
            throw invalid("Invalid size: " + size.get());
        }
        int ways = ways(options, words, memories.size());
        if (options.number("granularity").isPresent() && options.number("granularity").getAsInt() <= 0) {
            throw invalid("Invalid interleave granularity: " + options.number("granularity").getAsInt());
        }
        validateWays(ways, words, memories.size());
        Optional<Long> wanted = size.flatMap(ByteCount::parse).map(ByteCount::bytes);
        if (Long.remainderUnsigned(wanted.orElse(0L), ways) != 0) {
            throw invalid("size (" + Long.toUnsignedString(wanted.orElse(0L)) + ") is not an integral multiple of interleave-ways (" + ways + ")");
        }
        String window = window(devices, options, asked, type);
        List<String> members = memories.subList(0, ways);
        long bytes = wanted.orElseGet(() -> most(devices, members));
        if (Long.compareUnsigned(bytes, largestHole(devices, window)) > 0) {
            throw Unfit.byKernel("create_region", window + ": region size 0x" + Long.toHexString(bytes) + " exceeds max available space");
        }
        if (type.equals(VOLATILE)) {
            throw Unfit.byKernel("create_region", "region type 'ram' not supported yet");
        }
        return new RegionPlan(window, members, bytes, options.number("granularity").orElse((int) devices.number(window, "interleave_granularity")));
    }

    /** As many as there are words, or else devices. */
    private static int ways(Values options, List<String> words, int memories) throws Unfit {
        int named = (int) words.stream().flatMap(word -> Arrays.stream(word.split("[ ,]+"))).filter(word -> !word.isEmpty()).count();
        int ways = options.number("ways").orElse(words.isEmpty() ? memories : named);
        if (ways <= 0) {
            throw invalid("Invalid interleave ways: " + ways);
        }
        return ways;
    }

    private static void validateWays(int ways, List<String> words, int memories) throws Unfit {
        if (ways > memories || !words.isEmpty() && ways != memories) {
            throw Unfit.asked("validate_ways", "Interleave ways " + ways + " is " + (ways > memories ? "greater" : "less") + " than number of memdevs "
                    + (words.isEmpty() ? "found" : "specified") + ": " + memories);
        }
    }

    private static Unfit invalid(String why) {
        return Unfit.asked("parse_create_options", why);
    }

    /** Those of the words, or else all, that the decoder leads to. */
    private static List<String> memories(CxlDevices devices, String decoder, List<String> words) throws Unfit {
        String joined = String.join(" ", words);
        var filter = new CxlFilter(devices);
        var meant = devices.named("root\\d+").stream().flatMap(root -> devices.memoriesBelow(root)).filter(devices::isBound)
                .filter(memory -> words.isEmpty() || filter.memory(joined.indexOf(' ') < 0 ? joined : joined.replace(',', ' '), memory))
                .filter(memory -> devices.named("decoder\\d+\\.\\d+").stream().filter(each -> filter.decoder(decoder, each))
                        .filter(each -> !devices.portOf(each).startsWith("endpoint")).anyMatch(each -> devices.reachedBy(each, devices.portOf(each)).anyMatch(memory::equals)))
                .sorted(Comparator.comparingInt(memory -> place(filter, words, memory))).toList();
        if (meant.isEmpty()) {
            throw Unfit.asked("collect_memdevs", "no active memdevs found: decoder: " + decoder + " filter: " + (words.isEmpty() ? "none" : told(words)));
        }
        return meant;
    }

    /** As the original repeats them: it counts the names, and puts a comma behind each word but that of the last name. */
    private static String told(List<String> words) {
        var trimmed = words.stream().map(word -> word.replaceAll("^,+|,+$", "")).toList();
        long names = trimmed.stream().flatMap(word -> Arrays.stream(word.split(","))).filter(name -> !name.isEmpty()).count();
        return String.join(",", trimmed) + (names > words.size() ? "," : "");
    }

    /** The first word that means a device tells its position. */
    private static int place(CxlFilter filter, List<String> words, String memory) {
        var each = words.stream().flatMap(word -> Arrays.stream(word.split("[ ,]+"))).toList();
        return (int) each.stream().takeWhile(word -> !filter.memory(word, memory)).count();
    }

    private static String window(CxlDevices devices, Values options, String asked, String type) throws Unfit {
        var filter = new CxlFilter(devices);
        String window = devices.named("root\\d+").stream().filter(root -> options.text("bus").map(bus -> filter.bus(bus, root)).orElse(true))
                .flatMap(root -> devices.decodersOf(root).stream()).filter(each -> filter.decoder(asked, each)).findFirst()
                .orElseThrow(() -> Unfit.asked("create_region_validate_config", asked + " not found in CXL topology"));
        boolean fits = devices.number(window, type.equals(PERSISTENT) ? "cap_pmem" : "cap_ram") == 1;
        if (!fits) {
            throw Unfit.asked("create_region_validate_config", window + " is not " + (type.equals(PERSISTENT) ? PERSISTENT : "volatile") + " capable");
        }
        return window;
    }

    /** A decoder of a memory device that belongs to no region. */
    static String freeDecoder(CxlDevices devices, String memory) throws Unfit {
        String endpoint = devices.endpointOf(memory)
                .orElseThrow(() -> Unfit.byKernel("cxl_memdev_find_decoder", "could not get an endpoint for " + memory));
        return devices.decodersOf(endpoint).stream().filter(decoder -> devices.text(decoder, "region").isEmpty()).findFirst()
                .orElseThrow(() -> Unfit.byKernel("cxl_memdev_find_decoder", "could not get a free decoder for " + memory));
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
