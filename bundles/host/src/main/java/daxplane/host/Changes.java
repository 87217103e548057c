package daxplane.host;

import java.time.Duration;
import java.util.SortedSet;
import org.osgi.annotation.versioning.ProviderType;

/** What was touched since a moment, and waiting until the kernel has finished probing. */
@ProviderType
public interface Changes {

    /** The present moment. Marks are cheap and need no closing. */
    long mark();

    /** Everything touched after {@code mark}. */
    Touched since(long mark) throws HostException;

    /** Waits until devices that were announced have been probed. ETIMEDOUT after {@code patience}. */
    void settle(Duration patience) throws HostException;

    /**
     * @param paths    directories of touched objects ({@code /sys/devices/system/memory/memory33}), and files outside of
     *                 any object ({@code /proc/iomem}), each with its real path
     * @param complete whether that is all; if not, only a full look tells
     */
    record Touched(SortedSet<String> paths, boolean complete) {
    }
}
