package daxplane.events.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.events.EventLog;
import daxplane.events.EventRecord;
import daxplane.events.desired.ObjectId;
import daxplane.events.desired.State;
import daxplane.inventory.StateDigest;
import daxplane.journal.disk.FileJournals;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A journal that version 0.1.0 wrote in a session of an hour: assignments, tools, writes by hand, refusals, three processes that
 * were killed in the middle of an operation, boots, changes by others, drift accepted and recovered. What 0.1.0 made of it
 * stands beside it, also what is <em>wanted</em>, and every later version makes the same of it. The files are never changed.
 */
class FirstVersionFoldTest {

    private static final Path FILES = Path.of("src/test/resources/journal-0.1");

    private final List<EventRecord> records = new ArrayList<>();

    @BeforeEach
    void read() throws Exception {
        try (var journal = new EventLog(new FileJournals().read(FILES))) {
            journal.read(1, Long.MAX_VALUE, records::add);
        }
    }

    @Test
    void givesTheSamePictureAndTheSameWishesAtEveryRevision() throws Exception {
        assertThat(perRevision(records)).isEqualTo(Files.readString(FILES.resolveSibling("journal-0.1-revisions.txt")));
    }

    @Test
    void givesTheSameWishesAndTheSameOperationsAtTheEnd() throws Exception {
        assertThat(atTheEnd(records)).isEqualTo(Files.readString(FILES.resolveSibling("journal-0.1-ledger.txt")));
    }

    /** Digests of the picture and of what is wanted, after each record. */
    private static String perRevision(List<EventRecord> records) {
        var ledger = new MachineLedger();
        var out = new StringBuilder();
        for (EventRecord record : records) {
            ledger.apply(record);
            out.append(record.revision()).append(' ').append(record.type())
                    .append(" picture ").append(StateDigest.of(ledger.observed()), 0, 16)
                    .append(" wanted ").append(digest(wanted(ledger)), 0, 16)
                    .append(" changed ").append(digest(changed(ledger)), 0, 16)
                    .append(" drift ").append(Deviation.of(ledger).size()).append('\n');
        }
        return out.toString();
    }

    private static String atTheEnd(List<EventRecord> records) {
        var ledger = new MachineLedger();
        records.forEach(ledger::apply);
        var out = new StringBuilder("picture ").append(StateDigest.of(ledger.observed())).append('\n').append(wanted(ledger)).append(changed(ledger));
        for (var operation : ledger.operations()) {
            out.append("operation ").append(String.join(" | ", operation.id(), operation.command(), operation.actor(), operation.reason(),
                    "" + operation.intended(), operation.outcome().map(Enum::name).orElse("open"), operation.summary(),
                    "" + operation.ended())).append('\n');
        }
        return out.toString();
    }

    private static String wanted(MachineLedger ledger) {
        var out = new StringBuilder();
        ledger.wanted().values().forEach(claim -> out.append("wanted ").append(claim.key().kind()).append(' ').append(claim.key().identity())
                .append(" | ").append(claim.name()).append(" | ").append(State.text(claim.state()))
                .append(" | ").append(claim.cause().revision()).append(' ').append(claim.cause().by().text()).append('\n'));
        return out.toString();
    }

    private static String changed(MachineLedger ledger) {
        var out = new StringBuilder();
        var keys = new TreeSet<>(ledger.wanted().keySet());
        keys.add(ObjectId.ofModule("kmem"));
        for (ObjectId key : keys) {
            ledger.lastChange(key).ifPresent(cause -> out.append("changed ").append(key.kind()).append(' ').append(key.identity())
                    .append(" | ").append(cause.revision()).append(' ').append(cause.by().text()).append('\n'));
        }
        return out.toString();
    }

    private static String digest(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JDK has SHA-256", impossible);
        }
    }
}
