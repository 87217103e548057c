package daxplane.kernel.core;

import daxplane.kernel.StateRecord;
import daxplane.kernel.Persistent;
import java.util.Map;

/** A line of the kernel log that is not told again before the next boot. */
record SaidOnce(String message) implements Persistent {

    static final String KEY = "said/";

    static SaidOnce of(StateRecord document) {
        return new SaidOnce(document.key().substring(KEY.length()));
    }

    @Override
    public StateRecord document() {
        return StateRecord.of(BusFiles.OWNER, KEY + message, Map.of());
    }
}
