package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import daxplane.control.Actor;
import daxplane.control.Command;
import daxplane.control.Drift;
import daxplane.control.KernelFiles;
import daxplane.control.Mode;
import daxplane.control.Options;
import daxplane.control.Outcome;
import daxplane.control.engine.Limits;
import daxplane.control.plane.LocalControlPlane;
import daxplane.control.plane.StateDirectory;
import daxplane.events.Cause;
import daxplane.events.Event;
import daxplane.fixtures.machine.Machines;
import daxplane.host.Cancellation;
import daxplane.host.Effect;
import daxplane.host.Effects;
import daxplane.host.Errno;
import daxplane.host.Host;
import daxplane.host.sysfs.SysfsReader;
import daxplane.inventory.BlockRange;
import daxplane.inventory.Inventory;
import daxplane.inventory.MemoryBlock;
import daxplane.journal.disk.FileJournals;
import daxplane.machine.host.SimulatedHost;
import daxplane.modes.Devdax;
import daxplane.modes.Fsdax;
import daxplane.modes.Raw;
import daxplane.modes.Sector;
import daxplane.modes.SystemRam;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job on the simulated machine, with the real journal: hand over, take back, lose by a boot, recover. */
class ControlTest {

    private static final Actor ROOT = new Actor("root", "more memory");
    private static final List<Mode> MODES = List.of(new SystemRam(), new Devdax(), new Fsdax(), new Sector(), new Raw());

    @TempDir
    private Path state;

    private SimulatedHost machine;
    private LocalControlPlane control;

    @BeforeEach
    void open() throws Exception {
        machine = Machines.open(state, Machines.TWO_SOCKET);
        control = on(machine);
    }

    private LocalControlPlane on(Host host) {
        return new LocalControlPlane(host, new SysfsReader(host.attributes()), new StateDirectory(state, new FileJournals()),
                () -> MODES, Limits.DEFAULT, System::nanoTime);
    }

    @AfterEach
    void close() {
        control.close();
        machine.close();
    }

    private void restart() throws Exception {
        close();
        open();
    }

    private Outcome assign(String device, String mode) {
        return control.execute(new Command.Assign(device, mode, Options.NONE), ROOT);
    }

    private Outcome release(String device) {
        return control.execute(new Command.Release(device, Options.NONE), ROOT);
    }

    private Inventory look() throws Exception {
        return new SysfsReader(machine.attributes()).look();
    }

    private static void done(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void handsOverAndTakesBack() throws Exception {
        var before = look();
        done(assign("ram", "system-ram"));

        var picture = control.picture().inventory();
        assertThat(picture.daxDevices().get("dax0.0").driver()).contains("kmem");
        assertThat(picture.memTotalKib()).isEqualTo(before.memTotalKib() + 393_216);
        assertThat(picture.policy()).isEqualTo(before.policy());

        done(release("dax0.0"));
        assertThat(look().change().removeModule("kmem").build()).as("but for the module").isEqualTo(before);
    }

    @Test
    void losesItByABootAndRecoversIt() throws Exception {
        done(assign("dax0.0", "system-ram"));
        var assigned = look();
        done(control.execute(new Command.Power(true), ROOT));

        assertThat(control.drift().exitCode()).isEqualTo(5);
        assertThat(control.drift().rows()).extracting(Drift.Row::object, Drift.Row::wanted, Drift.Row::observed).containsExactly(
                tuple("dax0.0", "system-ram, memory33-35 online in zone Movable", "devdax"),
                tuple("kmem", "module loaded, for dax0.0", "not loaded"));
        restart();
        assertThat(control.drift().exitCode()).as("in the next process too").isEqualTo(5);

        done(control.execute(new Command.Recover(Optional.empty()), ROOT));
        assertThat(look()).isEqualTo(assigned);
        assertThat(control.drift().rows()).isEmpty();
        assertThat(control.journal().verify().damage()).isEmpty();
    }

    @Test
    void recoversAMachineWithEveryDeviceHandedOver() throws Exception {
        done(assign("dax0.0", "system-ram"));
        done(assign("dax2.0", "system-ram"));
        done(control.execute(new Command.Power(false), ROOT));

        done(control.execute(new Command.Recover(Optional.empty()), ROOT));

        assertThat(control.drift().rows()).isEmpty();
        assertThat(look().daxDevices().values()).allMatch(device -> device.driver().equals(Optional.of("kmem")));
    }

    @Test
    void namesWhatWasDoneBehindItsBack() throws Exception {
        done(assign("dax0.0", "system-ram"));
        control.close();
        Effects.perform(machine, KernelFiles.unbind("device_dax", "dax2.0"), Cancellation.NEVER);
        restart();

        assertThat(control.start().drift().rows()).singleElement().satisfies(row -> {
            assertThat(row.object()).isEqualTo("dax2.0");
            assertThat(row.observed()).isEqualTo("no driver");
            assertThat(row.cause()).startsWith("external");
        });
    }

    @Test
    void eachIncrementalLookAgreesWithAFullOne() throws Exception {
        done(assign("dax0.0", "system-ram"));
        done(release("dax0.0"));
        var late = new ArrayList<Event>();
        var records = new ArrayList<Event>();
        control.journal().read(1, Long.MAX_VALUE, record -> records.add(record.event()));
        for (int i = 1; i < records.size(); i++) {
            if (records.get(i) instanceof Event.OperationEnded && records.get(i - 1) instanceof Event.FactsObserved
                    && !(records.get(i - 2) instanceof Event.EffectPerformed)) {
                late.add(records.get(i - 1));
            }
            if (records.get(i) instanceof Event.FactsObserved facts && facts.cause().equals(Cause.EXTERNAL)) {
                late.add(facts);
            }
        }
        assertThat(late).as("seen by a full look only, or explained by nobody").isEmpty();
    }

    @Test
    void refusesToLeak() {
        done(assign("dax0.0", "system-ram"));
        assertThat(control.execute(Command.Perform.of(KernelFiles.unbind("kmem", "dax0.0")), ROOT)).isInstanceOfSatisfying(Outcome.Refused.class,
                refused -> assertThat(refused.refusal().errno()).isEqualTo(Errno.EBUSY));
        var region = new Effect.WriteAttribute("/sys/bus/nd/drivers/nd_region/unbind", "region0\n");
        assertThat(control.execute(Command.Perform.of(region), ROOT)).isInstanceOf(Outcome.Refused.class);
    }

    /** The profile's row in docs/FIDELITY.md: memory and reservation stay until the next boot, also when nothing is online. */
    @Test
    void namesTheLeakOfAKernelThatCanNotTakeMemoryBack() throws Exception {
        close();
        state = state.resolve("old");
        machine = Machines.open(Files.createDirectory(state), Machines.twoSocket(state.resolve("definition"), Map.of("kernel.profile", "5.1", "kernel.release", "5.1.0")));
        control = on(machine);
        var offline = Options.of(Map.of("no-online", ""));
        var leaking = Options.of(Map.of("leak-until-reboot", ""));

        done(control.execute(new Command.Assign("dax0.0", "system-ram", offline), ROOT));
        assertThat(release("dax0.0")).isInstanceOfSatisfying(Outcome.Refused.class,
                refused -> assertThat(refused.refusal().rule()).contains("memory33-35").contains("cannot take memory back"));
        done(control.execute(new Command.Release("dax0.0", leaking), ROOT));

        assertThat(look().daxDevices().get("dax0.0").driver()).isEmpty();
        assertThat(look().blocks().keySet()).as("memory stays").contains(33L, 34L, 35L);
        assertThat(assign("dax0.0", "devdax")).isInstanceOfSatisfying(Outcome.Refused.class,
                refused -> assertThat(refused.refusal().rule()).contains("its range is leaked"));
        done(control.execute(new Command.Power(true), ROOT));
        assertThat(look().daxDevices().get("dax0.0").driver()).contains("device_dax");
    }

    @Test
    void settlesWhateverDiedAroundAnEffect() throws Exception {
        int died = diesEverywhere(new Command.Assign("dax0.0", "system-ram", Options.NONE), () -> release("dax0.0"));
        assertThat(died).as("kmem stays loaded after the first round, so at most 9 effects, before and after each").isBetween(16, 18);
        done(assign("dax0.0", "system-ram"));
        assertThat(diesEverywhere(new Command.Release("dax0.0", Options.NONE), () -> assign("dax0.0", "system-ram"))).isEqualTo(12);
    }

    /** @param back brings the machine back to where the command starts. Returns at how many points it died. */
    private int diesEverywhere(Command command, Supplier<Outcome> back) throws Exception {
        String policy = look().policy().autoOnline();
        for (int point = 0; ; point++) {
            control.close();
            boolean died = false;
            try (var doomed = on(DyingHost.at(machine, point))) {
                doomed.execute(command, ROOT);
            } catch (DyingHost.Died _) {
                died = true;
            }
            control = on(machine);
            control.start();
            assertThat(look().policy().autoOnline()).as("point %d", point).isEqualTo(policy);
            assertThat(control.drift().rows()).as("point %d", point).isEmpty();
            var blocks = look().blocksIn(new BlockRange(33, 3)).values();
            assertThat(blocks).as("point %d", point).allMatch(MemoryBlock::online);
            assertThat(blocks.size()).as("point %d", point).isEqualTo(look().daxDevices().get("dax0.0").driver().equals(Optional.of("kmem")) ? 3 : 0);
            assertThat(control.journal().verify().damage()).isEmpty();
            done(back.get());
            if (!died) {
                return point;
            }
        }
    }
}
