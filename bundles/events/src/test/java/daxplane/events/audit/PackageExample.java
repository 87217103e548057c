package daxplane.events.audit;

import daxplane.events.EventLog;
import daxplane.journal.JournalException;

/** The example of the package's description: compiled, not run. */
final class PackageExample {

    private PackageExample() {
    }

    static boolean sound(EventLog log) throws JournalException {
        // @start region="example"
        var audit = new RecordAudit(1, Long.MAX_VALUE);
        log.read(1, Long.MAX_VALUE, record -> {
            audit.record(record);
            return true;
        });
        boolean sound = audit.checks().stream().allMatch(check -> check.verdict() == Check.Verdict.SOUND);
        // @end
        return sound;
    }
}
