package daxplane.shell.verb;

import daxplane.control.ControlException;
import daxplane.evidence.Evidence;
import daxplane.evidence.EvidenceException;
import daxplane.evidence.Report;
import daxplane.evidence.VerifierKey;
import daxplane.journal.JournalException;
import daxplane.shell.screen.Count;
import daxplane.shell.screen.Message;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The sub-commands of {@code journal} that prove something: {@code checkpoint}, {@code key}, {@code verify}. */
final class JournalProof {

    private static final int ORIGIN_BYTES = 4;

    private JournalProof() {
    }

    /** {@code journal checkpoint [--into DIR]}. */
    @CommandLine.Command(name = "checkpoint", description = "Sign everything up to now, and print the note that proves it one day; keep it elsewhere",
            footer = {"", "Examples:",
                "  journal checkpoint                  the note; the first time a key is made in keys/",
                "  journal checkpoint --into DIR       and the whole log with it, for tools that know C2SP tlog-tiles"})
    public static final class Checkpoint implements Verb {

        @Option(names = "--into", paramLabel = "DIR", description = "write the log, tiles and entries, into a new directory")
        private Optional<Path> into;
        @Mixin private Output output;

        @Override
        public int run(Context given) throws ControlException, Failure {
            var context = output.of(given);
            var journal = context.session().control().journal();
            if (journal.head() == 0) {
                throw Failure.failed("the journal has no records yet (ENOENT); the first command that changes something begins it");
            }
            try {
                var evidence = new Evidence(context.session().state());
                var entries = new RecordEntries(journal);
                String note = evidence.checkpoint(entries, origin());
                if (into.isPresent()) {
                    evidence.export(entries, into.get());
                }
                var json = new LinkedHashMap<String, Object>();
                json.put("records", journal.head());
                json.put("note", note);
                json.put("key", evidence.key().map(VerifierKey::text).orElse(""));
                if (context.forPeople()) {
                    // word for word: this is what is kept in a file
                    context.streams().out().print(note);
                } else {
                    context.print(new Message(json, note));
                }
                return ExitCode.DONE;
            } catch (EvidenceException refused) {
                throw Failure.failed(refused.getMessage());
            }
        }

        /** {@code db7/daxplane/0f3a91c2}: the host, and what tells two state directories of it apart. */
        private static String origin() {
            var random = new byte[ORIGIN_BYTES];
            new SecureRandom().nextBytes(random);
            String host;
            try {
                host = InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9.-]", "-");
            } catch (IOException nameless) {
                host = "localhost";
            }
            return host + "/daxplane/" + HexFormat.of().formatHex(random);
        }
    }

    /** {@code journal key}. */
    @CommandLine.Command(name = "key", description = "Print the key that checkpoints are verified with; keep it with the notes",
            footer = {"", "Examples:", "  journal key"})
    public static final class Key implements Verb {

        @Override
        public int run(Context context) throws Failure {
            try {
                var key = new Evidence(context.session().state()).key()
                        .orElseThrow(() -> Failure.failed("there is no key yet; 'journal checkpoint' makes it"));
                context.print(new Message(java.util.Map.of("key", key.text()), key.text()));
                return ExitCode.DONE;
            } catch (EvidenceException damaged) {
                throw Failure.failed(damaged.getMessage());
            }
        }
    }

    /** {@code journal verify [--since NOTE] [--key KEY]}. */
    @CommandLine.Command(name = "verify", description = "Prove that no record was changed, lost, moved or replaced; exits 1 when one was",
            footer = {"", "Examples:",
                "  journal verify",
                "  journal verify --since march.note                   nothing before that note was rewritten",
                "  journal verify --since march.note --key march.key   also when the keys here were replaced"})
    public static final class Verify implements Verb {

        @Option(names = "--since", paramLabel = "NOTE", description = "file with a checkpoint that was kept elsewhere")
        private Optional<Path> since;
        @Option(names = "--key", paramLabel = "KEY", description = "file with the key that was kept with it (default: the one in keys/)")
        private Optional<Path> key;
        @Mixin private Output output;

        @Override
        public int run(Context given) throws ControlException, JournalException, Failure {
            if (key.isPresent() && since.isEmpty()) {
                throw Failure.usage("journal verify: --key is what a note is verified with: give the note, --since NOTE; 'help journal verify' shows how");
            }
            var context = output.of(given);
            var proof = Proof.of(context, since, key);
            var chain = proof.chain();
            var signed = proof.signed();
            var flaws = proof.flaws();
            long trusted = proof.trusted();
            var json = new LinkedHashMap<String, Object>();
            json.put("intact", flaws.isEmpty());
            json.put("records", chain.records());
            json.put("head", chain.headHash());
            signed.flatMap(Report::signed).ifPresent(head -> json.put("signed", head.size()));
            if (!flaws.isEmpty()) {
                json.put("damage", flaws.getFirst());
                json.put("flaws", flaws);
                json.put("trusted", trusted);
            }
            if (flaws.isEmpty() || !context.forPeople()) {
                context.print(new Message(json, "intact: " + Count.of(chain.records(), "record") + ", each chained to the one before; head " + chain.headHash()
                        + signed.flatMap(Report::signed).map(head -> "; records 1 to " + head.size() + " are those that " + head.origin() + " signed").orElse("")));
            }
            if (!flaws.isEmpty() && context.forPeople()) {
                throw Failure.failed((chain.damage().isPresent() ? "" : "the journal is damaged: ") + String.join("; ", flaws) + "; records 1 to " + trusted
                        + " are proven; keep a copy of the directory before anything else");
            }
            return flaws.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
        }
    }
}
