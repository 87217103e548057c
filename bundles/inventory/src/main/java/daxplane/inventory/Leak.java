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
    private static final String PERSISTENT = "Persistent Memory";
    private static final Pattern DAX_NAME = Pattern.compile("dax-?\\d+\\.\\d+");

    /**
     * All leaks of a picture, in the order of addresses: every reservation of a dax device that holds System RAM while that
     * device is not bound to kmem; and RAM that lies in persistent memory without any reservation, because the kernels before 5.1
     * released that when kmem was unbound (docs/kernel/memory.md 2.1). Without the right to see /proc/iomem no leak is visible.
     */
    public static List<Leak> in(Inventory picture) {
        var leaks = new ArrayList<Leak>();
        var enclosing = new ArrayDeque<Reservation>();
        for (Reservation line : picture.reservations()) {
            while (!enclosing.isEmpty() && enclosing.peek().depth() >= line.depth()) {
                enclosing.pop();
            }
            if (line.owner().startsWith(RAM) && !enclosing.isEmpty()) {
                String holder = enclosing.peek().owner();
                if (leaked(picture, holder)) {
                    leaks.add(new Leak(holder, line.range()));
                } else if (holder.startsWith(PERSISTENT)) {
                    deviceAt(picture, line.range()).ifPresent(device -> leaks.add(new Leak(device.name(), line.range())));
                }
            }
            enclosing.push(line);
        }
        return List.copyOf(leaks);
    }

    /** Whether {@code device}, as it is now, is kept from being bound by a leak. */
    public static boolean blocks(Inventory picture, DaxDevice device) {
        return in(picture).stream().anyMatch(leak -> device.ranges().stream().anyMatch(leak.range()::overlaps));
    }

    /** The device that the memory was taken from: by its own place, or while it shows none by that of its namespace. */
    private static Optional<DaxDevice> deviceAt(Inventory picture, AddressRange ram) {
        return picture.daxDevices().values().stream().filter(device -> !device.usedAsRam())
                .filter(device -> device.ranges().stream().anyMatch(ram::overlaps)
                        || device.namespace().map(picture.namespaces()::get).flatMap(Leak::place).filter(ram::overlaps).isPresent())
                .findFirst();
    }

    private static Optional<AddressRange> place(Namespace namespace) {
        var start = namespace.start();
        return start.isPresent() ? AddressRange.fitting(start.getAsLong(), namespace.bytes()) : Optional.empty();
    }

    private static boolean leaked(Inventory picture, String holder) {
        var device = Optional.ofNullable(picture.daxDevices().get(holder));
        return DAX_NAME.matcher(holder).matches() && device.filter(DaxDevice::usedAsRam).isEmpty();
    }
}
