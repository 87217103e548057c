package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.control.Actor;
import daxplane.control.Command.Adjust.Adjustment;
import daxplane.control.Command;
import daxplane.control.Mode;
import daxplane.control.Options;
import daxplane.control.Outcome;
import daxplane.control.Refusal;
import daxplane.control.RefusalCode;
import daxplane.control.engine.Limits;
import daxplane.control.plane.LocalControlPlane;
import daxplane.control.plane.StateDirectory;
import daxplane.fixtures.machine.Machines;
import daxplane.host.Cancellation;
import daxplane.host.Errno;
import daxplane.host.Holders.Holder;
import daxplane.host.Host;
import daxplane.host.sysfs.SysfsReader;
import daxplane.inventory.DeviceUse.Kind;
import daxplane.inventory.Inventory;
import daxplane.inventory.Namespace;
import daxplane.journal.disk.FileJournals;
import daxplane.machine.host.SimulatedHost;
import daxplane.modes.Devdax;
import daxplane.modes.SystemRam;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Namespaces, regions and DIMMs are enabled, disabled and renamed by plans, which say what goes with them. */
class AdjustTest {

    private static final Actor ROOT = new Actor("root", "");
    private static final List<Mode> MODES = List.of(new SystemRam(), new Devdax());

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
        return new LocalControlPlane(host, new SysfsReader(machine.attributes()), new StateDirectory(state, new FileJournals()),
                () -> MODES, Limits.DEFAULT, System::nanoTime);
    }

    @AfterEach
    void close() {
        control.close();
        machine.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"namespace0.0", "namespace0.1", "namespace0.2", "namespace0.3", "namespace1.0", "region0", "region2"})
    void whatIsDisabledComesBack(String object) throws Exception {
        var before = look();
        assertThat(adjust(object, new Adjustment.Enabled(false))).isInstanceOf(Outcome.Done.class);
        assertThat(look()).isNotEqualTo(before);
        assertThat(control.drift().rows()).as("what was decided is no drift").isEmpty();
        assertThat(adjust(object, new Adjustment.Enabled(true))).isInstanceOf(Outcome.Done.class);
        assertThat(uses()).isEqualTo(uses(before));
        assertThat(control.drift().rows()).isEmpty();
    }

    /** What a process leaves that dies between unbinding a personality and taking its namespace from it. */
    @ParameterizedTest
    @ValueSource(strings = {"namespace0.0", "namespace0.1", "namespace0.2"})
    void aPersonalityThatWasLeftBehindKeepsNobodyOut(String object) throws Exception {
        var before = look();
        unbindPersonality(object);
        assertThat(control.execute(new Command.Recover(Optional.of(object), Options.NONE), ROOT)).isInstanceOf(Outcome.Done.class);
        assertThat(uses()).isEqualTo(uses(before));
        assertThat(control.drift().rows()).isEmpty();

        unbindPersonality(object);
        assertThat(adjust(object, new Adjustment.Enabled(true))).isInstanceOf(Outcome.Done.class);
        assertThat(uses()).isEqualTo(uses(before));
    }

    private void unbindPersonality(String object) throws Exception {
        control.start();
        String personality = namespace(object).personality().orElseThrow();
        machine.attributes().write("/sys/bus/nd/drivers/" + (personality.startsWith("dax") ? "dax_pmem" : "nd_pmem") + "/unbind", personality + "\n", Cancellation.NEVER);
        assertThat(namespace(object).enabled()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"namespace0.1", "region0"})
    void undoEnablesAgain(String object) throws Exception {
        var before = look();
        var done = (Outcome.Done) adjust(object, new Adjustment.Enabled(false));
        assertThat(control.execute(new Command.Undo(done.operation()), ROOT)).isInstanceOf(Outcome.Done.class);
        assertThat(uses()).isEqualTo(uses(before));
    }

    /** Effects of a rename: unbind the personality, take the namespace from it, write the name, bind the namespace. */
    @ParameterizedTest
    @CsvSource({"namespace0.0, 1", "namespace0.1, 1", "namespace0.2, 1", "namespace0.0, 2", "namespace0.1, 2", "namespace0.2, 2"})
    void oneEffectThatFailsIsTakenBackAlsoWhileThePersonalityStillHasItsNamespace(String object, int effect) throws Exception {
        var before = look();
        control.close();
        control = on(DyingHost.failingAt(machine, effect, Errno.EBUSY));
        var failed = (Outcome.Failed) adjust(object, new Adjustment.Named("other"));
        assertThat(failed.leftBehind()).isEmpty();
        assertThat(uses()).isEqualTo(uses(before));
    }

    @Test
    void aNameThatCannotBeGivenBackIsTold() throws Exception {
        control.close();
        control = on(DyingHost.failingFrom(machine, 3, Errno.EIO));
        var failed = (Outcome.Failed) adjust("data", new Adjustment.Named("other"));
        assertThat(namespace("namespace0.1").altName()).isEqualTo("other");
        assertThat(failed.leftBehind()).contains("namespace0.1 is called 'other', was 'data'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"namespace0.1", "data", "00000002-1111-2222-3333-444444444442", "pmem0.1"})
    void aNamespaceGetsAnotherNameAndItsOldOneBack(String called) throws Exception {
        var done = (Outcome.Done) adjust(called, new Adjustment.Named("Wörter"));
        var renamed = namespace("namespace0.1");
        assertThat(renamed.altName()).isEqualTo("Wörter");
        assertThat(renamed.mode()).isEqualTo(Namespace.Mode.FSDAX);
        assertThat(renamed.enabled()).isTrue();
        assertThat(control.execute(new Command.Undo(done.operation()), ROOT)).as("and it destroys nothing").isInstanceOf(Outcome.Done.class);
        assertThat(namespace("namespace0.1").altName()).isEqualTo("data");
        assertThat(namespace("namespace0.1").enabled()).isTrue();
    }

    @Test
    void whatIsSoAlreadyIsNothingToDo() throws Exception {
        for (var adjustment : List.of(new Adjustment.Enabled(true), new Adjustment.Named("data"))) {
            assertThat(((Outcome.Done) adjust("namespace0.1", adjustment)).plan().steps()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"namespace0.1", "region0"})
    void whatIsMountedIsNotTakenAway(String object) throws Exception {
        machine.faults().hold("pmem0.1", new Holder(Kind.MOUNTED, 0, "/mnt/data"));
        var before = look();
        var refused = refusal(adjust(object, new Adjustment.Enabled(false)));
        assertThat(refused.code()).isEqualTo(RefusalCode.IN_USE);
        assertThat(refused.rule()).isEqualTo("pmem0.1 is mounted: /mnt/data");
        assertThat(look()).isEqualTo(before);
    }

    @Test
    void whatTheKernelUsesAsRamIsReleasedFirst() throws Exception {
        control.execute(new Command.Assign("dax0.0", "system-ram", Options.NONE), ROOT);
        for (String object : List.of("dax0.0", "namespace0.0", "region0")) {
            assertThat(refusal(adjust(object, new Adjustment.Enabled(false))).remedy()).startsWith("release dax0.0 ");
        }
    }

    @Test
    void aDimmIsDisabledAfterItsRegions() throws Exception {
        assertThat(refusal(adjust("nmem0", new Adjustment.Enabled(false))).remedy()).startsWith("disable region0 ");
        adjust("region0", new Adjustment.Enabled(false));
        assertThat(adjust("nmem0", new Adjustment.Enabled(false))).isInstanceOf(Outcome.Done.class);
        assertThat(look().dimms().get("nmem0").enabled()).isFalse();
        assertThat(adjust("nmem0", new Adjustment.Enabled(true))).isInstanceOf(Outcome.Done.class);
        assertThat(look().dimms().get("nmem0").enabled()).isTrue();
    }

    @Test
    void refusesWhatMakesNoSense() throws Exception {
        assertThat(refusal(adjust("nosuch", new Adjustment.Enabled(true))).errno().name()).isEqualTo("ENODEV");
        assertThat(refusal(adjust("region0", new Adjustment.Named("x"))).code()).isEqualTo(RefusalCode.NO_SUCH_OBJECT);
        assertThat(refusal(adjust("namespace0.4", new Adjustment.Enabled(true))).code()).as("a seed").isEqualTo(RefusalCode.NO_SUCH_OBJECT);
        assertThat(refusal(adjust("namespace1.0", new Adjustment.Named("x"))).code()).isEqualTo(RefusalCode.NO_LABELS);
        assertThat(refusal(adjust("namespace0.1", new Adjustment.Named("ä".repeat(32)))).rule()).contains("at most 63 bytes");
        assertThat(refusal(adjust("namespace0.1", new Adjustment.Named("a\nb"))).rule()).contains("control character");
    }

    private Outcome adjust(String object, Adjustment adjustment) {
        return control.execute(new Command.Adjust(object, adjustment, Options.NONE), ROOT);
    }

    private Inventory look() throws Exception {
        return new SysfsReader(machine.attributes()).look();
    }

    private Namespace namespace(String name) throws Exception {
        return look().namespaces().get(name);
    }

    /** By place: the kernel may count anew what it finds anew. */
    private Map<Object, Object> uses() throws Exception {
        return uses(look());
    }

    private static Map<Object, Object> uses(Inventory picture) {
        return picture.namespaces().values().stream().filter(namespace -> namespace.bytes() != 0).collect(Collectors.toMap(
                namespace -> namespace.start(), namespace -> List.of(namespace.mode(), namespace.enabled(), namespace.altName(), Optional.ofNullable(namespace.uuid()))));
    }

    private static Refusal refusal(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).refusal();
    }
}
