package daxplane.events.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.events.EventLog;
import daxplane.events.format.LedgerCodec;
import daxplane.journal.disk.FileJournals;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/**
 * A snapshot of another version of the fold would tell something else of the same records. What this version makes of an old journal is held
 * here by its digest, beside the version's number.
 */
class SnapshotFileTest {

    private static final Path HELD = Path.of("src/test/resources/snapshot-version.txt");

    @Test
    void whoChangesWhatAFoldMakesRaisesTheVersion() throws Exception {
        var ledger = new MachineLedger();
        try (var log = new EventLog(new FileJournals().read(Path.of("src/test/resources/journal-0.1")))) {
            log.read(1, Long.MAX_VALUE, record -> {
                ledger.apply(record);
                return true;
            });
        }
        var state = LedgerCodec.encode(ledger.state().orElseThrow()).orElseThrow();
        var found = "version " + SnapshotFile.VERSION + " sha256 " + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(state)) + "\n";
        Files.writeString(Files.createDirectories(Path.of("target/golden")).resolve(HELD.getFileName()), found);
        assertThat(found).as("the fold or its encoding changed: raise SnapshotFile.VERSION and take target/golden/" + HELD.getFileName()
                + "; " + new String(state, StandardCharsets.US_ASCII).length() + " bytes").isEqualTo(Files.exists(HELD) ? Files.readString(HELD) : "nothing");
    }
}
