package daxplane.events.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import daxplane.events.Cause;
import daxplane.events.Event;
import daxplane.host.Errno;
import daxplane.inventory.BlockRange;
import daxplane.inventory.Fact;
import daxplane.inventory.Inventory;
import daxplane.inventory.LabelExtent;
import daxplane.inventory.MemoryBlock;
import daxplane.inventory.Zone;
import daxplane.journal.JournalException;
import daxplane.journal.JournalRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EventCodecTest {

    @Provide
    Arbitrary<Event> events() {
        return Events.any();
    }

    @Property(tries = 300)
    void readsWhatItWrote(@ForAll("events") Event event) throws JournalException {
        assertThat(EventCodec.decode(EventType.of(event), EventCodec.encode(event))).isEqualTo(event);
    }

    /** Everybody else's parser takes it, and what everybody else writes we take: white space, escapes, order of fields aside. */
    @Property(tries = 100)
    void writesAndReadsTheJsonOfTheWorld(@ForAll("events") Event event) throws Exception {
        byte[] rewritten = rewritten(EventCodec.encode(event));

        assertThat(EventCodec.decode(EventType.of(event), rewritten)).isEqualTo(event);
    }

    private static byte[] rewritten(byte[] json) throws IOException {
        var factory = JsonFactory.builder().enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS).enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
        var out = new ByteArrayOutputStream();
        try (var parser = factory.createParser(json); var generator = factory.createGenerator(out).useDefaultPrettyPrinter()) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                generator.copyCurrentEvent(parser);
            }
        }
        return out.toByteArray();
    }

    /** Before 0.2.0 was released its development versions wrote the kernel modules alone. */
    @Test
    void readsTheModulesOfAnExchangeThatADevelopmentVersionWrote() throws JournalException {
        byte[] written = """
                {"driver":"daxplane.driver.kmem","action":"update","versionBefore":"0.1.0","digestBefore":"ab","versionAfter":"0.2.0",
                "digestAfter":"cd","result":"done","operation":"op-4","modules":["dax_x","kmem"]}""".getBytes(StandardCharsets.UTF_8);

        assertThat(EventCodec.decode(EventType.DRIVER_CHANGED, written)).isEqualTo(new Event.DriverChanged("daxplane.driver.kmem", "update", "0.1.0",
                "ab", "0.2.0", "cd", "done", "op-4", List.of("module dax_x", "module kmem")));
    }

    @Provide
    Arbitrary<String> brokenJson() {
        List<String> goldens = Samples.events().values().stream().map(event -> new String(EventCodec.encode(event), StandardCharsets.UTF_8)).toList();
        return Arbitraries.of(goldens).flatMap(text -> Arbitraries.integers().between(0, text.length() - 1).flatMap(at ->
                Arbitraries.of("{", "}", "[", "]", "\"", "\\", ",", ":", "-", "1e", "null", "\u0000", "").map(instead ->
                        text.substring(0, at) + instead + text.substring(Math.min(text.length(), at + 1)))));
    }

    @Property(tries = 1000)
    void findsNoWordsForGarbageButItsOwn(@ForAll("brokenJson") String garbage) {
        for (EventType type : EventType.values()) {
            try {
                EventCodec.decode(type, garbage.getBytes(StandardCharsets.UTF_8));
            } catch (JournalException expected) {
                assertThat(expected.errno()).isIn(Errno.EBADMSG, Errno.EOPNOTSUPP);
            }
        }
    }

    @Test
    void ignoresFieldsThatALaterVersionAdded() throws Exception {
        String json = """
                {"operation": "op", "step": 2, "what": "w", "later": {"a": [1.5, null, true, {"b": -1e9}]}, "\\u0041": "\\/\\b\\f" }""";

        assertThat(EventCodec.decode(EventType.STEP_FAILED, json.getBytes(StandardCharsets.UTF_8))).isEqualTo(new Event.StepFailed("op", 2, "w"));
    }

    @Test
    void givesFieldsThatAnEarlierVersionDidNotHaveTheirDefaults() throws Exception {
        byte[] nothing = "{}".getBytes(StandardCharsets.UTF_8);

        assertThat(EventCodec.decode(EventType.STEP_FAILED, nothing)).isEqualTo(new Event.StepFailed("", 0, ""));
        assertThat(EventCodec.decode(EventType.FACTS_OBSERVED, nothing)).isEqualTo(new Event.FactsObserved(Cause.operation(""), List.of()));
        assertThat(EventCodec.decode(EventType.OPERATION_INTENDED, nothing)).isEqualTo(new Event.OperationIntended("", "", "", "", List.of()));
        var boot = (Event.BootObserved) EventCodec.decode(EventType.BOOT_OBSERVED, nothing);
        assertThat(boot.picture().dimms()).isEmpty();
    }

    @Test
    void saysThatANewerVersionWroteAFactUnknownToThisOne() {
        byte[] payload = "{\"cause\":\"c\",\"facts\":[{\"fact\":\"LeaseBroken\"}]}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> EventCodec.decode(EventType.FACTS_OBSERVED, payload))
                .isInstanceOfSatisfying(JournalException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EOPNOTSUPP))
                .hasMessageContaining("LeaseBroken");
    }

    @Test
    void saysThatANewerVersionWroteATypeUnknownToThisOne() {
        var unknown = new JournalRecord(5, Instant.EPOCH, 99, 1, "", "", new byte[0]);

        assertThatThrownBy(() -> EventCodec.decode(unknown))
                .isInstanceOfSatisfying(JournalException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EOPNOTSUPP))
                .hasMessageContaining("revision 5 is of event type 99");
    }

    @Test
    void storesTenThousandEqualBlocksInOneRun() {
        var blocks = new TreeMap<Long, MemoryBlock>();
        for (long number = 0; number < 10_000; number++) {
            blocks.put(number, new MemoryBlock(number, OptionalInt.of(0), Optional.of(Zone.NORMAL)));
        }
        var e = Inventory.EMPTY;
        var picture = new Inventory(e.policy(), 0, e.dimms(), e.regions(), e.namespaces(), e.daxDevices(), Inventory.sorted(blocks), e.nodes(),
                e.modules(), e.reservations(), e.driverIds(), e.settings(), e.disks(), e.uses(), e.labelAreas());

        assertThat(EventCodec.encode(new Event.BootObserved("b", "h", "k", picture, List.of()))).hasSizeLessThan(500);
    }

    /** A run of twenty characters makes as many objects as it says; an event of 4 MiB could say it two hundred thousand times. */
    @Test
    void takesSoManyBlocksInOneEventAndNoMoreWhereverItNamesThem() throws Exception {
        String most = "{\"facts\":[{\"fact\":\"BlocksAdded\",\"first\":0,\"count\":%d}]}".formatted(Allowance.MOST_BLOCKS - 1);
        assertThat(EventCodec.decode(EventType.FACTS_OBSERVED, utf8(most))).isInstanceOf(Event.FactsObserved.class);

        for (String twoAfterMost : List.of("{\"fact\":\"BlocksRemoved\",\"first\":7,\"count\":2}",
                "{\"fact\":\"BlocksOnlined\",\"first\":7,\"count\":2,\"zone\":\"Movable\"}",
                "{\"fact\":\"BlocksOfflined\",\"first\":7,\"count\":2}")) {
            assertDamaged(EventType.FACTS_OBSERVED, most.replace("]", "," + twoAfterMost + "]"));
        }
        String half = "{\"first\":0,\"count\":%d}".formatted(Allowance.MOST_BLOCKS / 2);
        String decision = "{\"decision\":\"Chosen\",\"kind\":\"DAX_DEVICE\",\"identity\":\"d\",\"name\":\"dax0.0\",\"wanted\":{\"state\":\"Dax\",\"MOVABLE\":["
                + half + "]}}";
        assertDamaged(EventType.BOOT_OBSERVED, "{\"picture\":{\"blocks\":[" + half + "]},\"decisions\":[" + decision + "," + decision + "]}");
    }

    private static void assertDamaged(EventType type, String json) {
        assertThatThrownBy(() -> EventCodec.decode(type, utf8(json)))
                .isInstanceOfSatisfying(JournalException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EBADMSG))
                .hasMessageContaining("more than 524288 memory blocks");
    }

    @Test
    void writesNothingThatItWouldNotRead() throws Exception {
        var most = new Fact.BlocksRemoved(new BlockRange(0, Allowance.MOST_BLOCKS));
        var oneMore = new Fact.BlocksOfflined(new BlockRange(9, 1));

        assertThat(EventCodec.entry(new Event.FactsObserved(Cause.operation("op"), List.of(most))).payload()).isNotEmpty();
        assertThatThrownBy(() -> EventCodec.entry(new Event.FactsObserved(Cause.operation("op"), List.of(most, oneMore))))
                .isInstanceOfSatisfying(JournalException.class, e -> assertThat(e.errno()).isEqualTo(Errno.E2BIG))
                .hasMessageContaining("524289 memory blocks");
    }

    /** Sixty characters stand for a mebibyte of a label area. */
    @Test
    void takesSoManyBytesOfLabelAreasInOneEventAndWritesNoMore() throws Exception {
        String area = "{\"fact\":\"LabelAreaWritten\",\"dimm\":\"nmem0\",\"areaBytes\":1048576,\"extents\":[{\"offset\":0,\"fill\":255,\"length\":1048576}]}";
        String most = String.join(",", Collections.nCopies(32, area));
        var facts = (Event.FactsObserved) EventCodec.decode(EventType.FACTS_OBSERVED, utf8("{\"facts\":[" + most + "]}"));
        assertThat(EventCodec.entry(facts).payload()).isNotEmpty();

        String more = area.replace("\"length\":1048576", "\"length\":1");
        assertThatThrownBy(() -> EventCodec.decode(EventType.FACTS_OBSERVED, utf8("{\"facts\":[" + most + "," + more + "]}")))
                .isInstanceOfSatisfying(JournalException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EBADMSG))
                .hasMessageContaining("more than 33554432 bytes of label areas");
        var oneMore = new Fact.LabelAreaWritten("nmem0", 8, List.of(new LabelExtent(0, new byte[] {1})));
        var tooMany = new ArrayList<>(facts.facts());
        tooMany.add(oneMore);
        assertThatThrownBy(() -> EventCodec.entry(new Event.FactsObserved(Cause.operation("op"), tooMany)))
                .isInstanceOfSatisfying(JournalException.class, e -> assertThat(e.errno()).isEqualTo(Errno.E2BIG))
                .hasMessageContaining("33554433 bytes of label areas");
    }

    private static byte[] utf8(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
