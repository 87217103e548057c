package daxplane.kernel.core;

import daxplane.inventory.AddressRange;
import daxplane.kernel.StateRecord;
import daxplane.kernel.Persistent;
import java.util.Map;

/**
 * Something that stays reserved or in use until the next boot, though nobody owns it any more.
 *
 * @param why for people
 */
public record Leak(String device, AddressRange range, String why) implements Persistent {

    static final String KEY = "leak/";

    static Leak of(StateRecord document) {
        return new Leak(document.value("device"), new AddressRange(Long.parseUnsignedLong(document.value("start"), 16),
                Long.parseUnsignedLong(document.value("end"), 16)), document.value("why"));
    }

    @Override
    public StateRecord document() {
        String start = Long.toHexString(range.start());
        String end = Long.toHexString(range.end());
        return StateRecord.of(BusFiles.OWNER, KEY + device + "/" + start + "-" + end,
                Map.of("device", device, "start", start, "end", end, "why", why));
    }
}
