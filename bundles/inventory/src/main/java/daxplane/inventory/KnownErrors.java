package daxplane.inventory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Memory that the kernel knows to be bad: whoever reads it gets EIO or SIGBUS. Derived from the lists of regions, pure.
 *
 * @param ranges physical, in whole sectors, ascending, neither touching nor overlapping
 */
public record KnownErrors(List<AddressRange> ranges) {

    public static final KnownErrors NONE = new KnownErrors(List.of());

    /** The unit of the kernel's lists. */
    private static final long SECTOR_BYTES = 512;
    private static final Pattern ENTRY = Pattern.compile("(\\d{1,18}) (\\d{1,18})");

    public KnownErrors {
        ranges = List.copyOf(ranges);
    }

    /** Where a picture keeps the list of a region, and a kernel shows it. */
    public static String listOf(Region region) {
        return "/sys/bus/nd/devices/" + region.name() + "/badblocks";
    }

    /** What the regions of a picture tell. */
    public static KnownErrors in(Inventory picture) {
        var all = new ArrayList<AddressRange>();
        for (Region region : picture.regions().values()) {
            var list = picture.settings().get(listOf(region));
            if (list != null) {
                all.addAll(parse(list, region.range()).ranges());
            }
        }
        return of(all);
    }

    /**
     * A list as {@code badblocks} shows it: lines of a sector and a count. What is no such line, or lies outside, tells nothing.
     *
     * @param place where its sector 0 is, and how far it can reach
     */
    public static KnownErrors parse(String list, AddressRange place) {
        var found = new ArrayList<AddressRange>();
        for (String line : list.split("\n")) {
            var entry = ENTRY.matcher(line.strip());
            if (entry.matches()) {
                long first = Long.parseLong(entry.group(1));
                long count = Long.parseLong(entry.group(2));
                long sectors = Long.divideUnsigned(place.bytes() + SECTOR_BYTES - 1, SECTOR_BYTES);
                if (first < sectors) {
                    var range = AddressRange.ofSize(place.start() + first * SECTOR_BYTES, Math.min(count, sectors - first) * SECTOR_BYTES);
                    range.intersection(place).ifPresent(found::add);
                }
            }
        }
        return of(found);
    }

    /** In order, and each byte once. */
    public static KnownErrors of(Collection<AddressRange> ranges) {
        var joined = new ArrayList<AddressRange>();
        for (AddressRange range : ranges.stream().filter(range -> !range.isEmpty()).sorted().toList()) {
            boolean touches = !joined.isEmpty() && (joined.getLast().overlaps(range) || joined.getLast().end() == range.start());
            if (touches) {
                var before = joined.removeLast();
                boolean longer = Long.compareUnsigned(range.last(), before.last()) > 0;
                joined.add(new AddressRange(before.start(), longer ? range.end() : before.end()));
            } else {
                joined.add(range);
            }
        }
        return new KnownErrors(joined);
    }

    public KnownErrors within(AddressRange place) {
        return new KnownErrors(ranges.stream().map(place::intersection).flatMap(Optional::stream).toList());
    }

    public boolean none() {
        return ranges.isEmpty();
    }

    public ByteSize size() {
        return new ByteSize(ranges.stream().mapToLong(AddressRange::bytes).sum());
    }
}
