package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.control.Actor;
import daxplane.control.Command;
import daxplane.control.Mode;
import daxplane.control.Options;
import daxplane.control.Outcome;
import daxplane.control.Refusal;
import daxplane.control.ToolOutcome;
import daxplane.control.engine.Limits;
import daxplane.control.plane.LocalControlPlane;
import daxplane.control.plane.StateDirectory;
import daxplane.fixtures.machine.Machines;
import daxplane.host.Cancellation;
import daxplane.host.Effect;
import daxplane.host.Effects;
import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.host.sysfs.SysfsReader;
import daxplane.inventory.Inventory;
import daxplane.inventory.Namespace;
import daxplane.journal.disk.FileJournals;
import daxplane.machine.host.SimulatedHost;
import daxplane.modes.Devdax;
import daxplane.modes.Fsdax;
import daxplane.modes.Raw;
import daxplane.modes.Sector;
import daxplane.modes.SystemRam;
import daxplane.tools.Console;
import daxplane.tools.LocalFiles;
import daxplane.tools.ToolEnvironment;
import daxplane.tools.Toolbox;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was done to namespaces is taken back: by which command, tool or stranger it was done. */
class UndoNamespacesTest {

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
        control.start();
    }

    @AfterEach
    void close() {
        control.close();
        machine.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "ndctl destroy-namespace -f namespace0.0",
        "ndctl destroy-namespace -f namespace0.1",
        "ndctl destroy-namespace -f namespace0.2",
        "ndctl destroy-namespace -f namespace0.3",
        "ndctl destroy-namespace -f namespace2.0",
        "ndctl destroy-namespace -f all",
        "ndctl create-namespace -r region0 -m fsdax -s 64M -n new",
        "ndctl create-namespace -r region2 -m devdax -s 128M",
        "ndctl create-namespace -r region0 -m sector -s 32M",
        "ndctl create-namespace -f -e namespace0.3 -m fsdax",
        "ndctl create-namespace -f -e namespace0.2 -m raw",
        "ndctl create-namespace -f -e namespace0.1 -m devdax",
        "ndctl create-namespace -f -e namespace0.1 -m sector",
        "ndctl disable-namespace namespace0.1",
        "ndctl disable-namespace all",
        "ndctl disable-region region0",
        "ndctl disable-region all"})
    void aToolsRunIsTakenBack(String command) throws Exception {
        var before = namespaces();
        var run = tool(command);
        assertThat(run.exitCode()).isZero();
        assertThat(namespaces()).as("it did something").isNotEqualTo(before);
        assertThat(undo(run.operation().orElseThrow())).isInstanceOf(Outcome.Done.class);
        assertThat(namespaces()).isEqualTo(before);
        assertThat(control.drift().rows()).isEmpty();
        assertThat(control.journal().verify().damage()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"namespace0.1, raw", "namespace0.1, sector", "namespace0.1, devdax", "namespace0.2, fsdax", "namespace0.3, devdax", "namespace0.3, sector",
        "dax0.0, fsdax", "region0:64M, fsdax", "region0:64M, raw", "region2, system-ram", "dax2.0, raw", "namespace1.0, fsdax"})
    void aNewUseIsTakenBack(String target, String mode) throws Exception {
        var before = namespaces();
        var done = control.execute(new Command.Assign(target, mode, DISCARD), ROOT);
        assertThat(done).isInstanceOf(Outcome.Done.class);
        assertThat(undo(((Outcome.Done) done).operation())).isInstanceOf(Outcome.Done.class);
        assertThat(namespaces()).isEqualTo(before);
        assertThat(control.drift().rows()).isEmpty();
    }

    @Test
    void anUndoIsTakenBackAsWell() throws Exception {
        var run = tool("ndctl destroy-namespace -f namespace0.1");
        var destroyed = namespaces();
        var undone = (Outcome.Done) undo(run.operation().orElseThrow());
        assertThat(undo(undone.operation())).isInstanceOf(Outcome.Done.class);
        assertThat(namespaces()).isEqualTo(destroyed);
    }

    /** What was made since may hold what somebody needs. */
    @Test
    void contentsAreDestroyedByAnUndoOnlyForWhoSaysSo() throws Exception {
        var run = tool("ndctl create-namespace -r region0 -m fsdax -s 64M -n new");
        var made = namespaces();
        var refused = refusal(control.execute(new Command.Undo(run.operation().orElseThrow()), ROOT));
        assertThat(refused.errno()).isEqualTo(Errno.ENOTEMPTY);
        assertThat(refused.remedy()).startsWith("undo " + run.operation().orElseThrow() + " --discard-contents ");
        assertThat(namespaces()).isEqualTo(made);
    }

    /** The kernel would give it the first hole that is large enough; its contents are where they were. */
    @Test
    void aNamespaceComesBackAtItsPlace() throws Exception {
        var before = namespaces();
        tool("ndctl destroy-namespace -f namespace0.0");
        var second = tool("ndctl destroy-namespace -f namespace0.1");
        assertThat(undo(second.operation().orElseThrow())).isInstanceOf(Outcome.Done.class);
        assertThat(namespaces().get("data")).isEqualTo(before.get("data"));
    }

    @Test
    void aPlaceThatSomebodyElseHasIsNotTakenAway() throws Exception {
        var run = tool("ndctl destroy-namespace -f namespace0.1");
        tool("ndctl create-namespace -r region0 -m raw -s 128M -n squatter");
        var refused = refusal(undo(run.operation().orElseThrow()));
        assertThat(refused.errno()).isEqualTo(Errno.EBUSY);
        assertThat(refused.rule()).contains("squatter").contains("has its place now");
    }

    @Test
    void whatSomebodyElseMayHaveWrittenOverIsSaid() throws Exception {
        var run = tool("ndctl destroy-namespace -f namespace0.1");
        tool("ndctl create-namespace -r region0 -m raw -s 128M -n squatter");
        tool("ndctl destroy-namespace -f " + named("squatter").name());
        var refused = refusal(control.execute(new Command.Undo(run.operation().orElseThrow()), ROOT));
        assertThat(refused.errno()).isEqualTo(Errno.ENODATA);
        assertThat(refused.rule()).contains("had a part of its place since");
        assertThat(undo(run.operation().orElseThrow())).as("for who says that it does not matter").isInstanceOf(Outcome.Done.class);
    }

    /** Its index blocks as well: the region has one namespace without a label then. */
    @ParameterizedTest
    @ValueSource(strings = {"ndctl zero-labels nmem0", "ndctl init-labels -f nmem0"})
    void whatAStrangerDidToLabelsIsRecovered(String stranger) throws Exception {
        var before = namespaces();
        byAStranger("ndctl disable-region region0", "ndctl disable-dimm nmem0", stranger, "ndctl enable-dimm nmem0", "ndctl enable-region region0");
        assertThat(namespaces()).isNotEqualTo(before);
        assertThat(control.drift().rows()).isNotEmpty();
        var recovered = control.execute(new Command.Recover(Optional.empty(), DISCARD), ROOT);
        assertThat(recovered).isInstanceOf(Outcome.Done.class);
        assertThat(((Outcome.Done) recovered).plan().notes()).noneMatch(note -> note.contains("stays as it is"));
        assertThat(namespaces()).isEqualTo(before);
        assertThat(control.drift().rows()).isEmpty();
    }

    /** What lost its label is no free space, although the kernel takes it for that. */
    @Test
    void nothingIsMadeWhereALostNamespaceLies() throws Exception {
        byAStranger("ndctl disable-region region0", "ndctl disable-dimm nmem0", "ndctl init-labels -f nmem0", "ndctl enable-dimm nmem0", "ndctl enable-region region0");
        var before = namespaces();
        var refused = refusal(control.execute(new Command.Assign("region0:64M", "raw", Options.NONE), ROOT));
        assertThat(refused.errno()).isEqualTo(Errno.ENOTEMPTY);
        assertThat(refused.rule()).isEqualTo("it would lie where namespace0.0 (ram) lay, which is wanted: its label is lost, what it holds is not");
        assertThat(refused.remedy()).startsWith("recover namespace0.0 ");
        assertThat(namespaces()).isEqualTo(before);
        assertThat(control.execute(new Command.Assign("region0:64M", "raw", DISCARD), ROOT)).isInstanceOf(Outcome.Done.class);
    }

    /** The kernel would take it from the tool; its errno is what the tool hears. */
    @Test
    void noToolAndNoHandMakesAnythingThereEither() throws Exception {
        byAStranger("ndctl disable-region region0", "ndctl disable-dimm nmem0", "ndctl init-labels -f nmem0", "ndctl enable-dimm nmem0", "ndctl enable-region region0");
        var before = namespaces();
        var run = tool("ndctl create-namespace -r region0 -m raw -s 64M");
        assertThat(run.exitCode()).isNotZero();
        assertThat(run.hint().orElseThrow()).contains("would lie where namespace0.0 (ram) lay", "recover namespace0.0 ", "or accept namespace0.0");
        assertThat(namespaces()).isEqualTo(before);
        String seed = "/sys/bus/nd/devices/" + machine.attributes().read("/sys/bus/nd/devices/region0/namespace_seed").strip();
        hand(seed + "/uuid", UUID.randomUUID().toString());
        var byHand = refusal(hand(seed + "/size", Long.toString(64 << 20)));
        assertThat(byHand.errno()).isEqualTo(Errno.ENOTEMPTY);
        assertThat(byHand.rule()).contains("would lie where namespace0.0 (ram) lay");
        assertThat(hand(seed + "/size", "0")).as("what takes nothing is no matter").isNotInstanceOf(Outcome.Refused.class);
    }

    @Test
    void whoAcceptsTheLossMayMakeSomethingThere() throws Exception {
        byAStranger("ndctl disable-region region0", "ndctl disable-dimm nmem0", "ndctl init-labels -f nmem0", "ndctl enable-dimm nmem0", "ndctl enable-region region0");
        control.execute(new Command.Accept(Optional.of("namespace0.0")), ROOT);
        assertThat(tool("ndctl create-namespace -r region0 -m raw -s 64M -n new").exitCode()).isZero();
        assertThat(namespaces()).containsKey("new");
    }

    private Outcome hand(String path, String value) {
        return control.execute(Command.Perform.of(new Effect.WriteAttribute(path, value + "\n")), ROOT);
    }

    @Test
    void oneNamespaceAloneIsRecovered() throws Exception {
        var before = namespaces();
        byAStranger("ndctl disable-region region0", "ndctl disable-dimm nmem0", "ndctl zero-labels nmem0", "ndctl enable-dimm nmem0", "ndctl enable-region region0");
        assertThat(control.execute(new Command.Recover(Optional.of("namespace0.1")), ROOT)).isInstanceOf(Outcome.Done.class);
        assertThat(namespaces().get("data")).isEqualTo(before.get("data"));
        assertThat(namespaces()).as("nobody asked for it").doesNotContainKey("log");
    }

    /** A namespace that ndctl destroyed behind our back: its label comes back, and what it is recognised by cannot. */
    @Test
    void whatCannotComeBackStopsNothingElse() throws Exception {
        byAStranger("ndctl destroy-namespace -f namespace0.1", "ndctl disable-namespace namespace0.2");
        var recovered = control.execute(new Command.Recover(Optional.empty()), ROOT);
        assertThat(recovered).isInstanceOf(Outcome.Done.class);
        assertThat(((Outcome.Done) recovered).plan().notes()).contains(
                "namespace0.1 stays as it is: it would come back raw, not fsdax: the journal keeps no copy of its info block");
        assertThat(named("log").enabled()).isTrue();
    }

    private Outcome undo(String operation) {
        return control.execute(new Command.Undo(operation, DISCARD), ROOT);
    }

    private ToolOutcome tool(String command) {
        var words = Arrays.asList(command.split(" "));
        return control.runTool(words, ROOT, (host, hands) -> new Toolbox().named(words.getFirst()).orElseThrow()
                .run(new ToolEnvironment(host, hands::perform, new Silent(), UUID::randomUUID, LocalFiles.none()), words.subList(1, words.size())));
    }

    private void byAStranger(String... commands) {
        for (String command : commands) {
            var words = Arrays.asList(command.split(" "));
            new Toolbox().named(words.getFirst()).orElseThrow().run(new ToolEnvironment(machine,
                    (Effect effect) -> Effects.perform(machine, effect, Cancellation.NEVER), new Silent(), UUID::randomUUID, LocalFiles.none()),
                    words.subList(1, words.size()));
        }
    }

    /** All that have a size, by the name that people gave them, or the region of one without a name. */
    private Map<String, Namespace> namespaces() throws HostException {
        return look().namespaces().values().stream().filter(namespace -> namespace.bytes() != 0)
                .collect(Collectors.toMap(namespace -> namespace.altName().isEmpty() ? namespace.uuid().orElse(namespace.region()) : namespace.altName(), UndoNamespacesTest::withoutNumbers));
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

    private static Refusal refusal(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).refusal();
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
