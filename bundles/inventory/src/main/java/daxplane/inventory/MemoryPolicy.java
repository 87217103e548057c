package daxplane.inventory;

/**
 * How the kernel treats memory that is hot-added.
 *
 * @param blockBytes     size of a memory block, constant during a boot
 * @param autoOnline     {@code offline}, {@code online}, {@code online_kernel} or {@code online_movable}
 * @param onlinePolicy   {@code contig-zones} or {@code auto-movable}; empty text where the kernel has no such parameter
 * @param memmapOnMemory {@code Y}, {@code N}, {@code force}, or empty text
 */
public record MemoryPolicy(long blockBytes, String autoOnline, String onlinePolicy, String memmapOnMemory) {

    public static final MemoryPolicy NONE = new MemoryPolicy(0, "offline", "", "");

    public MemoryPolicy withAutoOnline(String value) {
        return new MemoryPolicy(blockBytes, value, onlinePolicy, memmapOnMemory);
    }
}
