package daxplane.machine.definition;

import daxplane.inventory.AddressRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The map of physical memory that a PC's firmware hands to the kernel (e820), and what the boot loader's words do to it. Mutable
 * until it is {@link #settled}.
 *
 * <p>Entries may overlap while words are taken in. Then, as the kernel does it, the table is cut at every border of every entry;
 * where several lie, the highest type counts, and neighbours of one type become one, except of persistent and soft-reserved
 * memory, whose borders may mean something (asked of Linux 6.12.117).
 */
final class MemoryMap {

    /** Unsigned, as the firmware numbers them. */
    static final long RAM = 1;
    static final long RESERVED = 2;
    static final long ACPI = 3;
    static final long NON_VOLATILE_STORAGE = 4;
    static final long UNUSABLE = 5;
    static final long PERSISTENT = 7;
    /** Persistent memory without tables: {@code memmap=512M!4G}. */
    static final long LEGACY_PERSISTENT = 12;
    static final long SOFT_RESERVED = 0xefff_ffffL;

    private static final Map<Long, String> NAMES = Map.of(RAM, "System RAM", RESERVED, "Reserved", ACPI, "ACPI Tables",
            NON_VOLATILE_STORAGE, "ACPI Non-volatile Storage", UNUSABLE, "Unusable memory", PERSISTENT, "Persistent Memory",
            LEGACY_PERSISTENT, "Persistent Memory (legacy)", SOFT_RESERVED, "Soft Reserved");

    private static final AddressRange FIRST_PAGE = new AddressRange(0, 0x1000);
    private static final AddressRange VIDEO_AND_BIOS = new AddressRange(0xa0000, 0x100000);

    /** Of an entry with this type. @param range may be empty, as firmwares and words have them */
    record Entry(AddressRange range, long type) {

        /** As /proc/iomem calls it; a type that has no name of its own is unknown to it. */
        String name() {
            return NAMES.getOrDefault(type, "Unknown E820 type");
        }
    }

    private final List<Entry> entries;

    MemoryMap(List<Entry> entries) {
        this.entries = new ArrayList<>(entries);
    }

    /** The type that /proc/iomem gives this name; empty for what is no entry of the map. */
    static Optional<Long> type(String name) {
        return NAMES.entrySet().stream().filter(each -> each.getValue().equals(name) || each.getKey() == RESERVED && name.equals("reserved"))
                .map(Map.Entry::getKey).findFirst();
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    void clear() {
        entries.clear();
    }

    void add(AddressRange range, long type) {
        entries.add(new Entry(range, type));
    }

    void addWhereNothingIs(AddressRange range, long type) {
        long from = range.start();
        for (Entry entry : settled()) {
            if (entry.range().overlaps(range)) {
                if (Long.compareUnsigned(from, entry.range().start()) < 0) {
                    add(new AddressRange(from, entry.range().start()), type);
                }
                from = entry.range().end();
            }
        }
        if (Long.compareUnsigned(from, range.end()) < 0) {
            add(new AddressRange(from, range.end()), type);
        }
    }

    /** Gives what has one type in a range another one. */
    void change(AddressRange range, long from, long to) {
        replace(range, Optional.of(from), Optional.of(to));
    }

    /** @param type of what goes; empty: whatever lies there */
    void remove(AddressRange range, Optional<Long> type) {
        replace(range, type, Optional.empty());
    }

    /** What the kernel takes for itself of every map: the first page, and where a PC has its screen and its firmware. */
    void reserveLowMemory() {
        change(FIRST_PAGE, RAM, RESERVED);
        remove(VIDEO_AND_BIOS, Optional.of(RAM));
    }

    /** Ascending, without overlaps. */
    List<Entry> settled() {
        TreeSet<Long> borders = new TreeSet<>();
        for (Entry entry : entries) {
            if (!entry.range().isEmpty()) {
                borders.add(entry.range().start());
                borders.add(entry.range().end());
            }
        }
        List<Entry> settled = new ArrayList<>();
        Optional<Long> from = Optional.empty();
        for (long border : borders) {
            from.map(start -> new AddressRange(start, border)).ifPresent(piece -> typeOf(piece).ifPresent(type -> append(settled, piece, type)));
            from = Optional.of(border);
        }
        return List.copyOf(settled);
    }

    private Optional<Long> typeOf(AddressRange piece) {
        return entries.stream().filter(entry -> entry.range().overlaps(piece)).map(Entry::type).max(Comparator.naturalOrder());
    }

    private static void append(List<Entry> settled, AddressRange piece, long type) {
        boolean keepsBorders = type == LEGACY_PERSISTENT || type == SOFT_RESERVED;
        if (!keepsBorders && !settled.isEmpty() && settled.getLast().type() == type && settled.getLast().range().end() == piece.start()) {
            settled.set(settled.size() - 1, new Entry(new AddressRange(settled.getLast().range().start(), piece.end()), type));
        } else {
            settled.add(new Entry(piece, type));
        }
    }

    private void replace(AddressRange range, Optional<Long> from, Optional<Long> to) {
        for (Entry entry : List.copyOf(entries)) {
            Optional<AddressRange> hit = entry.range().isEmpty() ? Optional.empty() : entry.range().intersection(range);
            if (hit.isEmpty() || hit.get().isEmpty() || from.isPresent() && from.get() != entry.type()) {
                continue;
            }
            entries.remove(entry);
            AddressRange before = new AddressRange(entry.range().start(), hit.get().start());
            AddressRange after = new AddressRange(hit.get().end(), entry.range().end());
            if (!before.isEmpty()) {
                entries.add(new Entry(before, entry.type()));
            }
            to.ifPresent(type -> entries.add(new Entry(hit.get(), type)));
            if (!after.isEmpty()) {
                entries.add(new Entry(after, entry.type()));
            }
        }
    }
}
