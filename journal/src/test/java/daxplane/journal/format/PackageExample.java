package daxplane.journal.format;

import daxplane.journal.Entry;
import daxplane.journal.JournalRecord;
import java.security.MessageDigest;
import java.time.Instant;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(long revision, Instant time, Entry entry, byte[] previousHash, MessageDigest sha256) throws Exception {
        // @start region="example"
        var record = StoredRecord.of(revision, time, entry, 0, previousHash, sha256);
        JournalRecord again = StoredRecord.stored(record.bytes()).record();
        // @end
    }
}
