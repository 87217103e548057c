package daxplane.journal.chronicle;

import java.util.ArrayDeque;
import java.util.Deque;
import net.openhft.chronicle.core.Jvm;

/**
 * Makes Chronicle quiet and keeps it from reporting its use, before its first other class is loaded.
 *
 * <p>The library that would report ({@code chronicle-analytics}) is not in the bundle at all; the switch is the second lock.
 */
final class ChronicleSettings {

    /** Complaints that are kept for the next error message. */
    private static final int MOST_COMPLAINTS = 4;
    private static final Deque<String> COMPLAINTS = new ArrayDeque<>();

    static {
        System.setProperty("chronicle.analytics.disable", "true");
        System.setProperty("chronicle.announcer.disable", "true");
        System.setProperty("chronicle.disk.monitor.disable", "true");
        // Raw bytes need no generated code; in a bundle the attempt to compile some fails, loudly.
        System.setProperty("disableProxyCodegen", "true");
        System.setProperty("disableReaderProxyCodegen", "true");
        Jvm.setExceptionHandlers((where, what, cause) -> keep(what, cause), (where, what, cause) -> keep(what, cause), null, null);
    }

    private ChronicleSettings() {
    }

    /** Once is enough, and more does no harm. */
    static void apply() {
        // the static initialiser has done it
    }

    private static void keep(String what, Throwable cause) {
        synchronized (COMPLAINTS) {
            if (COMPLAINTS.size() == MOST_COMPLAINTS) {
                COMPLAINTS.removeFirst();
            }
            COMPLAINTS.addLast(what + (cause == null ? "" : " " + cause));
        }
    }

    /** What Chronicle said since it was last asked, for an error message; empty text when it was content. */
    static String complaints() {
        synchronized (COMPLAINTS) {
            String said = COMPLAINTS.isEmpty() ? "" : " (it says: " + String.join("; ", COMPLAINTS) + ")";
            COMPLAINTS.clear();
            return said;
        }
    }
}
