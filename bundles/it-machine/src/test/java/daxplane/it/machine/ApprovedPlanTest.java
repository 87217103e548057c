package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.control.Actor;
import daxplane.control.Command;
import daxplane.control.Mode;
import daxplane.control.Options;
import daxplane.control.Outcome;
import daxplane.control.PlanPin;
import daxplane.control.Proposal;
import daxplane.control.Refusal;
import daxplane.control.RefusalCode;
import daxplane.control.engine.Limits;
import daxplane.control.plane.LocalControlPlane;
import daxplane.control.plane.StateDirectory;
import daxplane.fixtures.machine.Machines;
import daxplane.host.sysfs.SysfsReader;
import daxplane.journal.disk.FileJournals;
import daxplane.machine.host.SimulatedHost;
import daxplane.modes.Devdax;
import daxplane.modes.Fsdax;
import daxplane.modes.Raw;
import daxplane.modes.Sector;
import daxplane.modes.SystemRam;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody approved is what is done, or nothing is. */
class ApprovedPlanTest {

    private static final Actor ROOT = new Actor("root", "");
    private static final List<Mode> MODES = List.of(new SystemRam(), new Devdax(), new Fsdax(), new Sector(), new Raw());
    private static final Options DISCARD = Options.of(Map.of("discard-contents", ""));

    @TempDir
    private Path state;

    private SimulatedHost machine;
    private LocalControlPlane control;

    @BeforeEach
    void open() throws Exception {
        machine = Machines.open(state, Machines.TWO_SOCKET);
        control = new LocalControlPlane(machine, new SysfsReader(machine.attributes()), new StateDirectory(state, new FileJournals()),
                () -> MODES, Limits.DEFAULT, System::nanoTime);
    }

    @AfterEach
    void close() {
        control.close();
        machine.close();
    }

    /** Also where uuids are made up anew. */
    @ParameterizedTest
    @CsvSource({"dax0.0, system-ram", "namespace0.3, fsdax", "region0:64M, sector", "region2, system-ram"})
    void whatIsStillThePlanIsDone(String target, String mode) throws Exception {
        var command = new Command.Assign(target, mode, DISCARD.values().isEmpty() || mode.equals("system-ram") ? Options.NONE : DISCARD);
        var approved = approve(command);
        assertThat(control.apply(command, approved, ROOT)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void whatElseChangedDoesNotMatter() throws Exception {
        var command = new Command.Assign("dax0.0", "system-ram", Options.NONE);
        var approved = approve(command);
        control.execute(new Command.Assign("namespace0.3", "sector", DISCARD), ROOT);
        assertThat(control.apply(command, approved, ROOT)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void whatMovedIsNamed() throws Exception {
        var command = new Command.Assign("namespace0.3", "fsdax", DISCARD);
        var approved = approve(command);
        control.execute(new Command.Assign("namespace0.3", "sector", DISCARD), ROOT);
        var before = control.picture().inventory();
        var refused = refusal(control.apply(command, approved, ROOT));
        assertThat(refused.code()).isEqualTo(RefusalCode.PLAN_MOVED);
        assertThat(refused.rule()).contains("namespace0.3 was raw, 32 MiB, is absent", "so now: ");
        assertThat(control.picture().inventory()).isEqualTo(before);
    }

    /** Done twice, it would be another plan. */
    @Test
    void aPlanIsAppliedOnce() throws Exception {
        var command = new Command.Assign("dax0.0", "system-ram", Options.NONE);
        var approved = approve(command);
        assertThat(control.apply(command, approved, ROOT)).isInstanceOf(Outcome.Done.class);
        assertThat(refusal(control.apply(command, approved, ROOT)).rule()).contains("dax0.0 was devdax, is system-ram");
    }

    @Test
    void aPlanForAnotherMachineIsRefused() throws Exception {
        var command = new Command.Assign("dax0.0", "system-ram", Options.NONE);
        var approved = approve(command);
        var foreign = new PlanPin("machine elsewhere", approved.steps(), new TreeMap<>(approved.objects()));
        assertThat(refusal(control.apply(command, foreign, ROOT)).rule()).startsWith("it was made for machine elsewhere, and this is ");
    }

    /** Whoever writes steps into a plan does not get them done. */
    @Test
    void otherStepsAreRefused() throws Exception {
        var command = new Command.Assign("dax0.0", "system-ram", Options.NONE);
        var approved = approve(command);
        var edited = new PlanPin(approved.machine(), List.of("modprobe -r libnvdimm"), approved.objects());
        assertThat(refusal(control.apply(command, edited, ROOT)).rule()).startsWith("step 1 was: modprobe -r libnvdimm; it would be: ");
    }

    private PlanPin approve(Command command) throws Exception {
        var proposal = control.plan(command);
        assertThat(proposal).isInstanceOf(Proposal.Planned.class);
        return PlanPin.of(((Proposal.Planned) proposal).plan(), control.picture());
    }

    private static Refusal refusal(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).refusal();
    }
}
