package daxplane.capture;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Pages that the allocator manages, by {@code node0.DMA32} and the like: the zones that there can be at boot. Pure.
 *
 * <pre>
 *   Node 0, zone    DMA32        of /proc/zoneinfo
 *     ...
 *           managed  244284
 * </pre>
 */
record ZonePages(SortedMap<String, Long> managed) {

    ZonePages {
        managed = Collections.unmodifiableSortedMap(new TreeMap<>(managed));
    }

    static ZonePages of(String zoneinfo) {
        var managed = new TreeMap<String, Long>();
        String zone = "";
        for (String line : zoneinfo.split("\n")) {
            String[] words = line.strip().split("[ ,]+");
            if (line.startsWith("Node ") && words.length == 4) {
                zone = words[3].matches("DMA|DMA32|Normal") ? "node" + words[1] + "." + words[3] : "";
            } else if (!zone.isEmpty() && words.length == 2 && words[0].equals("managed") && words[1].matches("[1-9][0-9]{0,17}")) {
                managed.put(zone, Long.parseLong(words[1]));
                zone = "";
            }
        }
        return new ZonePages(managed);
    }

    /** As it was before these pages were added; a zone of nothing else was not there. */
    ZonePages without(Map<String, Long> added) {
        var before = new TreeMap<>(managed);
        added.forEach((zone, pages) -> before.computeIfPresent(zone, (_, all) -> all > pages ? all - pages : null));
        return new ZonePages(before);
    }
}
