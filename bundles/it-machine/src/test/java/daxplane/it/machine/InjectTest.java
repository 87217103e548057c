package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import daxplane.control.Actor;
import daxplane.control.Command;
import daxplane.control.Options;
import daxplane.control.Outcome;
import daxplane.control.engine.Limits;
import daxplane.control.plane.LocalControlPlane;
import daxplane.control.plane.StateDirectory;
import daxplane.fixtures.machine.Machines;
import daxplane.host.Cancellation;
import daxplane.host.EffectResult;
import daxplane.host.Effect;
import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.host.sysfs.SysfsReader;
import daxplane.journal.disk.FileJournals;
import daxplane.machine.host.SimulatedHost;
import daxplane.modes.Devdax;
import daxplane.modes.SystemRam;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code inject}: the most important drill is a failing one. */
class InjectTest {

    private static final Actor ROOT = new Actor("root", "");
    private static final String POLICY = "/sys/devices/system/memory/auto_online_blocks";

    @TempDir
    private Path state;
    private SimulatedHost machine;
    private LocalControlPlane control;

    @BeforeEach
    void open() throws Exception {
        machine = Machines.open(state, Machines.TWO_SOCKET);
        control = new LocalControlPlane(machine, new SysfsReader(machine.attributes()), new StateDirectory(state, new FileJournals()),
                () -> List.of(new SystemRam(), new Devdax()), Limits.DEFAULT, System::nanoTime);
        control.start();
    }

    @AfterEach
    void close() {
        control.close();
        machine.close();
    }

    @Test
    void whoUsesADeviceIsNamedByTheRefusal() throws Exception {
        inject("inject hold dax0.0 database:77 mapped");
        var refused = (Outcome.Refused) assign();
        assertThat(refused.refusal().errno()).isEqualTo(Errno.EBUSY);
        assertThat(refused.refusal().toString()).contains("database");
        inject("inject clear hold dax0.0");
        assertThat(assign()).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void aBlockThatDoesNotGoOfflineMakesTheHandOverFail() throws Exception {
        assertThat(assign()).isInstanceOf(Outcome.Done.class);
        String block = "memory34";              // the second of three
        inject("inject pin " + block);
        assertThat(control.execute(new Command.Release("dax0.0", Options.NONE), ROOT)).isInstanceOf(Outcome.Failed.class);
        assertThat(control.drift().rows()).as("taken back").isEmpty();
        inject("inject clear pin " + block);
        assertThat(control.execute(new Command.Release("dax0.0", Options.NONE), ROOT)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void theNthWriteFailsOnce() throws Exception {
        inject("inject fail " + POLICY + " EIO 2");
        write("offline");
        assertThat(inject("inject list").out()).isEqualTo("fail " + POLICY + " EIO 1\n");
        assertThatExceptionOfType(HostException.class).isThrownBy(() -> write("online")).satisfies(failed -> assertThat(failed.errno()).isEqualTo(Errno.EIO));
        assertThat(machine.attributes().read(POLICY)).isEqualTo("offline\n");
        write("online");
        assertThat(machine.attributes().read(POLICY)).isEqualTo("online\n");
    }

    /** What is planned is meant to go well; it fails when it is done. */
    @Test
    void aRehearsalDoesNotMeetTheFaultsOfWritesAndPower() throws Exception {
        inject("inject fail " + POLICY + " EIO");
        inject("inject power-loss 1");
        try (var copy = machine.rehearsal().orElseThrow()) {
            copy.attributes().write(POLICY, "offline\n", Cancellation.NEVER);
            copy.labelAreas().read("nmem0", 0, 8);
            assertThat(copy.programs().orElseThrow().run(List.of("inject", "list"), "", Cancellation.NEVER).out()).isEmpty();
        }
        assertThat(inject("inject list").out()).isEqualTo("fail " + POLICY + " EIO 1\npower-loss 1 1\n");
    }

    @Test
    void powerFailsInPlaceOfTheNthWriteToMedia() throws Exception {
        inject("inject power-loss 2 7");
        String boot = machine.bootId();
        try (var disk = machine.blockMedia().openExclusive("pmem0.3")) {
            disk.write(0, new byte[512]);
            assertThat(inject("inject list").out()).isEqualTo("power-loss 1 7\n");
            assertThatExceptionOfType(HostException.class).isThrownBy(() -> disk.write(512, new byte[512])).withMessageContaining("power failed");
        }
        assertThat(machine.bootId()).isNotEqualTo(boot);
        assertThat(inject("inject list").out()).as("it has happened").isEmpty();
    }

    @Test
    void faultsOutliveTheProcessAndGoWithTheBoot() throws Exception {
        List.of("inject hold pmem0.3 fio open", "inject pin memory3 held", "inject fail " + POLICY + " EPERM 3", "inject power-loss 900 2").forEach(this::inject);
        var before = inject("inject list").out();
        assertThat(before.lines()).containsExactly("hold pmem0.3 fio:4711 open", "pin memory3 held", "fail " + POLICY + " EPERM 3", "power-loss 900 2");
        control.close();
        machine.close();
        open();
        assertThat(inject("inject list").out()).isEqualTo(before);
        machine.power().orElseThrow().reboot();
        assertThat(inject("inject list").out()).isEmpty();
    }

    @Test
    void clearTakesBackWhatItNamesOrAll() throws Exception {
        List.of("inject hold pmem0.3 fio", "inject hold dax0.0 db pinned", "inject pin memory3", "inject fail " + POLICY + " EPERM", "inject power-loss 9").forEach(this::inject);
        inject("inject clear power-loss");
        inject("inject clear fail " + POLICY);
        assertThat(inject("inject list").out().lines()).containsExactly("hold dax0.0 db:4711 pinned", "hold pmem0.3 fio:4711 open", "pin memory3 unmovable");
        inject("inject clear");
        assertThat(inject("inject list").out()).isEmpty();
    }

    @Test
    void aFaultIsJournalled() throws Exception {
        var words = List.of("inject", "pin", "memory3");
        var run = control.runTool(words, ROOT, (host, effects) -> effects.perform(new Effect.RunProgram(words, "")) instanceof EffectResult.Ended(var status, var _, var _) ? status : 1);
        assertThat(run.exitCode()).isZero();
        assertThat(run.operation()).as("it is an operation").isPresent();
        assertThat(machine.programs().orElseThrow().names()).as("with the kernel's own").contains("inject", "process");
    }

    @ParameterizedTest
    @ValueSource(strings = {"inject", "inject nosuch", "inject hold", "inject hold dax0.0", "inject hold dax0.0 -x", "inject hold dax0.0 db nosuch", "inject hold dax0.0 db open more",
        "inject pin", "inject pin dax0.0", "inject pin memory3 nosuch", "inject fail", "inject fail " + POLICY, "inject fail " + POLICY + " EIO 0", "inject fail " + POLICY + " EIO 1 2",
        "inject power-loss", "inject power-loss 0", "inject power-loss -1", "inject power-loss 1 x", "inject clear nosuch", "inject clear hold", "inject clear fail", "inject list all"})
    void misuseChangesNothingAndShowsTheUse(String command) throws Exception {
        var ended = run(command);
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).startsWith("usage: inject ");
        assertThat(inject("inject list").out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"inject hold dax9.9 db", "inject pin memory99999", "inject fail /sys/nosuch EIO", "inject fail " + POLICY + " ENOSUCH"})
    void whatIsNotThereIsNamed(String command) throws Exception {
        var ended = run(command);
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).startsWith("inject: there is no ");
    }

    private Outcome assign() {
        return control.execute(new Command.Assign("dax0.0", "system-ram", Options.NONE), ROOT);
    }

    private void write(String policy) throws HostException {
        machine.attributes().write(POLICY, policy + "\n", Cancellation.NEVER);
    }

    private EffectResult.Ended inject(String command) {
        var ended = run(command);
        assertThat(ended.err()).as(command).isEmpty();
        assertThat(ended.status()).as(command).isZero();
        return ended;
    }

    private EffectResult.Ended run(String command) {
        try {
            return machine.programs().orElseThrow().run(List.of(command.split(" ")), "", Cancellation.NEVER);
        } catch (HostException refused) {
            throw new AssertionError(command, refused);
        }
    }
}
