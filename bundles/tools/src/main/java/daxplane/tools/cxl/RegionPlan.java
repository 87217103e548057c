package daxplane.tools.cxl;

import daxplane.tools.sysfs.Sysfs;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a new region is to be made of. @param decoders of the memory devices, in the order of their positions */
record RegionPlan(String window, List<String> decoders, long bytes, int granularity) {

    private record Taken(long start, long end) {
    }

    /** Largest range of a window that no region has. */
    static long largestHole(Sysfs sysfs, String window) {
        long start = sysfs.number(Cxl.DEVICES + window + "/start").orElse(0);
        long end = start + sysfs.number(Cxl.DEVICES + window + "/size").orElse(0);
        var taken = sysfs.names(Cxl.DEVICES + window).stream().filter(name -> name.matches("region\\d+"))
                .map(name -> taken(sysfs, Cxl.DEVICES + name)).filter(range -> range.start < range.end)
                .sorted(Comparator.comparingLong(Taken::start)).toList();
        long largest = 0;
        for (Taken range : taken) {
            largest = Math.max(largest, range.start - start);
            start = range.end;
        }
        return Math.max(largest, end - start);
    }

    private static Taken taken(Sysfs sysfs, String region) {
        long bytes = sysfs.number(region + "/size").orElse(0);
        long start = bytes == 0 ? 0 : sysfs.number(region + "/resource").orElse(0);
        return new Taken(start, start + bytes);
    }

    /** A decoder of a memory device that belongs to no region. */
    static Optional<String> freeDecoder(Sysfs sysfs, String memory) {
        return sysfs.names(Cxl.DEVICES).stream().filter(name -> name.matches("endpoint\\d+"))
                .filter(endpoint -> sysfs.linked(Cxl.DEVICES + endpoint + "/uport").filter(memory::equals).isPresent())
                .flatMap(endpoint -> sysfs.names(Cxl.DEVICES).stream()
                        .filter(name -> name.matches("decoder" + endpoint.substring("endpoint".length()) + "\\.\\d+")))
                .filter(decoder -> sysfs.text(Cxl.DEVICES + decoder + "/region").filter(String::isEmpty).isPresent()).sorted().findFirst();
    }
}
