package daxplane.kernel;

import daxplane.inventory.AddressRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the properties of a machine say of its RAM, where no table does.
 *
 * @param blockBytes     size of a memory block
 * @param autoOnline     what happens to added memory, as auto_online_blocks shows it
 * @param totalKib       MemTotal before anything is added; empty: follows from the System RAM
 * @param managedPages   pages that the allocator has, by {@code node0.DMA32} and the like
 * @param replacedTables ranges of RAM with tables that replaced the firmware's
 */
public record MemoryParameters(long blockBytes, String autoOnline, OptionalLong totalKib, SortedMap<String, Long> managedPages,
        List<AddressRange> replacedTables) {

    /** Size of a memory block in bytes. */
    public static final String BLOCK_BYTES = "memory.block-bytes";
    /** What happens to added memory: one of {@link #ONLINE_POLICIES}. */
    public static final String AUTO_ONLINE = "memory.auto-online";
    /** MemTotal before anything is hot-added, in KiB. */
    public static final String TOTAL_KIB = "memory.total-kib";
    /** RAM that holds tables in place of the firmware's, as iomem tells ranges: {@code 7ffdd000-7ffde028}, separated by blanks. */
    public static final String REPLACED_TABLES = "memory.replaced-tables";
    /**
     * Pages of a zone that the allocator manages after boot, as /proc/zoneinfo prints them:
     * {@code memory.node0.DMA32.managed-pages}. What is not told follows from {@link #TOTAL_KIB}.
     */
    public static final Pattern MANAGED_PAGES = Pattern.compile("memory\\.(node" + PropertyText.INDEX + "\\.(DMA|DMA32|Normal))\\.managed-pages");

    public static final List<String> ONLINE_POLICIES = List.of("offline", "online", "online_kernel", "online_movable");

    private static final long USUAL_BLOCK = 128 << 20;
    private static final long SMALLEST_BLOCK = 1 << 20;
    private static final long LARGEST_BLOCK = 1L << 40;
    /** In KiB and in pages: more than physical addresses reach. */
    private static final long MOST = 1L << 52;

    public static MemoryParameters of(Map<String, String> properties) throws UnusableProperty {
        long block = number(properties, BLOCK_BYTES).orElse(USUAL_BLOCK);
        if (Long.bitCount(block) != 1 || block < SMALLEST_BLOCK || block > LARGEST_BLOCK) {
            throw new UnusableProperty(BLOCK_BYTES, "is " + properties.get(BLOCK_BYTES) + ", no power of two from 2^20 to 2^40");
        }
        String policy = properties.getOrDefault(AUTO_ONLINE, "offline");
        if (!ONLINE_POLICIES.contains(policy)) {
            throw new UnusableProperty(AUTO_ONLINE, "is " + policy + ", none of " + String.join(", ", ONLINE_POLICIES));
        }
        SortedMap<String, Long> managed = new TreeMap<>();
        for (String name : properties.keySet()) {
            var matcher = MANAGED_PAGES.matcher(name);
            if (matcher.matches()) {
                managed.put(matcher.group(1), number(properties, name).orElseThrow());
            }
        }
        List<AddressRange> tables = new ArrayList<>();
        for (String text : PropertyText.words(properties.getOrDefault(REPLACED_TABLES, ""))) {
            tables.add(PropertyText.range(text).orElseThrow(
                    () -> new UnusableProperty(REPLACED_TABLES, "names " + text + ", no range as 7ffdd000-7ffde028 is one")));
        }
        return new MemoryParameters(block, policy, number(properties, TOTAL_KIB), managed, List.copyOf(tables));
    }

    /** Of a machine whose definition was read, so that nothing can be wrong with it. */
    public static MemoryParameters of(Firmware firmware) {
        try {
            return of(firmware.parameters());
        } catch (UnusableProperty refusedBefore) {
            throw new IllegalArgumentException(refusedBefore.getMessage());
        }
    }

    private static OptionalLong number(Map<String, String> properties, String name) throws UnusableProperty {
        if (!properties.containsKey(name)) {
            return OptionalLong.empty();
        }
        OptionalLong number = PropertyText.number(properties.get(name));
        if (number.isEmpty() || number.getAsLong() > MOST) {
            throw new UnusableProperty(name, "is " + properties.get(name) + ", no number from 0 to 2^52");
        }
        return number;
    }
}
