package daxplane.capture;

import daxplane.inventory.AddressRange;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of /proc/iomem, taken apart. Pure.
 *
 * @param foreign      lines of other hardware: neither those of persistent, soft-reserved or CXL memory nor anything below them
 * @param legacy       ranges of persistent memory without a firmware table
 * @param softReserved ranges that the firmware set aside for a specific purpose
 * @param replacedTables RAM with tables that the kernel took instead of the firmware's: unlike the firmware's own it ends within
 *                     a page; at most one
 * @param added        what was hot-added as RAM
 * @param hidden       whether the addresses are not for us: all of them read zero
 */
record IomemLines(String foreign, List<AddressRange> legacy, List<AddressRange> softReserved,
        List<AddressRange> replacedTables, List<AddressRange> added, boolean hidden) {

    private static final Pattern LINE = Pattern.compile("( *)([0-9a-f]{1,16})-([0-9a-f]{1,16}) : (.*)");
    private static final String LEGACY = "Persistent Memory (legacy)";
    private static final String SOFT_RESERVED = "Soft Reserved";
    /** The device of soft-reserved memory stands above it (corpus k61-hmem-basic), below it, or both. */
    private static final List<String> PROVIDERS = List.of("Persistent Memory", SOFT_RESERVED, "hmem.", "CXL Window ");
    private static final String TABLES = "ACPI Non-volatile Storage";
    private static final int PAGE_BYTES = 4096;
    /** {@code System RAM (kmem)}: a driver's name stands behind the memory that it added. */
    private static final String ADDED = "System RAM (";

    static IomemLines of(String iomem) {
        var foreign = new StringBuilder();
        var legacy = new ArrayList<AddressRange>();
        var softReserved = new ArrayList<AddressRange>();
        var replacedTables = new ArrayList<AddressRange>();
        var added = new ArrayList<AddressRange>();
        boolean hidden = !iomem.isBlank();
        int provider = Integer.MAX_VALUE;
        for (String line : iomem.split("\n")) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                continue;
            }
            int depth = matcher.group(1).length();
            String name = matcher.group(4);
            long last = Long.parseUnsignedLong(matcher.group(3), 16);
            var range = new AddressRange(Long.parseUnsignedLong(matcher.group(2), 16), last + 1);
            hidden &= last == 0;
            if (depth <= provider) {
                provider = PROVIDERS.stream().anyMatch(name::startsWith) ? depth : Integer.MAX_VALUE;
            }
            if (name.startsWith(ADDED)) {
                added.add(range);
            } else if (depth == provider && name.equals(LEGACY)) {
                legacy.add(range);
            } else if (depth >= provider && name.equals(SOFT_RESERVED)) {
                softReserved.add(range);
            } else if (depth < provider) {
                if (name.equals(TABLES) && range.end() % PAGE_BYTES != 0 && replacedTables.isEmpty()) {
                    replacedTables.add(range);
                }
                foreign.append(line.stripTrailing()).append('\n');
            }
        }
        return new IomemLines(foreign.toString(), List.copyOf(legacy), List.copyOf(softReserved), List.copyOf(replacedTables), List.copyOf(added), hidden);
    }
}
