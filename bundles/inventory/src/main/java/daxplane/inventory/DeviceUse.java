package daxplane.inventory;

import java.util.Comparator;
import java.util.Locale;

/**
 * Somebody has a device in hand: a process has it open, the kernel has mounted what is on it.
 *
 * @param device kernel name, {@code pmem0.1}, {@code pmem0p1}, {@code dm-0} or {@code dax0.0}
 * @param pid    of the process, 0: the kernel itself
 * @param who    command name of the process, or what the kernel does with it ({@code ext4 on /mnt}, {@code device dm-0 (data)}); of a lease as {@link #lease} tells it
 */
public record DeviceUse(String device, Kind kind, int pid, String who) implements Comparable<DeviceUse> {

    private static final Comparator<DeviceUse> ORDER = Comparator.comparing(DeviceUse::device).thenComparing(DeviceUse::kind)
            .thenComparingInt(DeviceUse::pid).thenComparing(DeviceUse::who);

    /** How. */
    public enum Kind {
        OPEN, MAPPED, MOUNTED, SWAP, PINNED, LEASED
    }

    /** A lease for people: {@code db, lease 3 of pages 0-511, granted, generation 2, pinned}. */
    public static String lease(String holder, long id, long page, long pages, String state, long generation, boolean pinned) {
        return holder + ", lease " + id + " of pages " + page + "-" + (page + pages - 1) + ", " + state.toLowerCase(Locale.ROOT) + ", generation " + generation
                + (pinned ? ", pinned" : "");
    }

    /** Whether it is in the way: a lease that was given back, or whose time ran out, is not. */
    public boolean inUse() {
        return kind != Kind.LEASED || !who.contains(", quiesced, ") && !who.contains(", expired, ");
    }

    /** What is the same of all that somebody does to it: {@code open in db (process 1000)}, {@code mounted: ext4 on /mnt}. */
    String text() {
        String by = who + (pid == 0 ? "" : " (process " + pid + ")");
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
