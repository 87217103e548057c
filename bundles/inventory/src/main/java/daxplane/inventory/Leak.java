package daxplane.inventory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Memory that the kernel lost track of: kmem was unbound while a block of it was online. The reservation, the blocks and the
 * memory in them stay until the next boot, and no dax driver can take the device before (EBUSY). Its blocks can still be
 * brought online and taken offline, which heals nothing (corpus kmem-unbind-online).
 *
 * @param device name under which the range was reserved; the device may be gone or carry another driver by now
 * @param range  what is reserved
 */
public record Leak(String device, AddressRange range) {

    /** The line that kmem puts below its reservation; kernels before 5.8 call it just {@code System RAM}. */
    private static final String RAM = "System RAM";
    private static final Pattern DAX_NAME = Pattern.compile("dax-?\\d+\\.\\d+");

    /**
     * All leaks of a picture, in the order of addresses: every reservation of a dax device that holds System RAM while that
     * device is not bound to kmem. Without the right to see /proc/iomem no leak is visible.
     */
    public static List<Leak> in(Inventory picture) {
        var leaks = new ArrayList<Leak>();
        var enclosing = new ArrayDeque<Reservation>();
        for (Reservation line : picture.reservations()) {
            while (!enclosing.isEmpty() && enclosing.peek().depth() >= line.depth()) {
                enclosing.pop();
            }
            if (line.owner().startsWith(RAM) && !enclosing.isEmpty() && leaked(picture, enclosing.peek().owner())) {
                leaks.add(new Leak(enclosing.peek().owner(), line.range()));
            }
            enclosing.push(line);
        }
        return List.copyOf(leaks);
    }

    /** Whether {@code device}, as it is now, is kept from being bound by a leak. */
    public static boolean blocks(Inventory picture, DaxDevice device) {
        return in(picture).stream().anyMatch(leak -> device.ranges().stream().anyMatch(leak.range()::overlaps));
    }

    private static boolean leaked(Inventory picture, String holder) {
        var device = Optional.ofNullable(picture.daxDevices().get(holder));
        return DAX_NAME.matcher(holder).matches() && device.filter(DaxDevice::usedAsRam).isEmpty();
    }
}
