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

/**
 * The sectors of 512 bytes that a disk cannot be read from, as entries in order, none longer than 512. What is added makes the entry
 * before it longer where it touches it, and stays apart from the one behind it (corpus err-bb-format, steps 6 and 18). Immutable.
 * Source: docs/kernel/errors.md 1.
 */
record Badblocks(List<Extent> extents) {

    static final Badblocks NONE = new Badblocks(List.of());

    /** A list of the kernel is a page of 8-byte entries, each of at most 512 sectors. */
    private static final int MOST_ENTRIES = 512;
    private static final long LONGEST_ENTRY = 512;
    /** A file of sysfs is a page. */
    private static final int PAGE = 4096;
    private static final Pattern WRITTEN = Pattern.compile("\\s*(\\d{1,18})\\s+(\\d{1,9})\n?");

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
        if (more.extents.size() > MOST_ENTRIES) {
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
        List<Extent> entries = new ArrayList<>(extents);
        for (long sector = added.sector(); sector < added.end();) {
            int before = lastBefore(entries, sector);
            if (before > 0 && entries.get(before).sector() == sector) {
                joinNext(entries, before - 1);
                before = lastBefore(entries, sector);
            }
            if (before >= 0 && sector < entries.get(before).end()) {
                sector = entries.get(before).end();         // is in the list
            } else {
                long end = Math.min(added.end(), before + 1 < entries.size() ? entries.get(before + 1).sector() : Long.MAX_VALUE);
                sector = addFree(entries, before, sector, end);
            }
            if (sector >= added.end() && before >= 0) {
                joinNext(entries, before);
            }
        }
        return new Badblocks(entries);
    }

    /** Adds sectors none of which is in the list. @param before the entry before them, or -1; @return the first that has no entry yet */
    private static long addFree(List<Extent> entries, int before, long sector, long end) {
        if (before >= 0 && entries.get(before).end() == sector && entries.get(before).count() < LONGEST_ENTRY) {
            Extent longer = entries.get(before);
            long reached = Math.min(end, longer.sector() + LONGEST_ENTRY);
            entries.set(before, new Extent(longer.sector(), reached - longer.sector()));
            return reached;
        }
        long reached = Math.min(end, sector + LONGEST_ENTRY);
        entries.add(before + 1, new Extent(sector, reached - sector));
        return reached;
    }

    /** An entry that reaches up to the next one takes it up, when both fit into one. */
    private static void joinNext(List<Extent> entries, int at) {
        if (at + 1 < entries.size() && entries.get(at).end() == entries.get(at + 1).sector()
                && entries.get(at).count() + entries.get(at + 1).count() <= LONGEST_ENTRY) {
            entries.set(at, new Extent(entries.get(at).sector(), entries.get(at).count() + entries.remove(at + 1).count()));
        }
    }

    private static int lastBefore(List<Extent> entries, long sector) {
        int found = -1;
        while (found + 1 < entries.size() && entries.get(found + 1).sector() <= sector) {
            found++;
        }
        return found;
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

    /** What a file of sysfs shows of it: whole lines of a page. */
    String shown() {
        String text = text();
        return text.length() <= PAGE ? text : text.substring(0, text.lastIndexOf('\n', PAGE - 1) + 1);
    }

    static Badblocks parse(String text) {
        return new Badblocks(Arrays.stream(text.split("\n")).filter(line -> !line.isEmpty()).map(line -> {
            String[] fields = line.split(" ");
            return new Extent(Long.parseLong(fields[0]), Long.parseLong(fields[1]));
        }).toList());
    }
}
