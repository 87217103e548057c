package daxplane.events.format;

import daxplane.events.Event;
import daxplane.journal.Entry;
import daxplane.journal.Journal;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Event event, Journal journal) throws Exception {
        // @start region="example"
        Entry entry = EventCodec.entry(event);
        Event again = EventCodec.decode(journal.append(entry)).event();
        // @end
    }
}
