package daxplane.driver.pmem;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.KernelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The sectors of 512 bytes that a disk cannot be read from, as extents in order. Immutable. Source: docs/kernel/errors.md 1. */
record Badblocks(List<Extent> extents) {

    static final Badblocks NONE = new Badblocks(List.of());

    /** A list of the kernel is a page of 8-byte entries, each of at most 512 sectors. */
    private static final int MOST_ENTRIES = 512;
    private static final long LONGEST_ENTRY = 512;
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,18}) (\\d{1,9})\n?");

    Badblocks {
        extents = List.copyOf(extents);
    }

    /** @param count at least 1 */
    record Extent(long sector, long count) {
        long end() {
            return sector + count;
        }
    }

    /** {@code 8 2}: two sectors from the eighth. EINVAL anything else; ENOSPC the list is full. */
    Badblocks written(String text) throws KernelException {
        Matcher matcher = WRITTEN.matcher(text);
        if (!matcher.matches() || Long.parseLong(matcher.group(2)) == 0) {
            throw new KernelException(Errno.EINVAL, "not a sector and a count: " + text.strip());
        }
        Badblocks more = with(new Extent(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))));
        long entries = more.extents.stream().mapToLong(extent -> (extent.count() + LONGEST_ENTRY - 1) / LONGEST_ENTRY).sum();
        if (entries > MOST_ENTRIES) {
            throw new KernelException(Errno.ENOSPC, "more than " + MOST_ENTRIES + " entries");
        }
        return more;
    }

    /** With the sectors that bad places touch. @param start physical address of the first sector */
    Badblocks with(List<AddressRange> places, AddressRange of) {
        Badblocks more = this;
        for (AddressRange place : places) {
            if (place.start() < of.end() && of.start() < place.end()) {
                long first = (Math.max(place.start(), of.start()) - of.start()) / PmemDisk.SECTOR;
                long end = (Math.min(place.end(), of.end()) - of.start() + PmemDisk.SECTOR - 1) / PmemDisk.SECTOR;
                more = more.with(new Extent(first, end - first));
            }
        }
        return more;
    }

    private Badblocks with(Extent added) {
        Extent merged = added;
        List<Extent> rest = new ArrayList<>();
        for (Extent extent : extents) {
            if (extent.sector() <= merged.end() && merged.sector() <= extent.end()) {
                long start = Math.min(extent.sector(), merged.sector());
                merged = new Extent(start, Math.max(extent.end(), merged.end()) - start);
            } else {
                rest.add(extent);
            }
        }
        rest.add(merged);
        rest.sort(java.util.Comparator.comparingLong(Extent::sector));
        return new Badblocks(rest);
    }

    /** Without these sectors. */
    Badblocks cleared(long sector, long count) {
        List<Extent> rest = new ArrayList<>();
        for (Extent extent : extents) {
            if (extent.sector() < sector) {
                rest.add(new Extent(extent.sector(), Math.min(extent.end(), sector) - extent.sector()));
            }
            if (extent.end() > sector + count) {
                long start = Math.max(extent.sector(), sector + count);
                rest.add(new Extent(start, extent.end() - start));
            }
        }
        return new Badblocks(rest);
    }

    boolean hit(long sector, long count) {
        return extents.stream().anyMatch(extent -> extent.sector() < sector + count && sector < extent.end());
    }

    /** The first bad sector of a range. */
    OptionalLong first(long sector, long count) {
        return extents.stream().filter(extent -> extent.sector() < sector + count && sector < extent.end()).mapToLong(extent -> Math.max(sector, extent.sector())).min();
    }

    /** One extent a line. */
    String text() {
        return extents.stream().map(extent -> extent.sector() + " " + extent.count() + "\n").collect(Collectors.joining());
    }

    static Badblocks parse(String text) {
        return new Badblocks(Arrays.stream(text.split("\n")).filter(line -> !line.isEmpty()).map(line -> {
            String[] fields = line.split(" ");
            return new Extent(Long.parseLong(fields[0]), Long.parseLong(fields[1]));
        }).toList());
    }
}
