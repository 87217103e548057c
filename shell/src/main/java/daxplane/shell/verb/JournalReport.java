package daxplane.shell.verb;

import daxplane.control.ControlException;
import daxplane.events.audit.Check;
import daxplane.events.audit.Check.Verdict;
import daxplane.events.audit.RecordAudit;
import daxplane.events.ledger.MachineLedger;
import daxplane.host.Errno;
import daxplane.inventory.FactDoesNotFit;
import daxplane.journal.JournalException;
import daxplane.shell.report.Report;
import daxplane.shell.report.ReportPage;
import daxplane.shell.screen.Message;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code journal report --html FILE [--since MOMENT] [--until MOMENT]}. */
@CommandLine.Command(name = "report", description = "Make one page of it for people: what was done, planned and refused, who had which memory; exits 1 when a record is not what it should be",
        footer = {"", "Examples:",
            "  journal report --html page.html                         everything",
            "  journal report --html page.html --since 2026-11-01      a month, up to now"})
public final class JournalReport implements Verb, TakesMoments {

    @Option(names = "--html", required = true, paramLabel = "FILE", description = "a new file; a browser shows it, without a network")
    private Path file;
    @Option(names = "--since", paramLabel = "MOMENT", description = "from then on: a revision, a time, an operation, or how long ago")
    private Optional<String> since;
    @Option(names = "--until", paramLabel = "MOMENT", description = "up to then")
    private Optional<String> until;
    @Mixin private Output output;

    @Override
    public int run(Context given) throws ControlException, JournalException, Failure {
        var context = output.of(given);
        var journal = context.session().control().journal();
        var span = AuditVerb.Span.of(context, "journal report", since, until);
        if (span.from() > span.to()) {
            throw Failure.failed("no record lies in that span (ENOENT); the journal has 1 to " + journal.head());
        }
        var proof = Proof.of(context, Optional.empty(), Optional.empty());
        var ledger = new MachineLedger();
        var report = new Report(span.from(), span.to());
        var audit = new RecordAudit(span.from(), span.to());
        Optional<String> unread = Optional.empty();
        try {
            journal.read(1, span.to(), record -> {
                ledger.apply(record);
                audit.record(record);
                report.record(record, ledger.observed());
                return true;
            });
        } catch (JournalException | FactDoesNotFit damaged) {
            unread = Optional.of(damaged.getMessage());
        }
        report.finish();
        var checks = new ArrayList<Check>(List.of(AuditVerb.chain(proof), AuditVerb.notes(proof)));
        checks.addAll(audit.checks());
        write(new ReportPage(ledger.snapshot().host(), Instant.now(), report, checks, unread));
        var json = new LinkedHashMap<String, Object>();
        json.put("file", file.toString());
        json.put("from", span.from());
        json.put("to", span.to());
        context.print(new Message(json, "revisions " + span.from() + " to " + span.to() + " in " + file));
        boolean faulty = unread.isPresent() || checks.stream().anyMatch(check -> check.verdict() == Verdict.FAULTY);
        if (faulty) {
            context.complain("note: not every record is what it should be; the page says which, and 'journal verify' as well");
        }
        return faulty ? ExitCode.FAILED : ExitCode.DONE;
    }

    private void write(ReportPage page) throws Failure {
        try (var out = new PrintStream(new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)), false, StandardCharsets.UTF_8)) {
            page.write(out);
            if (out.checkError()) {
                throw Failure.failed(file + " cannot be written; what is in it is not whole");
            }
        } catch (FileAlreadyExistsException there) {
            throw Failure.failed(file + " exists already (EEXIST); name a new file");
        } catch (IOException failed) {
            throw Failure.failed(file + " cannot be written: " + Errno.said(failed));
        }
    }
}
