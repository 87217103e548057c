package daxplane.events.format;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.events.Event;
import daxplane.events.EventLog;
import daxplane.events.EventRecord;
import daxplane.journal.disk.FileJournals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The files of a whole journal as the first version wrote them (the empty end of the queue file cut off). Every later
 * version reads them and goes on in them. When they are missing they are written to {@code target/golden/journal-1}.
 */
class GoldenJournalTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/journal-1");
    private static final List<String> FILES = List.of("head", "00000001/20261120.cq4", "00000001/metadata.cq4t");

    @TempDir
    Path journal;

    @BeforeEach
    void copy() throws Exception {
        if (!Files.exists(GOLDEN) && !Files.exists(Path.of("target/golden/journal-1"))) {
            propose(Path.of("target/golden/journal-1"));
        }
        Files.createDirectory(journal.resolve("00000001"));
        for (String file : FILES) {
            Files.copy(GOLDEN.resolve(file), journal.resolve(file));
        }
    }

    private static void propose(Path directory) throws Exception {
        try (var proposal = new EventLog(new FileJournals(() -> Instant.parse("2026-11-20T12:00:00.123456789Z")).write(directory))) {
            for (Event event : Samples.events().values()) {
                proposal.append(event);
            }
        }
        for (String file : FILES.subList(1, FILES.size())) {
            trim(directory.resolve(file));
        }
    }

    private static void trim(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0) {
            end--;
        }
        Files.write(file, Arrays.copyOf(bytes, end + 64));
    }

    /** What the samples were when the golden journal was written; later ones are not in it. */
    private static List<Event> written() {
        var samples = new LinkedHashMap<>(Samples.events());
        samples.remove("Refused-named");
        samples.remove("EffectPerformed-WriteMedia");
        samples.remove("EffectPerformed-PowerCycle");
        samples.keySet().removeAll(Samples.versionTwo().keySet());
        samples.remove("EffectPerformed-CallFirmware");
        samples.remove("EffectPerformed-RunProgram");
        samples.remove("EffectPerformed-Ended");
        return List.copyOf(samples.values());
    }

    @Test
    void isReadForEver() throws Exception {
        var records = new ArrayList<EventRecord>();
        try (var golden = new EventLog(new FileJournals().read(journal))) {
            golden.read(1, Long.MAX_VALUE, records::add);

            assertThat(golden.verify().damage()).isEmpty();
        }
        assertThat(records).extracting(EventRecord::event).containsExactlyElementsOf(written());
        assertThat(records).extracting(EventRecord::time).containsOnly(Instant.parse("2026-11-20T12:00:00.123456789Z"));
    }

    /** Three segments of 0.1: two writers were killed, the second one in the middle of a record. */
    @Test
    void isReadForEverAfterCrashes(@TempDir Path root) throws Exception {
        Path crashed = Path.of("src/test/resources/golden/journal-1-after-crashes");
        Path copy = root.resolve("journal");
        try (var files = Files.walk(crashed)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(crashed.relativize(file).toString()));
            }
        }
        String head = "415827d8a1d2773d878bdcb09cedcaf426b30e4868748f6b79d287179ef032ec";

        try (var golden = new FileJournals().read(copy)) {
            assertThat(golden.verify()).isEqualTo(new daxplane.journal.Journal.Verification(45, head, java.util.Optional.empty()));
            assertThat(golden.findings()).isEmpty();
        }
        try (var golden = new EventLog(new FileJournals().write(copy))) {
            assertThat(golden.append(new Event.StepFailed("op", 1, "later")).previous()).isEqualTo(head);
            assertThat(golden.verify().records()).isEqualTo(46);
        }
    }

    @Test
    void isWrittenToForEver() throws Exception {
        int before = written().size();

        try (var golden = new EventLog(new FileJournals().write(journal))) {
            assertThat(golden.append(new Event.StepFailed("op", 1, "later")).revision()).isEqualTo(before + 1);
        }
        try (var golden = new EventLog(new FileJournals().read(journal))) {
            assertThat(golden.verify()).extracting("records", "damage").containsExactly(before + 1L, java.util.Optional.empty());
        }
    }
}
