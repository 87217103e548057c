package daxplane.fuzz;

import daxplane.events.Event;
import daxplane.events.format.EventCodec;
import daxplane.events.format.EventType;
import daxplane.journal.JournalException;

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

    /** A run of a few characters stands for as many memory blocks as an event may name, here twice, each some 200 bytes. */
    @Override
    public long freeBytes() {
        return 256L << 20;
    }
}
