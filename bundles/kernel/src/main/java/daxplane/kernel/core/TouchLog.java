package daxplane.kernel.core;

import daxplane.host.Changes.Touched;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which paths were touched, in order, so that what was touched since a mark is found in time proportional to its number. */
final class TouchLog {

    /** Paths remembered. A machine of 64 DIMMs and 49,152 memory blocks has fewer objects; beyond it answers are incomplete. */
    private static final int MOST_PATHS = 200_000;

    private final SequencedMap<String, Long> lastTouch = new LinkedHashMap<>();
    private long now;
    private long completeSince;

    /** @param start moment before which nothing is known */
    TouchLog(long start) {
        this.now = start;
        this.completeSince = start;
    }

    void touched(String path) {
        lastTouch.remove(path);
        lastTouch.put(path, ++now);
        if (lastTouch.size() > MOST_PATHS) {
            completeSince = lastTouch.pollFirstEntry().getValue();
        }
    }

    /** Everything may be different from now on (a reboot). */
    void everything() {
        lastTouch.clear();
        completeSince = ++now;
    }

    long mark() {
        return now;
    }

    Touched since(long mark) {
        SortedSet<String> paths = new TreeSet<>();
        for (Map.Entry<String, Long> entry : lastTouch.sequencedEntrySet().reversed()) {
            if (entry.getValue() <= mark) {
                break;
            }
            paths.add(entry.getKey());
        }
        return new Touched(paths, mark >= completeSince);
    }
}
