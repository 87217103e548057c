package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.capture.Captured;
import daxplane.conform.Performer;
import daxplane.conform.StateMap;
import daxplane.conform.Step;
import daxplane.fixtures.machine.Machines;
import daxplane.host.Cancellation;
import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.host.Effects;
import daxplane.host.Host;
import daxplane.host.sysfs.SysfsReader;
import daxplane.tools.Toolbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is captured of a simulated machine boots as its twin. */
class CaptureTest {

    @TempDir
    private Path directory;

    private Captured capture(Host host, String name) throws Exception {
        Captured captured = Captured.from(host, name);
        captured.writeTo(Files.createDirectory(directory.resolve(name)));
        return captured;
    }

    @Test
    void theTwinShowsWhatTheHostShows() throws Exception {
        assertThatTheTwinShowsTheSameAs(Machines.TWO_SOCKET);
    }

    /** Interleave sets (also beside regions of the same DIMMs), memory without a DIMM, soft-reserved memory, a DIMM out of step with blocks. */
    @ParameterizedTest
    @ValueSource(strings = {"ileave-create", "imix-layout", "e820-pmem", "hmem-basic", "kmem-unaligned-start", "k61-hmem-basic"})
    void theTwinOfARecordedMachineToo(String recorded) throws Exception {
        assertThatTheTwinShowsTheSameAs(RecordedCases.machine(directory.resolve("recorded"), recorded));
    }

    private void assertThatTheTwinShowsTheSameAs(Path definition) throws Exception {
        try (var host = Machines.open(directory.resolve("state"), definition)) {
            Captured captured = capture(host, "twin");

            assertThat(captured.notes()).isEmpty();
            try (var twin = Machines.open(directory.resolve("twin.state"), directory.resolve("twin"))) {
                assertThat(twin.warnings()).isEmpty();
                assertThat(comparable(twin)).isEqualTo(comparable(host));
                assertThat(new SysfsReader(twin.attributes()).look()).isEqualTo(new SysfsReader(host.attributes()).look());
                for (String command : List.of("ndctl list -BDRN -vvv", "daxctl list -RD", "ndctl read-labels -j all", "ndctl check-labels all")) {
                    assertThat(ended(twin, command)).as(command).isEqualTo(ended(host, command));
                }
            }
        }
    }

    @Test
    void copiesNoData() throws Exception {
        try (var host = Machines.open(directory.resolve("state"), Machines.TWO_SOCKET)) {
            capture(host, "twin");

            try (var twin = Machines.open(directory.resolve("twin.state"), directory.resolve("twin"))) {
                for (String disk : List.of("pmem0.1", "pmem0.2s", "pmem0.3")) {
                    try (var there = host.blockMedia().openExclusive(disk); var here = twin.blockMedia().openExclusive(disk)) {
                        assertThat(here.bytes()).isEqualTo(there.bytes());
                        assertThat(here.read(0, 1 << 16)).as(disk).containsOnly(0);
                    }
                }
            }
        }
    }

    /** What was handed to the kernel since the boot is not in its totals at boot. */
    @Test
    void theTwinOfAHostThatLentMemoryIsTheHostAsItBoots() throws Exception {
        try (var host = Machines.open(directory.resolve("state"), Machines.TWO_SOCKET)) {
            SortedMap<String, String> booted = comparable(host);
            for (var effect : List.of(new Effect.LoadModule("kmem"),
                    new Effect.WriteAttribute("/sys/bus/dax/drivers/device_dax/unbind", "dax0.0\n"),
                    new Effect.WriteAttribute("/sys/bus/dax/drivers/kmem/new_id", "dax0.0\n"))) {
                assertThat(Effects.perform(host, effect, Cancellation.NEVER)).isInstanceOf(EffectResult.Done.class);
            }

            Captured captured = capture(host, "twin");

            assertThat(captured.notes()).containsExactly(
                    "memory was hot-added since the host booted (384 MiB online); in the twin it is a device, as after a boot");
            try (var twin = Machines.open(directory.resolve("twin.state"), directory.resolve("twin"))) {
                assertThat(twin.attributes().kind("/sys/bus/dax/drivers/kmem/dax0.0")).isEqualTo(daxplane.host.Attributes.Kind.ABSENT);
                assertThat(twin.attributes().read("/sys/bus/dax/drivers/device_dax/module/initstate")).isNotBlank();
                var shown = comparable(twin);
                shown.keySet().removeIf(key -> key.startsWith("drv/dax/kmem") || key.startsWith("module/"));
                booted.keySet().removeIf(key -> key.startsWith("module/"));
                assertThat(shown).isEqualTo(booted);
            }
        }
    }

    /** Device numbers are given out in the order of probes, which are asynchronous. */
    private static SortedMap<String, String> comparable(Host host) {
        var state = new TreeMap<>(StateMap.of(host.attributes()).values());
        state.keySet().removeIf(key -> key.matches("dax/[^/]+/dev"));
        state.replaceAll((_, value) -> value.replaceAll("(?m)^(MAJOR|MINOR)=.*$", ""));
        return state;
    }

    private static Step.Result ended(Host host, String command) {
        return new Performer(host, new Toolbox(), () -> {
            throw new AssertionError("looking makes up no uuid");
        }).perform(new Step.Action.Exec(command)).orElseThrow();
    }
}
