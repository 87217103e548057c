package daxplane.events;

import daxplane.events.format.EventCodec;
import daxplane.events.format.EventType;
import daxplane.events.format.JsonText;
import daxplane.inventory.Fact;
import daxplane.journal.JournalException;
import daxplane.journal.JournalRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A record as it is stored, and what this version makes of it. A newer version may have written what this one does not know: that is
 * kept, shown as such and carried elsewhere like any other record.
 *
 * @param event empty: this version cannot read it
 * @param what  the sentence for people; of what cannot be read, why not
 */
public record StoredEvent(JournalRecord stored, Optional<Event> event, String what) {

    /** Never fails: what cannot be read is shown as such. */
    public static StoredEvent of(JournalRecord stored) {
        var type = EventType.ofNumber(stored.type());
        if (type.isEmpty()) {
            return new StoredEvent(stored, Optional.empty(), "event type " + stored.type() + ", version " + stored.typeVersion()
                    + ": this version of daxplane does not know it; a newer one wrote it, and can read it");
        }
        try {
            var event = EventCodec.decode(type.get(), stored.payload());
            return new StoredEvent(stored, Optional.of(event), EventText.of(event));
        } catch (JournalException unreadable) {
            return new StoredEvent(stored, Optional.empty(), unreadable.what());
        }
    }

    /** Name of the event type; {@code type4711} of one that is not known. */
    public String type() {
        return word(stored.type());
    }

    static String word(int number) {
        return EventType.ofNumber(number).map(EventType::word).orElse("type" + number);
    }

    /** The payload as it is stored, one JSON object; empty when it is something else. */
    public Optional<String> data() {
        return JsonText.isObject(stored.payload()) ? Optional.of(new String(stored.payload(), StandardCharsets.US_ASCII)) : Optional.empty();
    }

    /** Some facts of a record, with their cause, as the payload of the record has them. */
    public static String data(Cause cause, List<Fact> facts) {
        return new String(EventCodec.encode(new Event.FactsObserved(cause, facts)), StandardCharsets.US_ASCII);
    }

    /** One fact as JSON: {@code {"fact":"DriverBound","device":"dax0.0","driver":"kmem"}}. */
    public static String data(Fact fact) {
        return new String(EventCodec.encode(fact), StandardCharsets.US_ASCII);
    }
}
