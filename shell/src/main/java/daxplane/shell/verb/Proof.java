package daxplane.shell.verb;

import daxplane.control.ControlException;
import daxplane.evidence.Evidence;
import daxplane.evidence.EvidenceException;
import daxplane.evidence.Report;
import daxplane.evidence.VerifierKey;
import daxplane.host.Errno;
import daxplane.journal.Journal;
import daxplane.journal.JournalException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the records are those that were written: by their chain, and by what was signed.
 *
 * @param signed empty: nothing was ever signed
 * @param flaws  what is wrong, a sentence each; empty when all is well
 */
record Proof(Journal.Verification chain, Optional<Report> signed, List<String> flaws) {

    /** A note or a key is a text of some lines; anything longer is something else. */
    private static final long LONGEST_TEXT_BYTES = 64 << 10;

    Proof {
        flaws = List.copyOf(flaws);
    }

    /**
     * @param note file with a checkpoint that was kept elsewhere; empty: the last one beside the journal, if there is any
     * @param key  file with the key that was kept with it; empty: the one in keys/
     */
    static Proof of(Context context, Optional<Path> note, Optional<Path> key) throws ControlException, JournalException, Failure {
        var chain = context.session().control().journal().verify();
        var signed = signed(context, note, key);
        var flaws = new ArrayList<String>(chain.damage().stream().toList());
        signed.ifPresent(report -> report.flaws().stream().filter(flaw -> !flaws.contains(flaw)).forEach(flaws::add));
        return new Proof(chain, signed, flaws);
    }

    /** How many records, from the first on, are what was written. */
    long trusted() {
        return Math.min(chain.records(), signed.map(Report::trusted).orElse(Long.MAX_VALUE));
    }

    private static Optional<Report> signed(Context context, Optional<Path> note, Optional<Path> key) throws ControlException, Failure {
        var evidence = new Evidence(context.session().state());
        if (note.isEmpty() && !evidence.exists()) {
            return Optional.empty();
        }
        try {
            Optional<String> kept = note.isPresent() ? Optional.of(text(note.get())) : Optional.empty();
            Optional<VerifierKey> trusted = key.isPresent() ? Optional.of(VerifierKey.parse(text(key.get()))) : Optional.empty();
            return Optional.of(evidence.verify(new RecordEntries(context.session().control().journal()), kept, trusted));
        } catch (EvidenceException refused) {
            throw Failure.failed("the note proves nothing: " + refused.getMessage());
        }
    }

    private static String text(Path file) throws Failure {
        try {
            if (Files.size(file) > LONGEST_TEXT_BYTES) {
                throw Failure.failed(file + " is too long for a note or a key");
            }
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw Failure.failed(file + " cannot be read: " + Errno.said(unreadable));
        }
    }
}
