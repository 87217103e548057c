package daxplane.shell.verb;

import daxplane.control.ControlException;
import daxplane.control.ControlPlane;
import daxplane.events.audit.Check;
import daxplane.events.audit.Check.Item;
import daxplane.events.audit.Check.Verdict;
import daxplane.events.audit.RecordAudit;
import daxplane.inventory.Difference;
import daxplane.inventory.FactText;
import daxplane.journal.JournalException;
import daxplane.loader.PluginBundle;
import daxplane.shell.screen.Count;
import daxplane.shell.view.AuditView;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code audit [--since MOMENT] [--until MOMENT] [--note NOTE [--key KEY]]}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=audit")
@CommandLine.Command(name = "audit", description = "Answer what an auditor asks of the journal; exits 1 when a record is not what it should be, 5 when something is open",
        footer = {"", "Examples:",
            "  audit                                       everything",
            "  audit --since 2026-11-01 --until 2026-12-01   a month",
            "  audit --note march.note --key march.key     what came since that checkpoint; it is proven first",
            "  audit -o json                               for a pipeline"})
public final class AuditVerb implements Verb, TakesMoments {

    @Option(names = "--since", paramLabel = "MOMENT", description = "from then on: a revision, a time, an operation, or how long ago")
    private Optional<String> since;
    @Option(names = "--until", paramLabel = "MOMENT", description = "up to then")
    private Optional<String> until;
    @Option(names = "--note", paramLabel = "NOTE", description = "file with a checkpoint that was kept elsewhere: from the record behind it on")
    private Optional<Path> note;
    @Option(names = "--key", paramLabel = "KEY", description = "file with the key that was kept with it (default: the one in keys/)")
    private Optional<Path> key;
    @Mixin private Output output;

    @Override
    public int run(Context given) throws ControlException, JournalException, Failure {
        if (key.isPresent() && note.isEmpty()) {
            throw Failure.usage("audit: --key is what a note is verified with: give the note, --note NOTE; 'help audit' shows how");
        }
        if (note.isPresent() && since.isPresent()) {
            throw Failure.usage("audit: --note and --since both say where to begin; give one of them");
        }
        var context = output.of(given);
        var control = context.session().control();
        var span = Span.of(context, "audit", since, until);
        long head = control.journal().head();
        var proof = Proof.of(context, note, key);
        long from = note.isPresent() ? proof.signed().flatMap(report -> report.signed()).map(signed -> signed.size() + 1).orElse(1L) : span.from();
        long to = Math.min(head, span.to());

        if (from > to && note.isEmpty()) {
            throw Failure.failed("no record lies in that span (ENOENT); the journal has 1 to " + head);
        }
        var audit = new RecordAudit(from, to);
        var checks = new ArrayList<Check>(List.of(chain(proof), notes(proof)));
        try {
            control.journal().read(1, to, record -> {
                audit.record(record);
                return true;
            });
            checks.addAll(audit.checks());
        } catch (JournalException unreadable) {
            checks.add(new Check("records", Verdict.FAULTY, unreadable.getMessage(), List.of()));
        }
        if (to == head) {
            checks.add(installed(context.session().plugins().list(), audit));
        }
        var machine = context.session().withoutMachine();
        if (machine.isPresent()) {
            checks.add(new Check("replay", Verdict.NOT_ASKED, "the machine cannot be looked at: " + machine.get(), List.of()));
        } else {
            checks.add(replay(control, head));
            checks.add(drift(control));
        }
        var view = new AuditView(from, to, audit.records(), checks);
        context.print(view);
        return switch (view.verdict()) {
            case FAULTY -> ExitCode.FAILED;
            case OPEN -> ExitCode.PENDING;
            case SOUND, NOT_ASKED -> ExitCode.DONE;
        };
    }

    /** Revisions that are asked for; none when {@code from} is behind {@code to}. */
    record Span(long from, long to) {

        static Span of(Context context, String verb, Optional<String> since, Optional<String> until) throws ControlException, JournalException, Failure {
            var journal = context.session().control().journal();
            long head = journal.head();
            if (head == 0) {
                throw Failure.failed("the journal has no records yet (ENOENT); the first command that changes something begins it");
            }
            var span = Moments.span(context, verb, since, until);
            long from = span.from().equals(Instant.MIN) ? span.fromRevision() : Math.min(head, journal.lastBefore(span.from().minusNanos(1)) + 1);
            long to = span.to().equals(Instant.MAX) ? Math.min(span.toRevision(), head) : journal.lastBefore(span.to());
            return new Span(from, Math.min(head, to));
        }
    }

    static Check chain(Proof proof) {
        return proof.chain().damage().map(damage -> new Check("chain", Verdict.FAULTY, damage + "; records 1 to " + proof.trusted() + " are proven", List.of()))
                .orElseGet(() -> new Check("chain", Verdict.SOUND, Count.of(proof.chain().records(), "record") + ", each chained to the one before; head "
                        + proof.chain().headHash(), List.of()));
    }

    static Check notes(Proof proof) {
        if (proof.signed().isEmpty()) {
            return new Check("notes", Verdict.NOT_ASKED, "nothing was ever signed; 'journal checkpoint' signs, and its note is kept elsewhere", List.of());
        }
        var report = proof.signed().get();
        return report.sound() && report.signed().isPresent()
                ? new Check("notes", Verdict.SOUND, "records 1 to " + report.signed().get().size() + " are those that " + report.signed().get().origin() + " signed", List.of())
                : new Check("notes", Verdict.FAULTY, report.flaws().isEmpty() ? "no note agrees with the records" : String.join("; ", report.flaws()), List.of());
    }

    /** What an operator installed runs only with the digest that the journal has of it. */
    private static Check installed(List<PluginBundle> bundles, RecordAudit audit) {
        var own = bundles.stream().filter(bundle -> !bundle.shipped()).toList();
        var strange = own.stream().filter(bundle -> !bundle.digest().equals(audit.digests().get(bundle.name())))
                .map(bundle -> Item.unrecorded(bundle.name() + " " + bundle.version() + " has sha256 " + bundle.digest() + ", the journal "
                        + Optional.ofNullable(audit.digests().get(bundle.name())).map(known -> "has " + known).orElse("knows none"))).toList();
        return strange.isEmpty() ? new Check("installed", Verdict.SOUND, own.isEmpty() ? "no plug-in of an operator's is installed"
                : Count.of(own.size(), "plug-in") + " of an operator's, with the digests of the journal", List.of())
                : new Check("installed", Verdict.FAULTY, Count.of(strange.size(), "plug-in") + " with another digest than the journal's", strange);
    }

    private static Check replay(ControlPlane control, long head) throws ControlException {
        var told = control.replayed(head);
        var seen = control.picture();
        var booted = told.bootId().equals(seen.bootId()) ? Stream.<Item>empty() : Stream.of(Item.unrecorded("the machine has booted since the last record"));
        var items = Stream.concat(booted, Difference.between(told.inventory(), seen.inventory()).stream().map(FactText::of).map(Item::unrecorded)).toList();
        return items.isEmpty() ? new Check("replay", Verdict.SOUND, "the machine shows what the records tell", items)
                : new Check("replay", Verdict.OPEN, "the machine shows what the records do not tell; the next command that changes something records it as external", items);
    }

    private static Check drift(ControlPlane control) throws ControlException {
        var items = control.drift().rows().stream().map(row -> Item.unrecorded(row.object() + " is " + row.observed() + ", wanted: " + row.wanted() + "; " + row.cause())).toList();
        return new Check("drift", items.isEmpty() ? Verdict.SOUND : Verdict.OPEN, items.isEmpty() ? "the machine is as it is wanted"
                : Count.of(items.size(), "object") + " not as wanted, neither recovered nor accepted", items);
    }
}
