package daxplane.inventory;

import java.util.Comparator;
import java.util.Optional;

/**
 * Somebody has a device in hand: a process has it open, the kernel has mounted what is on it.
 *
 * @param device kernel name, {@code pmem0.1}, {@code pmem0p1}, {@code dm-0} or {@code dax0.0}
 * @param pid    of the process, 0: the kernel itself
 * @param who    command name of the process, or what the kernel does with it ({@code ext4 on /mnt}, {@code device dm-0 (data)})
 * @param lease  of {@link Kind#LEASED} which one; else empty
 */
public record DeviceUse(String device, Kind kind, int pid, String who, Optional<DeviceLease> lease) implements Comparable<DeviceUse> {

    private static final Comparator<DeviceUse> ORDER = Comparator.comparing(DeviceUse::device).thenComparing(DeviceUse::kind)
            .thenComparingInt(DeviceUse::pid).thenComparing(DeviceUse::who).thenComparingLong(use -> use.lease.map(DeviceLease::id).orElse(0L)).thenComparing(DeviceUse::said);

    /** How. */
    public enum Kind {
        OPEN, MAPPED, MOUNTED, SWAP, PINNED, LEASED
    }

    /** @throws IllegalArgumentException something is leased without a lease, or a lease is told of something else */
    public DeviceUse {
        if (lease.isPresent() != (kind == Kind.LEASED)) {
            throw new IllegalArgumentException("a use of kind " + kind + " has " + (lease.isPresent() ? "a" : "no") + " lease");
        }
    }

    /** Without a lease. */
    public DeviceUse(String device, Kind kind, int pid, String who) {
        this(device, kind, pid, who, Optional.empty());
    }

    /** Whether it is in the way: a lease that was given back, or whose time ran out, is not. */
    public boolean inUse() {
        return lease.filter(given -> given.state().quiet()).isEmpty();
    }

    /** Who, and by which lease: {@code db, lease 3 of pages 0-511, granted, generation 2}. */
    public String said() {
        return who + lease.map(given -> ", " + given.text()).orElse("");
    }

    /** What is the same of all that somebody does to it: {@code open in db (process 1000)}, {@code mounted: ext4 on /mnt}. */
    String text() {
        String by = said() + (pid == 0 ? "" : " (process " + pid + ")");
        return switch (kind) {
            case OPEN -> pid == 0 ? "below " + by : "open in " + by;
            case MAPPED -> "mapped by " + by;
            case PINNED -> "pinned by " + by;
            case LEASED -> "leased to " + by;
            case MOUNTED -> "mounted: " + by;
            case SWAP -> "swap space: " + by;
        };
    }

    @Override
    public int compareTo(DeviceUse other) {
        return ORDER.compare(this, other);
    }
}
