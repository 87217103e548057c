package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.fixtures.machine.Machines;
import daxplane.host.Cancellation;
import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.host.Effects;
import daxplane.machine.host.SimulatedHost;
import daxplane.tools.Console;
import daxplane.tools.LocalFiles;
import daxplane.tools.ToolEnvironment;
import daxplane.tools.Toolbox;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code daxctl reconfigure-device} where the kernel puts memory to use by itself: daxctl 76.1, corpus daxctl-force-auto. */
class OnlinePolicyTest {

    @TempDir
    Path state;

    private SimulatedHost host;
    private final StringBuilder err = new StringBuilder();

    @BeforeEach
    void boot() throws Exception {
        host = Machines.open(state, Machines.TWO_SOCKET);
        assertThat(Effects.perform(host, new Effect.WriteAttribute("/sys/devices/system/memory/auto_online_blocks", "online\n"), Cancellation.NEVER))
                .isInstanceOf(EffectResult.Done.class);
    }

    @AfterEach
    void close() throws Exception {
        host.close();
    }

    private int run(String line) {
        err.setLength(0);
        Console console = new Console() {
            @Override
            public void stdout(String text) {
            }

            @Override
            public void stdout(byte[] bytes) {
            }

            @Override
            public void stderr(String text) {
                err.append(text);
            }
        };
        List<String> words = List.of(line.split(" "));
        return new Toolbox().named(words.getFirst()).orElseThrow().run(new ToolEnvironment(host,
                effect -> Effects.perform(host, effect, Cancellation.NEVER), console, UUID::randomUUID, LocalFiles.none()), words.subList(1, words.size()));
    }

    @Test
    void refusesWhoWantsTheMemoryBackOrLeftAlone() {
        String refusal = "dax0.0: error: kernel policy will auto-online memory, aborting\nerror reconfiguring devices: Device or resource busy\nreconfigured 0 devices\n";

        assertThat(run("daxctl reconfigure-device -m system-ram dax0.0")).isEqualTo(240);
        assertThat(err).hasToString(refusal);
        assertThat(run("daxctl reconfigure-device -m system-ram --no-online dax0.0")).isEqualTo(240);
        assertThat(err).hasToString(refusal);
        assertThat(run("daxctl reconfigure-device -m system-ram --no-online --no-movable dax0.0")).isEqualTo(240);
    }

    @Test
    void goesAheadForMemoryThatStays() {
        assertThat(run("daxctl reconfigure-device -m system-ram --no-movable dax0.0")).isZero();
        assertThat(err.toString()).startsWith("dax0.0:\n  WARNING: detected a race while onlining memory\n").endsWith("reconfigured 1 device\n");
    }
}
