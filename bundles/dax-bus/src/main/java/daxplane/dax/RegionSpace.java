package daxplane.dax;

import daxplane.inventory.AddressRange;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which part of a divisible region belongs to which device, and how a device grows and shrinks in it. Pure.
 *
 * <p>Growing fills the first hole: before the first allocation, between two, or after the last; what does not fit goes to the
 * next hole. A hole right behind the device's last range extends that range, any other makes a new range. Shrinking takes from
 * the device's last range. Source: docs/kernel/drivers.md 3.6, corpus hmem-sysfs, hmem-sysfs2.
 */
final class RegionSpace {

    private final AddressRange region;
    private final NavigableSet<AddressRange> taken = new TreeSet<>();

    RegionSpace(AddressRange region) {
        this.region = region;
    }

    /** @param devices the ranges of each device, each list in page order; growing and shrinking change these lists */
    static RegionSpace of(AddressRange region, List<List<AddressRange>> devices) {
        var space = new RegionSpace(region);
        devices.forEach(space.taken::addAll);
        return space;
    }

    long availableBytes() {
        return region.bytes() - taken.stream().mapToLong(AddressRange::bytes).sum();
    }

    /** @param bytes more than 0 and at most what is available */
    void grow(List<AddressRange> device, long bytes) {
        long left = bytes;
        while (left > 0) {
            AddressRange hole = firstHole().orElseThrow(() -> new IllegalArgumentException("no room for " + bytes + " bytes in " + region));
            long part = Math.min(left, hole.bytes());
            AddressRange piece = AddressRange.ofSize(hole.start(), part);
            if (!device.isEmpty() && device.getLast().end() == hole.start()) {
                AddressRange last = device.removeLast();
                taken.remove(last);
                take(device, new AddressRange(last.start(), piece.end()));
            } else {
                take(device, piece);
            }
            left -= part;
        }
    }

    /** @param bytes more than 0 and at most the device's own */
    void shrink(List<AddressRange> device, long bytes) {
        long left = bytes;
        while (left > 0) {
            AddressRange last = device.removeLast();
            taken.remove(last);
            long part = Math.min(left, last.bytes());
            if (part < last.bytes()) {
                take(device, new AddressRange(last.start(), last.end() - part));
            }
            left -= part;
        }
    }

    /** Gives the device exactly this range, as a range of its own. */
    void take(List<AddressRange> device, AddressRange range) {
        device.add(range);
        taken.add(range);
    }

    /** Whether the range lies in the region and nobody has a part of it. */
    boolean free(AddressRange range) {
        return region.contains(range) && taken.stream().noneMatch(range::overlaps);
    }

    private Optional<AddressRange> firstHole() {
        long free = region.start();
        for (AddressRange range : taken) {
            if (range.start() != free) {
                return Optional.of(new AddressRange(free, range.start()));
            }
            free = range.end();
        }
        return free == region.end() ? Optional.empty() : Optional.of(new AddressRange(free, region.end()));
    }
}
