package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.control.Actor;
import daxplane.control.Command;
import daxplane.control.Command.Adjust.Adjustment;
import daxplane.control.LabelEntry;
import daxplane.control.Mode;
import daxplane.control.Options;
import daxplane.control.Outcome;
import daxplane.control.Proposal;
import daxplane.control.Refusal;
import daxplane.control.RefusalCode;
import daxplane.control.engine.Limits;
import daxplane.control.plane.LocalControlPlane;
import daxplane.control.plane.StateDirectory;
import daxplane.fixtures.machine.Machines;
import daxplane.host.Errno;
import daxplane.host.Holders.Holder;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.host.sysfs.SysfsReader;
import daxplane.inventory.DeviceUse.Kind;
import daxplane.inventory.Inventory;
import daxplane.inventory.LabelArea;
import daxplane.inventory.Namespace;
import daxplane.journal.disk.FileJournals;
import daxplane.machine.host.SimulatedHost;
import daxplane.modes.Devdax;
import daxplane.modes.Fsdax;
import daxplane.modes.Raw;
import daxplane.modes.Sector;
import daxplane.modes.SystemRam;
import daxplane.tools.Toolbox;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code labels restore} and {@code labels init}: label areas get other contents by plans that are refused, settled and taken back as others are. */
class LabelRestoreTest {

    private static final Actor ROOT = new Actor("root", "");
    private static final List<Mode> MODES = List.of(new SystemRam(), new Devdax(), new Fsdax(), new Sector(), new Raw());
    private static final Options DISCARD = Options.of(Map.of("discard-contents", ""));
    private static final byte[] DATA = Arrays.copyOf("what people need".getBytes(StandardCharsets.US_ASCII), 512);
    private static final long PLACE = 4 << 20;

    @TempDir
    private Path state;
    private SimulatedHost machine;
    private LocalControlPlane control;

    @BeforeEach
    void open() throws Exception {
        machine = Machines.open(state, Machines.TWO_SOCKET);
        control = on(machine);
        control.start();
    }

    @AfterEach
    void close() {
        control.close();
        machine.close();
    }

    private LocalControlPlane on(Host host) {
        return new LocalControlPlane(host, new SysfsReader(host.attributes()), new StateDirectory(state, new FileJournals()), () -> MODES, Limits.DEFAULT, System::nanoTime);
    }

    @ParameterizedTest
    @ValueSource(strings = {"namespace0.0", "namespace0.1", "namespace0.2", "namespace0.3"})
    void aNamespaceThatWasDestroyedComesBackWithItsUse(String name) throws Exception {
        var before = namespaces();
        long then = control.journal().head();
        tool("ndctl destroy-namespace -f " + name);
        var destroyed = namespaces();
        assertThat(destroyed).hasSize(before.size() - 1);
        var done = done(restore(then, Options.NONE));
        assertThat(namespaces()).as("the kernel may have written its label once more, into another slot").isEqualTo(before);
        assertThat(control.drift().rows()).isEmpty();
        assertThat(control.journal().verify().damage()).isEmpty();
        assertThat(refusal(control.execute(new Command.Undo(done.operation()), ROOT)).code()).as("it would go again").isEqualTo(RefusalCode.CONTENTS_AT_STAKE);
        done(control.execute(new Command.Undo(done.operation(), DISCARD), ROOT));
        assertThat(namespaces()).isEqualTo(destroyed);
        assertThat(control.drift().rows()).isEmpty();
    }

    @Test
    void whatItHeldIsThere() throws Exception {
        write("pmem0.3");
        long then = control.journal().head();
        done(control.execute(new Command.Adjust("namespace0.3", new Adjustment.Destroyed(), DISCARD), ROOT));
        done(restore(then, Options.NONE));
        try (var disk = machine.blockMedia().openExclusive(named("scratch").blockDevice().orElseThrow())) {
            assertThat(disk.read(PLACE, DATA.length)).isEqualTo(DATA);
        }
    }

    /** Not by us: the journal found the loss, and knows what stood there. */
    @ParameterizedTest
    @ValueSource(strings = {"ndctl zero-labels nmem0", "ndctl init-labels -f nmem0", "ndctl init-labels -f --label-version 1.1 nmem0"})
    void whatAStrangerDidToLabelsIsTakenBack(String stranger) throws Exception {
        var before = namespaces();
        long then = control.journal().head();
        control.close();
        var other = new Operated(machine, new daxplane.conform.Performer(machine, new Toolbox(), java.util.UUID::randomUUID));
        List.of("ndctl disable-region region0", stranger, "ndctl enable-region region0").forEach(other::run);
        control = on(machine);
        control.start();
        assertThat(namespaces()).isNotEqualTo(before);
        done(restore(then, DISCARD));
        assertThat(namespaces()).isEqualTo(before);
        assertThat(control.drift().rows()).isEmpty();
    }

    @Test
    void whatIsThereNowGoesForWhoSaysSo() throws Exception {
        long then = control.journal().head();
        tool("ndctl create-namespace -r region0 -m raw -s 64M -n later");
        var made = namespaces();
        var refused = refusal(restore(then, Options.NONE));
        assertThat(refused.code()).isEqualTo(RefusalCode.CONTENTS_AT_STAKE);
        assertThat(refused.rule()).contains("(later) holds, 64 MiB as raw, would be out of reach");
        assertThat(refused.remedy()).startsWith("labels restore nmem0 --at " + then + " --discard-contents ");
        assertThat(namespaces()).isEqualTo(made);
        done(restore(then, DISCARD));
        assertThat(namespaces()).doesNotContainKey("later");
        assertThat(control.drift().rows()).isEmpty();
    }

    @Test
    void whatLayThereMeanwhileIsSaid() throws Exception {
        long then = control.journal().head();
        tool("ndctl destroy-namespace -f namespace0.1");
        tool("ndctl create-namespace -r region0 -m raw -s 128M -n squatter");
        tool("ndctl destroy-namespace -f " + named("squatter").name());
        var refused = refusal(restore(then, Options.NONE));
        assertThat(refused.code()).isEqualTo(RefusalCode.WRITTEN_OVER);
        assertThat(refused.rule()).contains("had a part of its place since", "what namespace0.1 (data) held may be written over");
        done(restore(then, DISCARD));
        assertThat(namespaces()).containsKey("data");
    }

    @Test
    void nobodyLosesWhatHeUses() throws Exception {
        long then = control.journal().head();
        tool("ndctl destroy-namespace -f namespace0.3");
        done(control.execute(new Command.Assign("dax0.0", "system-ram", Options.NONE), ROOT));
        var ram = refusal(restore(then, DISCARD));
        assertThat(List.of(ram.code(), ram.errno())).isEqualTo(List.of(RefusalCode.REGION_IN_USE, Errno.EBUSY));
        assertThat(ram.remedy()).startsWith("release dax0.0 ");
        done(control.execute(new Command.Release("dax0.0", Options.NONE), ROOT));
        machine.faults().hold("pmem0.1", new Holder(Kind.MAPPED, 7, "database"));
        assertThat(refusal(restore(then, DISCARD)).errno()).isEqualTo(Errno.EBUSY);
    }

    @Test
    void refusesWhatIsNotThere() throws Exception {
        long then = control.journal().head();
        var revision = refusal(restore(then + 1000, Options.NONE));
        assertThat(List.of(revision.code(), revision.errno())).isEqualTo(List.of(RefusalCode.NO_WAY_BACK, Errno.ENOENT));
        assertThat(refusal(restore(0, Options.NONE)).errno()).isEqualTo(Errno.ENOENT);
        var dimm = refusal(control.execute(new Command.Adjust("nmem9", new Adjustment.LabelsRestored(then), Options.NONE), ROOT));
        assertThat(List.of(dimm.code(), dimm.errno())).isEqualTo(List.of(RefusalCode.NO_SUCH_OBJECT, Errno.ENODEV));
        assertThat(refusal(control.execute(new Command.Adjust("nmem0", new Adjustment.LabelsInitialised("1.3"), DISCARD), ROOT)).errno()).isEqualTo(Errno.EINVAL);
        assertThat(done(restore(then, Options.NONE)).plan().steps()).as("nothing to do").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2", "1.1"})
    void freshIndexBlocksAreAPlan(String version) throws Exception {
        var before = namespaces();
        var area = area();
        assertThat(refusal(init(version, Options.NONE)).code()).isEqualTo(RefusalCode.CONTENTS_AT_STAKE);
        var done = done(init(version, DISCARD));
        assertThat(control.labels("nmem0")).isEmpty();
        assertThat(control.drift().rows()).isEmpty();
        assertThat(done(init(version, DISCARD)).plan().steps()).as("they are fresh").isEmpty();
        done(control.execute(new Command.Undo(done.operation(), DISCARD), ROOT));
        assertThat(namespaces()).isEqualTo(before);
        assertThat(area()).isEqualTo(area);
        assertThat(control.drift().rows()).isEmpty();
    }

    /** A tool that wrote labels itself is taken back by what stood there. */
    @ParameterizedTest
    @ValueSource(strings = {"ndctl zero-labels nmem0", "ndctl init-labels -f nmem0"})
    void aToolThatWroteLabelsIsTakenBack(String command) throws Exception {
        tool("ndctl disable-region region0");
        var area = area();
        var run = tool(command);
        assertThat(area()).isNotEqualTo(area);
        done(control.execute(new Command.Undo(run, DISCARD), ROOT));
        assertThat(area()).isEqualTo(area);
        assertThat(look().regions().get("region0").enabled()).as("as it was before").isFalse();
    }

    @Test
    void aPlanChangesNothing() throws Exception {
        long then = control.journal().head();
        tool("ndctl destroy-namespace -f namespace0.1");
        var destroyed = namespaces();
        assertThat(control.plan(restoring(then, Options.NONE))).isInstanceOfSatisfying(Proposal.Planned.class, planned -> {
            assertThat(planned.plan().notes()).anyMatch(note -> note.startsWith("namespace0.1 (data) comes back at 0x"));
            assertThat(planned.plan().steps()).anyMatch(step -> step.effect().typed().startsWith("write-labels nmem0 "));
        });
        assertThat(namespaces()).isEqualTo(destroyed);
    }

    @Test
    void settlesARestoreWhateverDiedAroundAnEffect() throws Exception {
        long then = control.journal().head();
        tool("ndctl destroy-namespace -f namespace0.1");
        diesEverywhere(restoring(then, Options.NONE));
    }

    @Test
    void settlesAnInitialisationWhateverDiedAroundAnEffect() throws Exception {
        diesEverywhere(new Command.Adjust("nmem0", new Adjustment.LabelsInitialised("1.2"), DISCARD));
    }

    /** Afterwards all of it was done, or nothing. */
    private void diesEverywhere(Command command) throws Exception {
        var before = namespaces();
        var area = area();
        for (int point = 0;; point++) {
            control.close();
            boolean died = false;
            try (var doomed = on(DyingHost.at(machine, point))) {
                done(doomed.execute(command, ROOT));
            } catch (DyingHost.Died _) {
                died = true;
            }
            control = on(machine);
            control.start();
            assertThat(control.drift().rows()).as("point %d", point).isEmpty();
            assertThat(control.journal().verify().damage()).isEmpty();
            if (!died) {
                assertThat(namespaces()).isNotEqualTo(before);
                return;
            }
            assertThat(namespaces()).as("point %d", point).isEqualTo(before);
            assertThat(area()).as("point %d", point).isEqualTo(area);
        }
    }

    @Test
    void theHistoryTellsInTheWordsOfLabels() throws Exception {
        var run = tool("ndctl create-namespace -r region0 -m raw -s 64M -n later");
        long made = control.journal().head();
        tool("ndctl destroy-namespace -f " + named("later").name());
        var history = control.labelHistory("nmem0");
        assertThat(history.getFirst().what()).startsWith("first seen: labels of version 1.2, ");
        assertThat(history).filteredOn(entry -> entry.cause().is(run)).isNotEmpty().anySatisfy(entry -> {
            assertThat(entry.what()).matches("slot \\d+: later, [0-9a-f-]{36}, 64 MiB at DPA 0x[0-9a-f]+.*");
            assertThat(entry.command()).startsWith("ndctl create-namespace");
        });
        assertThat(history.getLast().what()).matches("slot \\d+ free: was later, .*");
        assertThat(control.at(made).labels("nmem0")).extracting(LabelEntry::name).contains("later");
        assertThat(control.labels("nmem0")).extracting(LabelEntry::name).doesNotContain("later").contains("data");
    }

    private Outcome restore(long revision, Options options) {
        return control.execute(restoring(revision, options), ROOT);
    }

    private static Command restoring(long revision, Options options) {
        return new Command.Adjust("nmem0", new Adjustment.LabelsRestored(revision), options);
    }

    private Outcome init(String version, Options options) {
        return control.execute(new Command.Adjust("nmem0", new Adjustment.LabelsInitialised(version), options), ROOT);
    }

    /** @return the operation */
    private String tool(String command) {
        var run = Tooled.run(control, new Toolbox(), ROOT, command);
        assertThat(run.exitCode()).as(command).isZero();
        return run.operation().orElseThrow();
    }

    private void write(String disk) throws HostException {
        try (var media = machine.blockMedia().openExclusive(disk)) {
            media.write(PLACE, DATA);
        }
    }

    private LabelArea area() {
        return LabelArea.of(machine.labelAreas().seen("nmem0").orElseThrow());
    }

    /** All that have a size, by the name that people gave them, or the region of one without a name. */
    private Map<String, Namespace> namespaces() throws HostException {
        return look().namespaces().values().stream().filter(namespace -> namespace.bytes() != 0)
                .collect(Collectors.toMap(namespace -> namespace.altName().isEmpty() ? namespace.uuid().orElse(namespace.region()) : namespace.altName(), LabelRestoreTest::withoutNumbers));
    }

    /** The kernel counts personalities and seeds as they come. */
    private static Namespace withoutNumbers(Namespace namespace) {
        return new Namespace("", namespace.region(), namespace.uuid(), namespace.altName(), namespace.bytes(), namespace.start(), namespace.mode(),
                namespace.enabled(), Optional.empty(), namespace.personalityUuid(), Optional.empty());
    }

    private Namespace named(String name) throws HostException {
        return look().namespaces().values().stream().filter(namespace -> namespace.altName().equals(name)).findFirst().orElseThrow();
    }

    private Inventory look() throws HostException {
        return new SysfsReader(machine.attributes()).look();
    }

    private static Outcome.Done done(Outcome outcome) {
        assertThat(outcome).as(outcome::toString).isInstanceOf(Outcome.Done.class);
        return (Outcome.Done) outcome;
    }

    private static Refusal refusal(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).refusal();
    }
}
