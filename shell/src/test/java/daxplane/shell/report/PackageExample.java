package daxplane.shell.report;

import daxplane.events.EventLog;
import daxplane.events.audit.Check;
import daxplane.events.ledger.MachineLedger;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(EventLog journal, List<Check> checks, PrintStream out) throws Exception {
        // @start region="example"
        var ledger = new MachineLedger();
        var report = new Report(1, journal.head());
        journal.read(1, journal.head(), record -> {
            ledger.apply(record);
            report.record(record, ledger.observed());
            return true;
        });
        report.finish();
        new ReportPage("db7", Instant.now(), report, checks, Optional.empty()).write(out);
        // @end
    }
}
