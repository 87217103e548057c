package daxplane.shell.view;

import daxplane.inventory.AddressRange;
import daxplane.inventory.Inventory;
import daxplane.inventory.Reservation;
import java.util.List;

/**
 * Memory that could be handed over if a driver had taken it: the firmware's or the boot's line in /proc/iomem is there, and no
 * region and no dax device.
 *
 * @param kind  what the kernel calls it: {@code Persistent Memory (legacy)}
 */
public record Undriven(AddressRange range, String kind) {

    private static final String LEGACY = "Persistent Memory (legacy)";
    private static final String PERSISTENT = "Persistent Memory";
    private static final String SOFT_RESERVED = "Soft Reserved";

    /** In the order of addresses; none when only root may see them. */
    public static List<Undriven> in(Inventory picture) {
        return picture.reservations().stream()
                .filter(line -> line.owner().startsWith(PERSISTENT) || line.owner().startsWith(SOFT_RESERVED))
                .filter(line -> picture.regions().values().stream().noneMatch(region -> region.range().overlaps(line.range())))
                .filter(line -> picture.daxDevices().values().stream()
                        .noneMatch(device -> device.ranges().stream().anyMatch(line.range()::overlaps)))
                .filter(line -> picture.reservations().stream().noneMatch(inside -> isIn(inside, line)))
                .map(line -> new Undriven(line.range(), line.owner())).toList();
    }

    /** Somebody has reserved a part of it: whoever that is, it has a driver. */
    private static boolean isIn(Reservation inside, Reservation line) {
        return inside.depth() > line.depth() && line.range().contains(inside.range());
    }

    /** What to type first. */
    public String remedy() {
        return kind.startsWith(LEGACY) ? "modprobe nd_e820" : kind.startsWith(PERSISTENT) ? "modprobe nfit" : "modprobe dax_hmem";
    }
}
