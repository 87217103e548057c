package daxplane.host.sysfs;

import daxplane.inventory.AddressRange;
import daxplane.inventory.Reservation;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the texts in /proc say. Pure. */
final class ProcText {

    private ProcText() {
    }

    /**
     * Lines of /proc/iomem about persistent, soft-reserved and CXL memory: those of a provider and everything below it, with
     * depths that count from the provider. Other hardware is left out, so is everything when addresses are hidden (they read
     * zero for anyone but root).
     *
     * <pre>
     *   100000000-17fffffff : Persistent Memory        depth 0
     *     108000000-11fffffff : dax0.0                 depth 1
     *       108000000-11fffffff : System RAM (kmem)    depth 2
     * </pre>
     */
    static SortedSet<Reservation> reservations(String iomem) {
        var reservations = new TreeSet<Reservation>();
        int provider = Integer.MAX_VALUE; // depth of the provider we are below
        for (String line : iomem.split("\n")) {
            int depth = indentation(line) / 2;
            int dash = line.indexOf('-');
            int colon = line.indexOf(" : ");
            if (dash < 0 || colon < dash) {
                continue;
            }
            String owner = line.substring(colon + 3);
            if (depth <= provider) {
                provider = isProvider(owner) ? depth : Integer.MAX_VALUE;
            }
            var start = Numbers.bareHex(line.substring(0, dash));
            var last = Numbers.bareHex(line.substring(dash + 1, colon));
            if (provider <= depth && start.isPresent() && last.isPresent() && plausible(start.getAsLong(), last.getAsLong())) {
                reservations.add(new Reservation(new AddressRange(start.getAsLong(), last.getAsLong() + 1), depth - provider, owner));
            }
        }
        return reservations;
    }

    /** Hidden addresses read 0-0. */
    private static boolean plausible(long start, long last) {
        return last != 0 && Long.compareUnsigned(start, last) <= 0;
    }

    private static int indentation(String line) {
        int blanks = 0;
        while (blanks < line.length() && line.charAt(blanks) == ' ') {
            blanks++;
        }
        return blanks;
    }

    /** {@code Persistent Memory}, also {@code (legacy)}; {@code Soft Reserved}; {@code CXL Window 0}. */
    private static boolean isProvider(String owner) {
        return owner.startsWith("Persistent Memory") || owner.startsWith("Soft Reserved") || owner.startsWith("CXL Window ");
    }

    /** {@code MemTotal} of /proc/meminfo or of a node's meminfo, in KiB; 0 when there is none. */
    static long memTotalKib(String meminfo) {
        String label = "MemTotal:";
        int at = meminfo.indexOf(label);
        if (at < 0) {
            return 0;
        }
        int end = meminfo.indexOf("kB", at);
        return Numbers.unsigned(meminfo.substring(at + label.length(), end < 0 ? meminfo.length() : end)).orElse(0);
    }

    /** Names of the loaded modules: the first word of each line of /proc/modules. */
    static SortedSet<String> modules(String text) {
        var names = new TreeSet<String>();
        for (String line : text.split("\n")) {
            if (!line.isBlank()) {
                names.add(line.substring(0, (line + " ").indexOf(' ')));
            }
        }
        return names;
    }
}
