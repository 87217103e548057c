package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.control.Actor;
import daxplane.control.Command;
import daxplane.control.Command.Adjust.Adjustment;
import daxplane.control.Mode;
import daxplane.control.Options;
import daxplane.control.Outcome;
import daxplane.control.Plan;
import daxplane.control.PlanPin;
import daxplane.control.Proposal;
import daxplane.control.Refusal;
import daxplane.control.RefusalCode;
import daxplane.control.engine.Limits;
import daxplane.control.plane.LocalControlPlane;
import daxplane.control.plane.StateDirectory;
import daxplane.events.Event;
import daxplane.events.ledger.MachineLedger;
import daxplane.fixtures.machine.Machines;
import daxplane.host.Host;
import daxplane.host.sysfs.SysfsReader;
import daxplane.inventory.ByteSize;
import daxplane.inventory.Inventory;
import daxplane.journal.disk.FileJournals;
import daxplane.machine.host.SimulatedHost;
import daxplane.modes.Devdax;
import daxplane.modes.Fsdax;
import daxplane.modes.Raw;
import daxplane.modes.Sector;
import daxplane.modes.SystemRam;
import daxplane.simulation.FaultInjection.Pin;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several commands are one plan, made on a copy on which each finds what those before it left, and one operation. */
class TogetherTest {

    private static final Actor ROOT = new Actor("root", "");
    private static final List<Mode> MODES = List.of(new SystemRam(), new Devdax(), new Fsdax(), new Sector(), new Raw());
    private static final Options DISCARD = Options.of(Map.of("discard-contents", ""));
    private static final Command TO_RAM = assign("dax0.0", "system-ram");
    private static final Command TO_RAM_TOO = assign("dax2.0", "system-ram");

    @TempDir
    private Path place;
    private SimulatedHost machine;
    private LocalControlPlane control;

    @BeforeEach
    void open() throws Exception {
        machine = Machines.open(place.resolve("state"), Machines.TWO_SOCKET);
        control = on(machine);
        control.start();
    }

    private LocalControlPlane on(Host host) {
        return new LocalControlPlane(host, new SysfsReader(host.attributes()), new StateDirectory(place.resolve("state"), new FileJournals()),
                () -> MODES, Limits.DEFAULT, System::nanoTime);
    }

    @AfterEach
    void close() {
        control.close();
        machine.close();
    }

    private static Command assign(String device, String mode) {
        return new Command.Assign(device, mode, mode.equals("system-ram") ? Options.NONE : DISCARD);
    }

    private static Command all(Command... commands) {
        return new Command.Several(List.of(commands), false);
    }

    private static Command asManyAsPossible(Command... commands) {
        return new Command.Several(List.of(commands), true);
    }

    private Plan plan(Command command) throws Exception {
        var proposal = control.plan(command);
        assertThat(proposal).isInstanceOf(Proposal.Planned.class);
        return ((Proposal.Planned) proposal).plan();
    }

    private Outcome.Done done(Command command) {
        var outcome = control.execute(command, ROOT);
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return (Outcome.Done) outcome;
    }

    private Refusal refused(Command command) {
        var outcome = control.execute(command, ROOT);
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).refusal();
    }

    @Test
    void theLedgerTellsTheWhole() throws Exception {
        var plan = plan(all(TO_RAM, TO_RAM_TOO));
        var parts = plan.parts().stream().map(part -> part.plan().capacity().orElseThrow()).toList();
        var total = plan.capacity().orElseThrow();

        assertThat(total.asked().bytes()).isEqualTo(parts.get(0).asked().bytes() + parts.get(1).asked().bytes());
        assertThat(total.asked().bytes()).isEqualTo(total.metadata().bytes() + total.lost().bytes() + total.usable().bytes());
        assertThat(parts.get(1).ram().orElseThrow().memTotalBefore()).as("it begins where the first one ended").isEqualTo(parts.get(0).ram().orElseThrow().memTotalAfter());
        assertThat(total.ram().orElseThrow().memTotalAfter()).isEqualTo(parts.get(1).ram().orElseThrow().memTotalAfter());
        done(all(TO_RAM, TO_RAM_TOO));
        assertThat(look().memTotalKib() * 1024).as("and it comes true").isEqualTo(total.ram().orElseThrow().memTotalAfter().bytes());
    }

    @Test
    void aLaterOneTakesWhatAnEarlierOneGave() throws Exception {
        var before = shape();
        long free = look().regions().get("region0").maxAvailableExtentBytes();
        var replaced = all(new Command.Adjust("data", new Adjustment.Destroyed(), DISCARD),
                new Command.Adjust("region0:" + (free + (200L << 20)), new Adjustment.Created("raw"), Options.NONE));
        var names = look().namespaces().get("namespace0.1");
        var space = all(new Command.Adjust("namespace0.1", new Adjustment.Destroyed(), DISCARD), new Command.Adjust("region0:256M", new Adjustment.Created("sector"), Options.NONE),
                TO_RAM);

        assertThat(names.altName()).isEqualTo("data");
        assertThat(control.plan(replaced)).as("more than is free in one piece, also then").isInstanceOf(Proposal.Refused.class);
        var done = done(space);
        assertThat(control.drift().rows()).isEmpty();
        assertThat(look().daxDevices().get("dax0.0").driver()).contains("kmem");
        assertThat(control.execute(new Command.Undo(done.operation(), DISCARD), ROOT)).isInstanceOf(Outcome.Done.class);
        assertThat(shape()).isEqualTo(before);
        assertThat(control.drift().rows()).isEmpty();
    }

    @Test
    void whatWouldFailIsRefusedBeforeAnythingIsDone() throws Exception {
        done(all(TO_RAM, TO_RAM_TOO));
        machine.faults().pin(50, Pin.UNMOVABLE);
        var before = shape();
        long revision = control.picture().revision();
        var release = List.<Command>of(new Command.Release("dax0.0", Options.NONE), new Command.Release("dax2.0", Options.NONE));

        var refusal = refused(new Command.Several(release, false));
        assertThat(refusal.code()).isEqualTo(RefusalCode.REHEARSAL_FAILED);
        assertThat(refusal.rule()).contains("memory50/state", "EBUSY");
        assertThat(shape()).isEqualTo(before);
        assertThat(control.picture().revision()).as("the refusal alone").isEqualTo(revision + 1);

        assertThat(control.execute(new Command.Several(release, true), ROOT)).isInstanceOfSatisfying(Outcome.Partly.class, partly ->
                assertThat(partly.parts()).extracting(Event.PartEnded::outcome).containsExactly(Event.Outcome.COMPLETED, Event.Outcome.UNDONE));
        assertThat(look().daxDevices().get("dax2.0").driver()).contains("kmem");
        assertThat(look().daxDevices().get("dax0.0").driver()).contains("device_dax");
        assertThat(control.drift().rows()).isEmpty();
    }

    /** A copy has nobody who lets go. */
    @Test
    void aPlanDoesNotWaitForWhoHoldsPages() throws Exception {
        done(all(TO_RAM, TO_RAM_TOO));
        machine.faults().pin(50, Pin.HELD);
        var refusal = refused(all(new Command.Release("dax0.0", Options.NONE), new Command.Release("dax2.0", Options.NONE)));
        assertThat(refusal.kernel()).isEqualTo("it would wait until somebody lets go");
    }

    @Test
    void whoConsentsToOneConsentsToNoOther() throws Exception {
        var before = shape();
        var refusal = refused(all(assign("namespace0.3", "sector"), new Command.Assign("namespace0.2", "raw", Options.NONE)));
        assertThat(refusal.code()).isEqualTo(RefusalCode.CONTENTS_AT_STAKE);
        assertThat(refusal.rule()).contains("namespace0.2");
        assertThat(shape()).isEqualTo(before);
    }

    @Test
    void anApprovedPlanOfSeveralIsDoneWhileItIsThePlan() throws Exception {
        var command = all(TO_RAM, TO_RAM_TOO);
        var pin = PlanPin.of(plan(command), control.picture());
        done(TO_RAM);
        assertThat(control.apply(command, pin, ROOT)).isInstanceOfSatisfying(Outcome.Refused.class, refused ->
                assertThat(refused.refusal().code()).isEqualTo(RefusalCode.PLAN_MOVED));
        assertThat(control.apply(command, PlanPin.of(plan(command), control.picture()), ROOT)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void objectsAreDisabledAndRecoveredTogether() throws Exception {
        var before = shape();
        var objects = List.of("namespace0.1", "namespace0.2", "namespace0.3");
        done(new Command.Several(objects.stream().<Command>map(object -> new Command.Adjust(object, new Adjustment.Enabled(false), Options.NONE)).toList(), false));
        assertThat(shape()).isNotEqualTo(before);
        var enabled = objects.stream().<Command>map(object -> new Command.Adjust(object, new Adjustment.Enabled(true), Options.NONE)).toList();
        assertThat(done(new Command.Several(enabled, false)).plan().title()).isEqualTo("enable namespace0.1 namespace0.2 namespace0.3");
        assertThat(shape()).isEqualTo(before);

        done(all(TO_RAM, TO_RAM_TOO));
        control.execute(new Command.Power(true), ROOT);
        assertThat(control.drift().rows()).isNotEmpty();
        var recovery = List.of("dax0.0", "dax2.0").stream().<Command>map(device -> new Command.Recover(Optional.of(device), Options.NONE)).toList();
        done(new Command.Several(recovery, false));
        assertThat(look().daxDevices().get("dax2.0").driver()).contains("kmem");
    }

    /** Around every effect: all of it or nothing; what keeps going goes on. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void settlesWhateverDiedAroundAnEffect(boolean keepGoing) throws Exception {
        var before = shape();
        var command = new Command.Several(List.of(new Command.Adjust("scratch", new Adjustment.Enabled(false), Options.NONE), TO_RAM,
                new Command.Adjust("log", new Adjustment.Enabled(false), Options.NONE)), keepGoing);
        for (int point = 0; ; point++) {
            control.close();
            boolean died = false;
            try (var doomed = on(DyingHost.at(machine, point))) {
                assertThat(doomed.execute(command, ROOT)).isInstanceOf(Outcome.Done.class);
            } catch (DyingHost.Died _) {
                died = true;
            }
            control = on(machine);
            control.start();
            assertThat(control.drift().rows()).as("point %d", point).isEmpty();
            assertThat(control.journal().verify().damage()).isEmpty();
            if (!shape().equals(before)) {
                assertThat(shape()).as("point %d", point).isEqualTo(wanted(before));
                if (!died) {
                    return;
                }
                var operations = new MachineLedger();
                control.journal().read(1, Long.MAX_VALUE, record -> {
                    operations.apply(record);
                    return true;
                });
                done(new Command.Undo(operations.operations().getLast().id(), DISCARD));
                assertThat(shape()).as("taken back after point %d", point).isEqualTo(before);
            } else {
                assertThat(died).isTrue();
            }
        }
    }

    private static Map<String, String> wanted(Map<String, String> before) {
        var wanted = new TreeMap<>(before);
        List.of("log", "scratch").forEach(name -> wanted.compute(name, (_, was) -> was.replaceFirst("true, [A-Z]+", "false, -")));
        wanted.put("dax0.0", "Optional[kmem]");
        return wanted;
    }

    private Inventory look() throws Exception {
        return new SysfsReader(machine.attributes()).look();
    }

    private Map<String, String> shape() throws Exception {
        var shape = new TreeMap<String, String>();
        look().namespaces().values().stream().filter(namespace -> namespace.bytes() != 0).forEach(namespace -> shape.put(
                namespace.altName().isEmpty() ? namespace.name() : namespace.altName(),
                List.of(new ByteSize(namespace.bytes()), namespace.enabled(), namespace.enabled() ? namespace.mode() : "-", namespace.start()).toString()));
        look().daxDevices().values().stream().filter(device -> device.bytes() != 0).forEach(device -> shape.put(device.name(), device.driver().toString()));
        return shape;
    }
}
