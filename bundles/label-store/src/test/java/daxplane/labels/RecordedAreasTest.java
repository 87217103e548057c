package daxplane.labels;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every different label area that was recorded from a real kernel, against its independent decoding. */
class RecordedAreasTest {

    private static final int AREA = 131072;
    private static final byte[] AREAS = unpack("areas.bin.gz");

    static Stream<Map<String, Object>> recordings() {
        return new String(unpack("areas.jsonl.gz"), StandardCharsets.UTF_8).lines().map(RecordedAreasTest::parse);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recordings")
    void readsWhatTheKernelWrote(Map<String, Object> recorded) {
        LabelStore store = LabelStore.read(AreaSource.of(area((int) recorded.get("area"))));

        if (recorded.get("current") == null) {
            assertThat(store).isInstanceOf(LabelStore.Blank.class);
            return;
        }
        var labelled = (LabelStore.Labelled) store;
        Map<String, Object> index = indexes(recorded).get(labelled.current());
        assertThat(index.get("offset")).isEqualTo(recorded.get("current"));
        assertThat(labelled.index().sequence()).isEqualTo(index.get("seq"));
        assertThat(labelled.index().slots()).isEqualTo(index.get("nslot"));
        assertThat(labelled.layout().slots()).as("every writer of the corpus publishes all slots").isEqualTo(index.get("nslot"));
        assertThat(labelled.layout().format().labelBytes()).isEqualTo(index.get("labelsize"));
        assertThat(labelled.used().keySet()).containsExactlyElementsOf(ints(index.get("used_slots")));
        for (Map<String, Object> expected : labels(recorded)) {
            compare(labelled.used().get((int) expected.get("at_slot")), expected);
        }
    }

    /** Reading and writing are inverse: the bytes of every live label, and of every index, come out as they went in. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("recordings")
    void writesWhatItRead(Map<String, Object> recorded) {
        byte[] area = area((int) recorded.get("area"));
        if (LabelStore.read(AreaSource.of(area)) instanceof LabelStore.Labelled store) {
            for (LabelSlot.Valid slot : store.labels()) {
                int at = store.layout().labelOffset(slot.number());
                int length = store.layout().format().labelBytes();
                assertThat(slot.label().encode(store.layout().format())).isEqualTo(Arrays.copyOfRange(area, at, at + length));
            }
            assertThat(store.index().written(store.layout(), store.current(), store.index().sequence())).isEqualTo(store.index());
        }
    }

    @Test void coversEveryRecordedArea() {
        assertThat(AREAS.length / AREA).isEqualTo((int) recordings().count()).isEqualTo(199);
    }

    private static void compare(LabelSlot slot, Map<String, Object> expected) {
        if (Boolean.FALSE.equals(expected.get("checksum_ok"))) {
            assertThat(slot).isEqualTo(new LabelSlot.Broken((int) expected.get("at_slot"), LabelSlot.Fault.CHECKSUM));
            return;
        }
        var label = ((LabelSlot.Valid) slot).label();
        assertThat(label.uuid()).isEqualTo(UUID.fromString((String) expected.get("uuid")));
        assertThat(label.name()).isEqualTo(expected.get("name"));
        assertThat(List.of(label.flags(), label.labels(), label.position(), label.slot()))
                .isEqualTo(Stream.of("flags", "nlabel", "position", "slot").map(expected::get).toList());
        assertThat("0x" + Long.toHexString(label.cookie())).isEqualTo(expected.get("isetcookie"));
        assertThat(List.of(label.lbaSize(), label.dpa(), label.rawSize()))
                .isEqualTo(Stream.of("lbasize", "dpa", "rawsize").map(key -> ((Number) expected.get(key)).longValue()).toList());
        if (expected.containsKey("type_guid")) {
            assertThat(label.type().toString()).isEqualTo(expected.get("type_guid"));
            assertThat(label.abstractionGuid().toString()).isEqualTo(expected.get("abstraction_guid"));
        }
    }

    private static byte[] area(int number) {
        return Arrays.copyOfRange(AREAS, number * AREA, (number + 1) * AREA);
    }

    @SuppressWarnings("unchecked") // the shape of the JSON is that of the resource beside this test
    private static List<Map<String, Object>> indexes(Map<String, Object> recorded) {
        return (List<Map<String, Object>>) recorded.get("index");
    }

    @SuppressWarnings("unchecked") // as above
    private static List<Map<String, Object>> labels(Map<String, Object> recorded) {
        return (List<Map<String, Object>>) recorded.get("labels");
    }

    @SuppressWarnings("unchecked") // as above
    private static List<Integer> ints(Object list) {
        return (List<Integer>) list;
    }

    private static Map<String, Object> parse(String line) {
        try {
            return JSON.std.mapFrom(line);
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }

    private static byte[] unpack(String resource) {
        try (InputStream in = new GZIPInputStream(RecordedAreasTest.class.getResourceAsStream(resource))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(resource, e);
        }
    }

    static byte[] anyArea(int number) {
        return area(Math.floorMod(number, AREAS.length / AREA));
    }

    static IntStream numbers() {
        return IntStream.range(0, AREAS.length / AREA);
    }
}
