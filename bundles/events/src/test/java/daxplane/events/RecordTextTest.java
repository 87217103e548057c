package daxplane.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import daxplane.journal.Entry;
import daxplane.journal.JournalException;
import daxplane.journal.disk.FileJournals;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordTextTest {

    @TempDir
    Path root;

    private List<byte[]> stored(Path directory) throws Exception {
        var stored = new ArrayList<byte[]>();
        try (var journal = new FileJournals(() -> Instant.parse("2026-11-20T12:00:00.000000001Z")).write(directory)) {
            try (var log = new EventLog(journal)) {
                log.append(List.of(new Event.StepFailed("op-1", 1, "said \"no\"\n\u00e4\ud83d\ude00"), new Event.StepFailed("op-1", 2, "")));
                journal.append(new Entry(4711, 9, false, "{\"of\":\"tomorrow\"}".getBytes(StandardCharsets.US_ASCII)));
                journal.append(new Entry(4712, 1, false, new byte[] {0, 1, (byte) 0xff, '\n', '}'}));
                journal.stored(1, Long.MAX_VALUE, stored::add);
            }
        }
        return stored;
    }

    @ParameterizedTest
    @EnumSource
    void makesTheSameJournalAgain(RecordText.Format format) throws Exception {
        var stored = stored(root.resolve("from"));
        String source = RecordText.source(stored.getFirst());
        var lines = stored.stream().map(record -> RecordText.line(record, format, source)).iterator();

        new FileJournals().restore(root.resolve("to"), () -> lines.hasNext() ? Optional.of(RecordText.stored(lines.next())) : Optional.empty());

        try (var from = new FileJournals().read(root.resolve("from")); var to = new FileJournals().read(root.resolve("to"))) {
            assertThat(to.verify()).isEqualTo(from.verify());
            assertThat(to.head()).isEqualTo(4);
        }
    }

    @Test
    void writesCloudEvents() throws Exception {
        var stored = stored(root);
        String line = RecordText.line(stored.getFirst(), RecordText.Format.CLOUDEVENTS, RecordText.source(stored.getFirst()));

        assertThat(line).contains("\"specversion\":\"1.0\"", "\"id\":\"1\"", "\"source\":\"urn:daxplane:journal:", "\"type\":\"daxplane.StepFailed.v2\"",
                "\"time\":\"2026-11-20T12:00:00.000000001Z\"", "\"data\":{\"operation\":\"op-1\"").doesNotContain("\n");
    }

    @ParameterizedTest
    @EnumSource
    void writesOneJsonObjectInALine(RecordText.Format format) throws Exception {
        for (byte[] record : stored(root)) {
            String line = RecordText.line(record, format, "urn:x");
            assertThat(line).doesNotContain("\n");
            try (var json = new JsonFactory().createParser(line)) {
                assertThat(json.nextToken()).isEqualTo(JsonToken.START_OBJECT);
                json.skipChildren();
                assertThat(json.nextToken()).isNull();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"revision\":1}", "{\"revision\":1,\"time\":\"x\",\"type\":\"StepFailed\"}"})
    void refusesOtherLines(String line) {
        assertThatThrownBy(() -> RecordText.stored(line)).isInstanceOf(JournalException.class).hasMessageContaining("journal export");
    }

    @Test
    void tellsEachRecordInASentenceAlsoWhatANewerVersionWrote() throws Exception {
        var stored = stored(root);

        assertThat(RecordText.line(stored.getFirst(), RecordText.Format.JSONL, "")).contains("\"what\":\"op-1 step 1 failed: said \\\"no\\\"\\n\\u00e4\\ud83d\\ude00\",\"data\":{");
        assertThat(RecordText.line(stored.get(2), RecordText.Format.CLOUDEVENTS, "urn:x")).contains("\"dxwhat\":\"event type 4711, version 9: this version of daxplane does not know it",
                "\"data\":{\"of\":\"tomorrow\"}");
        assertThat(RecordText.line(stored.get(3), RecordText.Format.JSONL, "")).contains("\"data_base64\":\"AAH/Cn0=\"");
    }

    @Test
    void readsLinesWithoutASentence() throws Exception {
        byte[] record = stored(root).getFirst();
        String line = RecordText.line(record, RecordText.Format.JSONL, "");

        assertThat(RecordText.stored(line.replaceAll("\"what\":\"([^\"\\\\]|\\\\.)*\",\"data\"", "\"data\""))).isEqualTo(record);
        assertThatThrownBy(() -> RecordText.stored(line.substring(0, line.indexOf("op-1 step 1")))).hasMessageContaining("sentence does not end");
    }

    @Test
    void refusesALineThatWasChanged() throws Exception {
        String line = RecordText.line(stored(root.resolve("from")).getFirst(), RecordText.Format.JSONL, "");
        String forged = line.replace("op-1", "op-9");
        var once = new ArrayList<>(List.of(forged)).iterator();

        assertThatThrownBy(() -> new FileJournals().restore(root.resolve("to"),
                () -> once.hasNext() ? Optional.of(RecordText.stored(once.next())) : Optional.empty())).hasMessageContaining("not those that were hashed");
    }
}
