package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import daxplane.control.Actor;
import daxplane.control.Command;
import daxplane.control.Command.Adjust.Adjustment;
import daxplane.control.Mode;
import daxplane.control.Options;
import daxplane.control.Outcome;
import daxplane.control.Policy;
import daxplane.control.Proposal;
import daxplane.control.Refusal;
import daxplane.control.RefusalCode;
import daxplane.control.engine.Limits;
import daxplane.control.plane.LocalControlPlane;
import daxplane.control.plane.StateDirectory;
import daxplane.events.Event;
import daxplane.fixtures.machine.Machines;
import daxplane.host.Cancellation;
import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.host.firmware.FirmwareCall;
import daxplane.host.sysfs.SysfsReader;
import daxplane.inventory.AddressRange;
import daxplane.inventory.ByteSize;
import daxplane.inventory.Inventory;
import daxplane.inventory.KnownErrors;
import daxplane.journal.disk.FileJournals;
import daxplane.machine.host.SimulatedHost;
import daxplane.modes.Devdax;
import daxplane.modes.Fsdax;
import daxplane.modes.Raw;
import daxplane.modes.Sector;
import daxplane.modes.SystemRam;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No verb hands over memory that is known to be bad, unless it is told to make it good, and then it does, and says what was lost (decision 180). */
class BadMemoryTest {

    private static final Actor ROOT = new Actor("root", "");
    private static final List<Mode> MODES = List.of(new SystemRam(), new Devdax(), new Fsdax(), new Sector(), new Raw());
    private static final Map<String, String> DISCARD = Map.of("discard-contents", "");
    private static final Options CLEAR = Options.of(Map.of("clear-errors", ""));
    private static final Options CLEAR_AND_DISCARD = Options.of(Map.of("clear-errors", "", "discard-contents", ""));
    private static final int SECTOR = 512;

    @TempDir
    private Path place;
    private SimulatedHost machine;
    private LocalControlPlane control;

    private void open(String commands) throws Exception {
        machine = Machines.open(place.resolve("state"), Machines.twoSocket(place.resolve("definition"), Map.of("nd.bus0.commands", commands)));
        control = on();
        control.start();
    }

    private LocalControlPlane on() {
        return on(MODES);
    }

    private LocalControlPlane on(List<Mode> modes) {
        return new LocalControlPlane(machine, new SysfsReader(machine.attributes()), new StateDirectory(place.resolve("state"), new FileJournals()),
                () -> modes, Limits.DEFAULT, System::nanoTime);
    }

    @AfterEach
    void close() {
        control.close();
        machine.close();
    }

    private void inject(long address, boolean notify) throws HostException {
        assertThat(machine.firmware().perform("ndctl0", FirmwareCall.injectErrors(address, 256, notify))).isZero();
    }

    /** A bad place in the middle of what the object has. */
    private long damage(String object) throws Exception {
        var namespace = look().namespaces().get(object.replace("dax", "namespace"));
        long address = namespace.start().orElseThrow() + (namespace.bytes() / 2 & -SECTOR);
        inject(address, true);
        return address;
    }

    private long damageFreeSpace(String region) throws Exception {
        var picture = look();
        var range = picture.regions().get(region).range();
        long end = picture.namespaces().values().stream().filter(namespace -> namespace.region().equals(region) && namespace.bytes() != 0)
                .mapToLong(namespace -> namespace.start().orElseThrow() + namespace.bytes()).max().orElse(range.start());
        inject(end + (24 << 20), true);
        return end + (24 << 20);
    }

    private Inventory look() throws HostException {
        return new SysfsReader(machine.attributes()).look();
    }

    private static Command assign(String object, String mode, Options options) {
        return new Command.Assign(object, mode, options);
    }

    private Refusal refused(Command command) {
        return ((Outcome.Refused) control.execute(command, ROOT)).refusal();
    }

    private Outcome.Done done(Command command) {
        var outcome = control.execute(command, ROOT);
        assertThat(outcome).as(command.typed()).isInstanceOf(Outcome.Done.class);
        return (Outcome.Done) outcome;
    }

    private boolean good(long address) throws Exception {
        return KnownErrors.in(look()).within(AddressRange.ofSize(address, 256)).none();
    }

    @ParameterizedTest
    @CsvSource({"dax0.0, system-ram, false", "dax2.0, system-ram, false", "dax0.0, fsdax, true", "namespace0.3, devdax, true", "namespace0.1, raw, true",
        "namespace0.1, sector, true", "namespace0.3, fsdax, true", "namespace0.1, system-ram, true"})
    void whatIsKnownToBeBadIsHandedOverInNoMode(String object, String mode, boolean discard) throws Exception {
        open("scrub clear inject");
        long bad = damage(object);
        var options = discard ? Options.of(DISCARD) : Options.NONE;
        var before = look();

        var refusal = refused(assign(object, mode, options));

        assertThat(refusal.code()).isEqualTo(RefusalCode.KNOWN_ERRORS);
        assertThat(refusal.errno()).isEqualTo(Errno.EIO);
        assertThat(refusal.rule()).contains(Long.toHexString(bad)).contains(object.replace("dax", "namespace")).endsWith("is known to be bad");
        assertThat(refusal.remedy()).startsWith("assign " + object + " " + mode).contains(" --clear-errors ");
        assertThat(look()).isEqualTo(before);

        done(assign(object, mode, options.with("clear-errors", "")));
        assertThat(good(bad)).isTrue();
        assertThat(control.drift().rows()).isEmpty();
    }

    /** What it planned before was a plan for memory that is bad. */
    @Test
    void aModeThatRefusesTheMemoryOnceItIsGoodIsNotEnteredAtAll() throws Exception {
        open("scrub clear inject");
        long bad = damage("dax0.0");
        var refusal = refused(assign("dax0.0", "system-ram", Options.NONE));
        var ram = new SystemRam();
        var picky = mock(Mode.class, delegatesTo(ram));
        doAnswer(call -> KnownErrors.in(call.getArgument(0)).none() ? new Proposal.Refused(refusal)
                : ram.enter(call.getArgument(0), call.getArgument(1), call.getArgument(2))).when(picky).enter(any(), any(), any());
        control.close();
        control = on(List.of(picky, new Devdax()));
        var before = look();

        assertThat(refused(assign("dax0.0", "system-ram", CLEAR))).isEqualTo(refusal);
        assertThat(good(bad)).isFalse();
        assertThat(look()).isEqualTo(before);
    }

    @Test
    void whatWasLostIsNamedInPlanAndJournal() throws Exception {
        open("scrub clear inject");
        long bad = damage("dax0.0");
        long offset = bad - look().namespaces().get("namespace0.0").start().orElseThrow();

        var plan = ((Proposal.Planned) control.plan(assign("dax0.0", "system-ram", CLEAR))).plan();
        assertThat(plan.notes()).anySatisfy(note -> assertThat(note).contains("512 B of namespace0.0").contains("from byte " + offset).contains("is lost"));

        var operation = done(assign("dax0.0", "system-ram", CLEAR)).operation();
        var lost = new ArrayList<String>();
        control.journal().read(1, Long.MAX_VALUE, record -> {
            if (record.event() instanceof Event.OperationIntended intended && intended.operation().equals(operation)) {
                intended.steps().forEach(step -> step.irreversible().ifPresent(lost::add));
            }
            return true;
        });
        assertThat(lost)
                .anySatisfy(because -> assertThat(because).contains("namespace0.0").contains("from byte " + offset).endsWith("held is lost"));
    }

    @ParameterizedTest
    @CsvSource({"region0:64M, fsdax", "region0:64M, raw", "region0:64M, sector"})
    void freeSpaceIsMadeGoodBeforeANamespaceIsMadeOfIt(String space, String mode) throws Exception {
        open("scrub clear inject");
        long bad = damageFreeSpace("region0");
        var before = look();
        assertThat(refused(new Command.Adjust(space, new Adjustment.Created(mode), Options.NONE)).code()).isEqualTo(RefusalCode.KNOWN_ERRORS);
        assertThat(look()).isEqualTo(before);
        done(new Command.Adjust(space, new Adjustment.Created(mode), CLEAR));
        assertThat(good(bad)).isTrue();
    }

    @Test
    void aNamespaceDoesNotGrowOverABadPlace() throws Exception {
        open("scrub clear inject");
        var grown = look().namespaces().get("namespace0.3");
        long bad = grown.start().orElseThrow() + grown.bytes() + 4096;
        inject(bad, true);
        var resize = new Adjustment.Resized(ByteSize.ofMebibytes(64));
        assertThat(refused(new Command.Adjust("namespace0.3", resize, Options.NONE)).code()).isEqualTo(RefusalCode.KNOWN_ERRORS);
        done(new Command.Adjust("namespace0.3", resize, CLEAR));
        assertThat(good(bad)).isTrue();
        assertThat(look().namespaces().get("namespace0.3").bytes()).isEqualTo(64L << 20);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void poisonOutlivesRebootAndPowerLossAndHoldsMemoryBackFromRecovery(boolean orderly) throws Exception {
        open("scrub clear inject");
        done(assign("dax0.0", "system-ram", Options.NONE));
        long bad = damage("dax0.0");
        done(new Command.Power(orderly));

        assertThat(good(bad)).isFalse();
        var refusal = refused(new Command.Recover(Optional.of("dax0.0")));
        assertThat(refusal.code()).isEqualTo(RefusalCode.KNOWN_ERRORS);
        assertThat(refusal.remedy()).startsWith("recover dax0.0 --clear-errors ");
        assertThat(look().daxDevices().get("dax0.0").usedAsRam()).isFalse();

        done(new Command.Recover(Optional.of("dax0.0"), CLEAR));
        assertThat(look().daxDevices().get("dax0.0").usedAsRam()).isTrue();
        assertThat(good(bad)).isTrue();
    }

    /** Each step of it is in the journal as the steps of any operation are. */
    @Test
    void thePolicyHealMakesGoodWhatComesBack() throws Exception {
        open("scrub clear inject");
        done(assign("dax0.0", "system-ram", Options.NONE));
        long bad = damage("dax0.0");
        control.choose(Policy.ERRORS, Optional.of(Policy.HEAL), "config errors heal", ROOT);
        done(new Command.Power(true));

        var recovered = done(new Command.Recover(Optional.empty()));

        assertThat(recovered.plan().notes()).anySatisfy(note -> assertThat(note).contains("is made good", "what it held is lost"));
        assertThat(look().daxDevices().get("dax0.0").usedAsRam()).isTrue();
        assertThat(good(bad)).isTrue();
    }

    @Test
    void thePolicyIgnoreBringsItBackAsItIsAndSaysSo() throws Exception {
        open("scrub clear inject");
        done(assign("dax0.0", "system-ram", Options.NONE));
        long bad = damage("dax0.0");
        control.choose(Policy.ERRORS, Optional.of(Policy.IGNORE), "config errors ignore", ROOT);
        done(new Command.Power(true));

        var recovered = done(new Command.Recover(Optional.empty()));

        assertThat(recovered.plan().notes()).anySatisfy(note -> assertThat(note).contains("is known to be bad", "errors is ignore"));
        assertThat(look().daxDevices().get("dax0.0").usedAsRam()).isTrue();
        assertThat(good(bad)).isFalse();
        done(new Command.Release("dax0.0", Options.NONE));
        assertThat(refused(assign("dax0.0", "system-ram", Options.NONE)).code()).as("who hands it over anew is told").isEqualTo(RefusalCode.KNOWN_ERRORS);
    }

    @Test
    void ramIsReleasedAlsoWhenItTurnedBadAndThenStays() throws Exception {
        open("scrub clear inject");
        done(assign("dax0.0", "system-ram", Options.NONE));
        damage("dax0.0");

        var released = done(new Command.Release("dax0.0", Options.NONE));

        assertThat(released.plan().notes()).anySatisfy(note -> assertThat(note).contains("is known to be bad"));
        assertThat(look().daxDevices().get("dax0.0").usedByApplications()).isTrue();
        assertThat(refused(new Command.Undo(released.operation())).code()).isEqualTo(RefusalCode.KNOWN_ERRORS);
    }

    @Test
    void whatNobodyHasLookedForIsNotKnownAndWhatAScrubFindsIs() throws Exception {
        open("scrub clear inject");
        inject(look().namespaces().get("namespace0.0").start().orElseThrow() + (8 << 20), false);
        assertThat(control.plan(assign("dax0.0", "system-ram", Options.NONE))).isInstanceOf(Proposal.Planned.class);
        machine.faults().stopClock();
        machine.attributes().write("/sys/bus/nd/devices/ndbus0/nfit/scrub", "1\n", Cancellation.NEVER);
        machine.faults().passTime(Duration.ofMinutes(1));
        assertThat(refused(assign("dax0.0", "system-ram", Options.NONE)).code()).isEqualTo(RefusalCode.KNOWN_ERRORS);
    }

    /** People can add to a disk's list what they know; the region's list does not have it. */
    @Test
    void whatSomebodyMarkedBadOnADiskCountsToo() throws Exception {
        open("scrub clear inject");
        String disk = look().namespaces().get("namespace0.3").blockDevice().orElseThrow();
        machine.attributes().write("/sys/class/block/" + disk + "/badblocks", "64 2\n", Cancellation.NEVER);
        var refusal = refused(assign("namespace0.3", "devdax", Options.of(DISCARD)));
        assertThat(refusal.code()).isEqualTo(RefusalCode.KNOWN_ERRORS);
        assertThat(refusal.rule()).contains("1 KiB of namespace0.3");
        done(assign("namespace0.3", "devdax", CLEAR_AND_DISCARD));
    }

    @Test
    void whereTheFirmwareClearsNothingTheRemedyDoesNotPretend() throws Exception {
        open("scrub inject");
        damage("dax0.0");
        assertThat(refused(assign("dax0.0", "system-ram", Options.NONE)).remedy()).doesNotContain("--clear-errors");
        assertThat(refused(assign("dax0.0", "system-ram", CLEAR)).errno()).isEqualTo(Errno.EOPNOTSUPP);
    }
}
