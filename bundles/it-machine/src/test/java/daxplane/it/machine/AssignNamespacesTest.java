package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.control.Actor;
import daxplane.control.Command;
import daxplane.control.Mode;
import daxplane.control.Options;
import daxplane.control.Outcome;
import daxplane.control.Plan;
import daxplane.control.Proposal;
import daxplane.control.Refusal;
import daxplane.control.Step;
import daxplane.control.engine.Limits;
import daxplane.control.plane.LocalControlPlane;
import daxplane.control.plane.StateDirectory;
import daxplane.fixtures.machine.Machines;
import daxplane.host.Errno;
import daxplane.host.Holders.Holder;
import daxplane.host.HostException;
import daxplane.host.sysfs.SysfsReader;
import daxplane.inventory.DeviceUse.Kind;
import daxplane.inventory.Inventory;
import daxplane.inventory.Namespace;
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
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every use of a namespace can be had from every other, and from free space, with a plan that says what is lost. */
class AssignNamespacesTest {

    private static final Actor ROOT = new Actor("root", "");
    private static final List<Mode> MODES = List.of(new SystemRam(), new Devdax(), new Fsdax(), new Sector(), new Raw());
    private static final Options DISCARD = Options.of(Map.of("discard-contents", ""));

    /** Each of the five after each other one. */
    private static final List<String> EVERY_PAIR = List.of("raw", "sector", "raw", "devdax", "raw", "system-ram", "raw", "fsdax", "sector", "fsdax",
            "devdax", "fsdax", "system-ram", "fsdax", "raw", "sector", "devdax", "sector", "system-ram", "sector", "fsdax", "devdax",
            "system-ram", "devdax", "sector", "raw", "fsdax");

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

    @Test
    void everyModeFollowsEveryOther() throws Exception {
        String uuid = look().namespaces().get("namespace0.1").uuid().orElseThrow();
        for (String mode : EVERY_PAIR) {
            var before = MODES.stream().filter(candidate -> candidate.owns(look(), device(uuid))).map(Mode::name).findFirst();
            var outcome = control.execute(new Command.Assign(uuid, mode, DISCARD), ROOT);
            assertThat(outcome).as("%s to %s", before, mode).isInstanceOf(Outcome.Done.class);
            assertThat(MODES.stream().filter(candidate -> candidate.owns(look(), device(uuid))).map(Mode::name)).as("from %s", before).containsExactly(mode);
            assertThat(namespace(uuid).altName()).isEqualTo("data");
            assertThat(control.drift().rows()).as("drift after %s to %s", before, mode).isEmpty();
        }
        assertThat(control.journal().verify().damage()).isEmpty();
    }

    @Test
    void contentsAreDestroyedOnlyForWhoSaysSo() throws Exception {
        var before = look();
        var refused = refusal(control.execute(new Command.Assign("namespace0.3", "fsdax", Options.NONE), ROOT));
        assertThat(refused.errno()).isEqualTo(Errno.ENOTEMPTY);
        assertThat(refused.rule()).isEqualTo("what namespace0.3 (scratch) holds, 32 MiB as raw, would be destroyed");
        assertThat(refused.remedy()).startsWith("assign namespace0.3 fsdax --discard-contents ");
        assertThat(look()).isEqualTo(before);
    }

    /** A use that is asked for and is there already touches nothing, whatever may be discarded. */
    @Test
    void whatIsSoAlreadyIsLeftAlone() throws Exception {
        var before = look();
        var outcome = control.execute(new Command.Assign("namespace0.1", "fsdax", DISCARD), ROOT);
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(look()).isEqualTo(before);
    }

    @Test
    void freeSpaceBecomesWhatIsAskedFor() throws Exception {
        for (String mode : List.of("raw", "sector", "fsdax", "devdax", "system-ram")) {
            var outcome = control.execute(new Command.Assign("region0:64M", mode, Options.of(Map.of("name", "new-" + mode))), ROOT);
            assertThat(outcome).as(mode).isInstanceOf(mode.equals("system-ram") ? Outcome.Refused.class : Outcome.Done.class);
        }
        assertThat(look().namespaces().values()).extracting(Namespace::altName).contains("new-raw", "new-sector", "new-fsdax", "new-devdax");
        assertThat(look().namespaces().values()).as("64 MiB are no memory block, and nothing of it was made").extracting(Namespace::altName)
                .doesNotContain("new-system-ram");
    }

    @Test
    void freeSpaceBecomesRamInOneGo() throws Exception {
        var outcome = control.execute(new Command.Assign("region2", "system-ram", Options.of(Map.of("name", "more"))), ROOT);
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        var made = look().namespaces().values().stream().filter(namespace -> namespace.altName().equals("more")).findFirst().orElseThrow();
        assertThat(new SystemRam().owns(look(), device(made.uuid().orElseThrow()))).isTrue();
    }

    @Test
    void moreThanThereIsFreeIsRefusedBeforeAnythingIsWritten() throws Exception {
        var before = look();
        assertThat(refusal(control.execute(new Command.Assign("region0:900G", "fsdax", Options.NONE), ROOT)).errno()).isEqualTo(Errno.ENOSPC);
        assertThat(refusal(control.execute(new Command.Assign("region1:64M", "fsdax", Options.NONE), ROOT)).rule()).contains("has no labels");
        assertThat(refusal(control.execute(new Command.Assign("region9:64M", "fsdax", Options.NONE), ROOT)).errno()).isEqualTo(Errno.ENODEV);
        assertThat(look()).isEqualTo(before);
    }

    @Test
    void whatIsReleasedIsFreeSpaceAgain() throws Exception {
        long free = look().regions().get("region0").availableBytes();
        assertThat(refusal(control.execute(new Command.Release("namespace0.1", Options.NONE), ROOT)).errno()).isEqualTo(Errno.ENOTEMPTY);
        assertThat(control.execute(new Command.Release("namespace0.1", DISCARD), ROOT)).isInstanceOf(Outcome.Done.class);
        assertThat(look().regions().get("region0").availableBytes()).isEqualTo(free + (256L << 20));
    }

    /** Whoever reads the plan knows each write, and what does not come back. */
    @Test
    void thePlanSaysWhatCannotBeTakenBack() throws Exception {
        var plan = planned(control.plan(new Command.Assign("namespace0.3", "fsdax", DISCARD)));
        assertThat(plan.steps()).anyMatch(step -> step instanceof Step.Irreversible(var _, var _, var because)
                && because.equals("its space is free again, and whatever is made next may get it"));
        assertThat(plan.notes()).contains("what namespace0.3 (scratch) holds, 32 MiB as raw, is lost; until it is written again it stays readable on the media");
        assertThat(planned(control.plan(new Command.Assign("region0:64M", "raw", Options.NONE))).steps())
                .as("what is made on free space can be taken back").allMatch(step -> step instanceof Step.Reversible);
    }

    /** Nobody can hold what no process can open; what can be opened and cannot be looked at is told. */
    @Test
    void freeSpaceIsHeldByNobody() throws Exception {
        assertThat(planned(control.plan(new Command.Assign("region0:64M", "raw", Options.NONE))).notes()).noneMatch(note -> note.contains("who holds"));
    }

    /** Nothing of what is asked for is left out: it is usable, describes the rest, or lies in no whole memory block. */
    @Test
    void aPlanSaysWhereTheBytesGo() throws Exception {
        for (String mode : List.of("raw", "sector", "fsdax", "devdax")) {
            var capacity = planned(control.plan(new Command.Assign("region0:64M", mode, Options.NONE))).capacity().orElseThrow();
            assertThat(capacity.asked().bytes()).as(mode).isEqualTo(64L << 20);
            assertThat(capacity.metadata().bytes() + capacity.usable().bytes()).as(mode).isEqualTo(64L << 20);
            assertThat(capacity.metadata().bytes() == 0).as(mode).isEqualTo(mode.equals("raw"));
            assertThat(capacity.ram()).isEmpty();
        }
        var ram = planned(control.plan(new Command.Assign("dax0.0", "system-ram", Options.NONE))).capacity().orElseThrow();
        assertThat(ram.asked()).hasToString("512 MiB");
        assertThat(ram.metadata()).hasToString("10 MiB");
        assertThat(ram.lost()).hasToString("118 MiB");
        assertThat(ram.usable()).hasToString("384 MiB");
        assertThat(ram.avoided()).contains("what begins and ends at multiples of 128 MiB loses nothing; this begins 10 MiB behind one");
        assertThat(ram.ram().orElseThrow().node()).hasValue(2);
        assertThat(ram.ram().orElseThrow().memTotalAfter().bytes() - ram.ram().orElseThrow().memTotalBefore().bytes()).isEqualTo(384L << 20);
    }

    /** Who holds the block device is asked first; the tool would take it away. */
    @Test
    void aDiskThatIsMappedIsNotTakenAway() throws Exception {
        machine.faults().hold("pmem0.3", new Holder(Kind.MAPPED, 4711, "fio"));
        assertThat(refusal(control.execute(new Command.Assign("namespace0.3", "fsdax", DISCARD), ROOT)).errno()).isEqualTo(Errno.EBUSY);
    }

    private Inventory look() {
        try {
            return new SysfsReader(machine.attributes()).look();
        } catch (HostException unseen) {
            throw new AssertionError(unseen);
        }
    }

    private Namespace namespace(String uuid) {
        return look().namespaces().values().stream().filter(namespace -> namespace.uuid().equals(Optional.of(uuid))).findFirst().orElseThrow();
    }

    private String device(String uuid) {
        String name = namespace(uuid).name();
        return look().daxDevices().values().stream().filter(device -> device.namespace().equals(Optional.of(name))).findFirst()
                .map(device -> device.name()).orElse(name);
    }

    private static Refusal refusal(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).refusal();
    }

    private static Plan planned(Proposal proposal) {
        assertThat(proposal).isInstanceOf(Proposal.Planned.class);
        return ((Proposal.Planned) proposal).plan();
    }
}
