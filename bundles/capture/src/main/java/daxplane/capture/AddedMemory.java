package daxplane.capture;

import daxplane.host.HostException;
import daxplane.inventory.AddressRange;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Memory that was hot-added and is online: it counts in the kernel's totals now, and not at boot.
 *
 * @param pages by {@code node2.Movable} and the like
 */
record AddedMemory(Map<String, Long> pages) {

    private static final String MEMORY = "/sys/devices/system/memory";
    private static final int PAGE_BYTES = 4096;

    /** @param ranges what was added, in whole memory blocks */
    static AddedMemory in(Shown shown, List<AddressRange> ranges, long blockBytes) throws HostException {
        var pages = new TreeMap<String, Long>();
        for (AddressRange range : ranges) {
            for (long block = range.start() / blockBytes; block * blockBytes < range.end(); block++) {
                String directory = MEMORY + "/memory" + block;
                if (shown.text(directory + "/state").filter("online"::equals).isPresent()) {
                    // An online block has one valid zone: the one that it is in.
                    String zone = shown.text(directory + "/valid_zones").orElse("");
                    String node = shown.names(directory).stream().filter(name -> name.matches("node\\d+")).findFirst().orElse("");
                    pages.merge(node + "." + zone, blockBytes / PAGE_BYTES, Long::sum);
                }
            }
        }
        return new AddedMemory(pages);
    }

    long kib() {
        return pages.values().stream().mapToLong(Long::longValue).sum() * (PAGE_BYTES / 1024);
    }
}
