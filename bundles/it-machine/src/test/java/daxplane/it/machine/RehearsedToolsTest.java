package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.fixtures.machine.Machines;
import daxplane.host.Cancellation;
import daxplane.host.Effect;
import daxplane.host.EffectSink;
import daxplane.host.Effects;
import daxplane.host.Host;
import daxplane.host.sysfs.SysfsReader;
import daxplane.inventory.Difference;
import daxplane.inventory.Fact;
import daxplane.inventory.Inventory;
import daxplane.machine.host.SimulatedHost;
import daxplane.rehearsal.Rehearsal;
import daxplane.rehearsal.RehearsedRun;
import daxplane.rehearsal.RehearsedStep;
import daxplane.rehearsal.Reversal;
import daxplane.tools.Console;
import daxplane.tools.LocalFiles;
import daxplane.tools.Tool;
import daxplane.tools.ToolEnvironment;
import daxplane.tools.Toolbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rehearsal of a tool tells what the tool then does, and what would take it back does take it back. */
class RehearsedToolsTest {

    @TempDir
    private Path state;

    @ParameterizedTest
    @ValueSource(strings = {
        "ndctl create-namespace -r region0 -m fsdax -s 64M -n new",
        "ndctl create-namespace -r region2 -m devdax -s 128M",
        "ndctl create-namespace -r region0 -m sector -s 32M",
        "ndctl create-namespace -f -e namespace0.3 -m fsdax",
        "ndctl create-namespace -f -e namespace0.2 -m raw",
        "ndctl create-namespace -r region0 -s 900G",
        "ndctl destroy-namespace -f namespace0.1",
        "ndctl disable-namespace all",
        "ndctl disable-region region1",
        "daxctl reconfigure-device -m system-ram dax0.0",
        "daxctl reconfigure-device -m system-ram -N dax2.0",
        "daxctl disable-device dax0.0",
        "ndctl list -BDRN"})
    void whatIsRehearsedIsWhatHappens(String command) throws Exception {
        try (SimulatedHost host = Machines.open(state, Machines.TWO_SOCKET)) {
            Inventory before = new SysfsReader(host.attributes()).look();
            RehearsedRun rehearsed;
            try (Rehearsal rehearsal = Rehearsal.on(host)) {
                rehearsed = rehearsal.run((copy, effects) -> run(copy, command, effects));
            }
            assertThat(new SysfsReader(host.attributes()).look()).as("the machine after the rehearsal").isEqualTo(before);

            List<Effect> performed = new ArrayList<>();
            int exit = run(host, command, effect -> {
                performed.add(effect);
                return Effects.perform(host, effect, Cancellation.NEVER);
            });

            assertThat(exit).isEqualTo(rehearsed.exitCode());
            assertThat(performed).isEqualTo(rehearsed.steps().stream().map(RehearsedStep::effect).toList());
            assertThat(Difference.between(rehearsed.after(), new SysfsReader(host.attributes()).look())).as("what is different").isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "ndctl create-namespace -r region0 -m fsdax -s 64M -n new",
        "ndctl create-namespace -r region2 -m devdax -s 128M",
        "ndctl disable-namespace namespace0.1",
        "ndctl disable-namespace namespace0.2",
        "ndctl disable-namespace namespace0.3",
        "ndctl disable-region region1",
        "ndctl disable-region region0",
        "ndctl disable-namespace all",
        "daxctl reconfigure-device -f -m system-ram dax0.0",
        "daxctl reconfigure-device -f -m system-ram -N dax2.0"})
    void whatTakesItBackTakesItBack(String command) throws Exception {
        try (SimulatedHost host = Machines.open(state, Machines.TWO_SOCKET)) {
            try (Rehearsal rehearsal = Rehearsal.on(host)) {
                RehearsedRun run = rehearsal.run((copy, effects) -> run(copy, command, effects));
                assertThat(run.exitCode()).isZero();
                for (RehearsedStep step : run.steps().reversed()) {
                    assertThat(step.reversal()).as(step.effect().typed()).isInstanceOf(Reversal.ByEffects.class);
                    for (Effect back : ((Reversal.ByEffects) step.reversal()).effects()) {
                        rehearsal.perform(back);       // an errno is not the end: a driver that comes back may have taken its devices already
                    }
                }
                assertThat(Difference.between(run.before(), rehearsal.picture())).allMatch(RehearsedToolsTest::isOfASeed);
            }
        }
    }

    /** Contents that nobody kept do not come back, and a plan says so beforehand. */
    @Test
    void whatDestroysSaysThatNothingTakesItBack() throws Exception {
        try (SimulatedHost host = Machines.open(state, Machines.TWO_SOCKET); Rehearsal rehearsal = Rehearsal.on(host)) {
            RehearsedRun run = rehearsal.run((copy, effects) -> run(copy, "ndctl destroy-namespace -f namespace0.1", effects));
            assertThat(run.steps()).anyMatch(step -> step.reversal() instanceof Reversal.Impossible(var because)
                    && because.equals("its space is free again, and whatever is made next may get it"));
        }
    }

    @Test
    void aRunThatFailsTellsWhatItLeavesBehind() throws Exception {
        try (SimulatedHost host = Machines.open(state, Machines.TWO_SOCKET); Rehearsal rehearsal = Rehearsal.on(host)) {
            RehearsedRun run = rehearsal.run((copy, effects) -> {
                effects.perform(new Effect.WriteAttribute("/sys/bus/dax/drivers/device_dax/unbind", "dax0.0\n"));
                return 1;
            });
            assertThat(run.residue()).isNotEmpty();
            assertThat(run.residue()).isEqualTo(run.changes());
        }
    }

    /** The next namespace that a region offers, of no size, may have another number. */
    private static boolean isOfASeed(Fact fact) {
        return switch (fact) {
            case Fact.NamespaceSeen(var namespace) -> namespace.bytes() == 0;
            case Fact.NamespaceGone _ -> true;
            default -> false;
        };
    }

    private static int run(Host host, String command, EffectSink effects) {
        String[] words = command.split(" ");
        Tool tool = new Toolbox().all().stream().filter(each -> each.name().equals(words[0])).findFirst().orElseThrow();
        return tool.run(new ToolEnvironment(host, effects, new Silent(), () -> new UUID(7, 7), LocalFiles.none()),
                Arrays.asList(words).subList(1, words.length));
    }

    private record Silent() implements Console {
        @Override
        public void stdout(String text) {
        }

        @Override
        public void stderr(String text) {
        }

        @Override
        public void stdout(byte[] bytes) {
        }
    }
}
