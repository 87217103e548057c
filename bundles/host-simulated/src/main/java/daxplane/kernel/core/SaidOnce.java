package daxplane.kernel.core;

import daxplane.kernel.Document;
import daxplane.kernel.Documented;
import java.util.Map;

/** A line of the kernel log that is not told again before the next boot. */
record SaidOnce(String message) implements Documented {

    static final String KEY = "said/";

    static SaidOnce of(Document document) {
        return new SaidOnce(document.key().substring(KEY.length()));
    }

    @Override
    public Document document() {
        return Document.of(BusFiles.OWNER, KEY + message, Map.of());
    }
}
