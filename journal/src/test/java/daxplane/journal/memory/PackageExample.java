package daxplane.journal.memory;

import daxplane.journal.Entry;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Entry entry) throws Exception {
        // @start region="example"
        var journal = new MemoryJournal();
        journal.append(entry);
        assert journal.records().size() == 1;
        // @end
    }
}
