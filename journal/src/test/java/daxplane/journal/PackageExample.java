package daxplane.journal;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Journal journal, byte[] payload) throws Exception {
        // @start region="example"
        long revision = journal.append(new Entry(8, 1, true, payload)).revision();
        journal.read(1, Long.MAX_VALUE, record -> {
            System.out.println(record.revision() + " " + record.hash());
            return true;
        });
        Journal.Verification outcome = journal.verify();
        // @end
    }
}
