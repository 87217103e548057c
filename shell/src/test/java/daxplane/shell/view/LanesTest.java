package daxplane.shell.view;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.events.Cause;
import daxplane.events.Event;
import daxplane.events.EventRecord;
import daxplane.events.ledger.MachineLedger;
import daxplane.inventory.AddressRange;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.Fact;
import daxplane.inventory.Namespace;
import daxplane.shell.screen.Format;
import daxplane.shell.screen.Screen;
import daxplane.shell.screen.Width;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code history --picture}: a lane for each device, a column for so many records. */
class LanesTest {

    static {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    }

    private static Fact device(Optional<String> driver) {
        return new Fact.DaxDeviceSeen(new DaxDevice("dax0.0", "region0/dax0.1", Optional.empty(), "uuid:1", List.of(new AddressRange(0x100000000L, 0x110000000L)), 256L << 20,
                2 << 20, driver, OptionalInt.empty(), OptionalInt.of(2), false));
    }

    private static Fact disk() {
        return new Fact.NamespaceSeen(new Namespace("namespace0.1", "region0", Optional.of("2"), "log", 64 << 20, OptionalLong.of(0x120000000L), Namespace.Mode.FSDAX, true,
                Optional.empty(), Optional.empty(), Optional.of("pmem0.1")));
    }

    private static Event observed(Fact... facts) {
        return new Event.FactsObserved(Cause.EXTERNAL, List.of(facts));
    }

    private static final Event NOTHING = new Event.StepFailed("op-1", 1, "no");

    private static Stream<Event> life() {
        return Stream.of(observed(device(Optional.of("device_dax"))), NOTHING, observed(new Fact.DriverUnbound("dax0.0", "device_dax"), disk()),
                observed(new Fact.DriverBound("dax0.0", "kmem")), NOTHING, NOTHING, observed(new Fact.NamespaceGone("namespace0.1")), NOTHING);
    }

    private static String drawn(Stream<Event> events, Optional<Set<String>> asked, int columns, boolean unicode, Format format, long from) {
        var lanes = new Lanes(asked, unicode);
        var ledger = new MachineLedger();
        events.forEach(event -> {
            var record = new EventRecord(ledger.revision() + 1, Instant.ofEpochSecond(ledger.revision()), event.getClass().getSimpleName(), 2, "", "", event);
            ledger.apply(record);
            lanes.record(record, ledger.observed(), record.revision() >= from);
        });
        var bytes = new ByteArrayOutputStream();
        lanes.print(new Screen(columns, false, format), new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void drawsALaneForEachDevice() {
        assertThat(drawn(life(), Optional.empty(), 60, false, Format.TABLE, 1)).isEqualTo("""
                              1       5      8
                dax0.0        dddd--KKKKKKKKKK
                namespace0.1      ffffffff

                from 1970-01-01 00:00:00Z to 1970-01-01 00:00:07Z
                  K  the kernel's RAM
                  d  applications, through device-dax
                  f  a file system that maps files
                  -  nobody
                """);
    }

    @Test
    void drawsWhatIsAskedForOfItsSpan() {
        assertThat(drawn(life(), Optional.of(Set.of("uuid:2")), 60, false, Format.TABLE, 6).lines().limit(2)).containsExactly(
                "              6       7      8", "namespace0.1  fffff");
    }

    /** A hundred thousand records are as wide as the terminal. */
    @ParameterizedTest
    @ValueSource(ints = {60, 200})
    void fitsTheTerminal(int columns) {
        var many = Stream.concat(life(), IntStream.range(0, 2_000).mapToObj(_ -> NOTHING));

        assertThat(drawn(many, Optional.empty(), columns, true, Format.TABLE, 1).lines()).allSatisfy(line -> assertThat(Width.of(line)).isLessThanOrEqualTo(columns));
    }

    @Test
    void givesProgramsEachChange() {
        assertThat(drawn(life(), Optional.of(Set.of("uuid:1")), 60, false, Format.JSONL, 1)).isEqualTo("{\"object\":\"uuid:1\",\"name\":\"dax0.0\",\"uses\":["
                + "{\"revision\":1,\"use\":\"devdax\"},{\"revision\":3,\"use\":\"nobody\"},{\"revision\":4,\"use\":\"ram\"}]}\n");
    }

    @Test
    void saysWhenThereIsNothingToDraw() {
        assertThat(drawn(Stream.of(NOTHING), Optional.empty(), 60, false, Format.TABLE, 1)).isEqualTo("nothing is recorded of any device\n");
    }
}
