package daxplane.kernel.memory;

import daxplane.inventory.AddressRange;
import daxplane.inventory.Zone;
import daxplane.kernel.MemoryParameters;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The memory that is there at boot: which RAM lies in which block, node and zone, and how much of it the kernel took for itself.
 *
 * <pre>
 *   zone    DMA below 16 MiB, DMA32 below 4 GiB, Normal above
 *   managed memory.nodeN.ZONE.managed-pages of the machine's properties; without it, the difference between the present pages
 *           and memory.total-kib is shared out among the zones in proportion to their size (DMA: what lies below 1 MiB)
 * </pre>
 */
final class BootMemory {

    /**
     * RAM of one zone in one block.
     *
     * @param span first to last page; @param pages how many of them are RAM
     */
    record Piece(long block, int node, Zone zone, PageRange span, long pages) {

        MemoryBlock.Part part() {
            return new MemoryBlock.Part(zone, span, pages);
        }
    }

    private static final PageRange DMA = new PageRange(0, 16 << 20 - PageRange.PAGE_SHIFT);
    private static final PageRange DMA32 = new PageRange(DMA.end(), 1L << 32 - PageRange.PAGE_SHIFT);
    private static final PageRange NORMAL = new PageRange(DMA32.end(), 1L << 64 - PageRange.PAGE_SHIFT);
    private static final Map<Zone, PageRange> LIMITS = new EnumMap<>(Map.of(Zone.DMA, DMA, Zone.DMA32, DMA32, Zone.NORMAL, NORMAL));
    private static final PageRange FIRST_MEBIBYTE = new PageRange(0, 1 << 20 - PageRange.PAGE_SHIFT);
    private static final int KIB_PER_PAGE = 4;

    private final long blockPages;
    private final NodeTopology topology;
    private final SortedMap<Long, List<Piece>> pieces = new TreeMap<>();

    private BootMemory(long blockBytes, NodeTopology topology) {
        this.blockPages = blockBytes >>> PageRange.PAGE_SHIFT;
        this.topology = topology;
    }

    /** @param ram the System RAM ranges of the boot resource tree, in ascending order */
    static BootMemory of(List<AddressRange> ram, long blockBytes, NodeTopology topology) {
        var boot = new BootMemory(blockBytes, topology);
        ram.forEach(range -> boot.add(PageRange.inside(range)));
        return boot;
    }

    /**
     * RAM with the part of it that {@code memory.replaced-tables} of the machine's properties names: tables that an early
     * initramfs brings in place of the firmware's lie there. It is no System RAM in iomem and has pages all the same (corpus
     * ileave-*).
     *
     * @param ram in ascending order
     */
    static List<AddressRange> joined(List<AddressRange> ram, MemoryParameters parameters) {
        List<AddressRange> all = new ArrayList<>(ram);
        all.addAll(parameters.replacedTables());
        List<AddressRange> joined = new ArrayList<>();
        for (AddressRange range : all.stream().sorted().toList()) {
            if (!joined.isEmpty() && joined.getLast().end() == range.start()) {
                joined.set(joined.size() - 1, new AddressRange(joined.getLast().start(), range.end()));
            } else {
                joined.add(range);
            }
        }
        return joined;
    }

    /** By block number, ascending; in a block by address. */
    SortedMap<Long, List<Piece>> pieces() {
        return pieces;
    }

    /**
     * Pages that the kernel keeps from the allocator, by node and zone.
     *
     * @param parameters of the machine
     */
    Map<Integer, Map<Zone, Long>> reserved(MemoryParameters parameters) {
        SortedMap<Integer, Map<Zone, Long>> present = new TreeMap<>();
        pieces.values().stream().flatMap(List::stream)
                .forEach(piece -> present.computeIfAbsent(piece.node(), _ -> new EnumMap<>(Zone.class)).merge(piece.zone(), piece.pages(), Long::sum));
        SortedMap<Integer, Map<Zone, Long>> reserved = new TreeMap<>();
        present.forEach((node, zones) -> zones.forEach((zone, pages) -> told(parameters, node, zone, pages)
                .ifPresent(told -> reserved.computeIfAbsent(node, _ -> new EnumMap<>(Zone.class)).put(zone, told))));
        share(present, reserved, parameters);
        return reserved;
    }

    private void add(PageRange ram) {
        for (long block = ram.start() / blockPages; block * blockPages < ram.end(); block++) {
            PageRange inBlock = ram.intersection(new PageRange(block * blockPages, (block + 1) * blockPages));
            int node = topology.nodeOf(inBlock.start() << PageRange.PAGE_SHIFT).orElse(0);
            for (Map.Entry<Zone, PageRange> limit : LIMITS.entrySet()) {
                PageRange inZone = inBlock.intersection(limit.getValue());
                if (!inZone.isEmpty()) {
                    put(new Piece(block, node, limit.getKey(), inZone, inZone.pages()));
                }
            }
        }
    }

    /** Joins RAM of the same zone and node in a block: holes between count as spanned, not as present. */
    private void put(Piece piece) {
        List<Piece> inBlock = pieces.computeIfAbsent(piece.block(), _ -> new ArrayList<>());
        for (int i = 0; i < inBlock.size(); i++) {
            Piece other = inBlock.get(i);
            if (other.zone() == piece.zone() && other.node() == piece.node()) {
                inBlock.set(i, new Piece(piece.block(), piece.node(), piece.zone(),
                        new PageRange(other.span().start(), piece.span().end()), other.pages() + piece.pages()));
                return;
            }
        }
        inBlock.add(piece);
    }

    private Optional<Long> told(MemoryParameters parameters, int node, Zone zone, long present) {
        Long managed = parameters.managedPages().get("node" + node + "." + zone.text());
        if (managed != null) {
            return Optional.of(Math.max(0, present - managed));
        }
        return zone == Zone.DMA ? Optional.of(lowPages(node)) : Optional.empty();
    }

    private long lowPages(int node) {
        return pieces.getOrDefault(0L, List.of()).stream().filter(piece -> piece.node() == node && piece.zone() == Zone.DMA)
                .mapToLong(piece -> piece.pages() - piece.span().intersection(new PageRange(FIRST_MEBIBYTE.end(), DMA.end())).pages())
                .map(pages -> Math.max(pages, 0)).sum();
    }

    private static void share(Map<Integer, Map<Zone, Long>> present, Map<Integer, Map<Zone, Long>> reserved, MemoryParameters parameters) {
        long all = sum(present);
        OptionalLong total = parameters.totalKib();
        long missing = total.isPresent() ? Math.max(0, all - total.getAsLong() / KIB_PER_PAGE - sum(reserved)) : 0;
        List<Map.Entry<Integer, Zone>> open = new ArrayList<>();
        present.forEach((node, zones) -> zones.keySet().stream().filter(zone -> !reserved.getOrDefault(node, Map.of()).containsKey(zone))
                .forEach(zone -> open.add(Map.entry(node, zone))));
        long openPages = open.stream().mapToLong(place -> present.get(place.getKey()).get(place.getValue())).sum();
        for (int i = 0; i < open.size(); i++) {
            int node = open.get(i).getKey();
            long pages = present.get(node).get(open.get(i).getValue());
            long part = i == open.size() - 1 ? missing : missing * pages / openPages;
            reserved.computeIfAbsent(node, _ -> new EnumMap<>(Zone.class)).put(open.get(i).getValue(), part);
            missing -= part;
            openPages -= pages;
        }
    }

    private static long sum(Map<Integer, Map<Zone, Long>> pages) {
        return pages.values().stream().flatMap(zones -> zones.values().stream()).mapToLong(Long::longValue).sum();
    }
}
