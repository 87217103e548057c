package daxplane.fuzz;

import daxplane.journal.Event;
import daxplane.journal.JournalException;
import daxplane.journal.format.EventCodec;
import daxplane.journal.format.EventType;

/** The event of a record, JSON. First byte: which type of event. */
final class JournalEventTarget implements Target {

    @Override
    public void take(byte[] input) throws JournalException {
        EventType type = EventType.values()[Mending.choice(input) % EventType.values().length];
        Event event = EventCodec.decode(type, Mending.body(input));
        Event again = EventCodec.decode(type, EventCodec.encode(event));
        if (!again.equals(event)) {
            throw new AssertionError(event + " was written and reads as " + again);
        }
    }
}
