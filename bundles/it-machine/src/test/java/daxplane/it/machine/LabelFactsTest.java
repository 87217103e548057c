package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.control.Actor;
import daxplane.control.Command;
import daxplane.control.Command.Adjust.Adjustment;
import daxplane.control.Mode;
import daxplane.control.Options;
import daxplane.control.Outcome;
import daxplane.control.engine.Limits;
import daxplane.control.plane.LocalControlPlane;
import daxplane.control.plane.StateDirectory;
import daxplane.events.Cause;
import daxplane.events.Event;
import daxplane.events.EventRecord;
import daxplane.events.ledger.MachineLedger;
import daxplane.fixtures.machine.Machines;
import daxplane.host.Effect;
import daxplane.host.sysfs.SysfsReader;
import daxplane.inventory.ByteSize;
import daxplane.inventory.Fact;
import daxplane.inventory.LabelArea;
import daxplane.journal.disk.FileJournals;
import daxplane.machine.host.SimulatedHost;
import daxplane.modes.Devdax;
import daxplane.modes.Fsdax;
import daxplane.modes.Raw;
import daxplane.modes.Sector;
import daxplane.modes.SystemRam;
import daxplane.tools.Toolbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever writes to a label area, the journal tells what stands in it, and who brought it about. */
class LabelFactsTest {

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
        control = opened();
    }

    @AfterEach
    void close() {
        control.close();
        machine.close();
    }

    private LocalControlPlane opened() throws Exception {
        var opened = new LocalControlPlane(machine, new SysfsReader(machine.attributes()), new StateDirectory(state, new FileJournals()), () -> MODES, Limits.DEFAULT, System::nanoTime);
        opened.start();
        return opened;
    }

    @Test
    void theFirstBootTellsWhatIsThere() throws Exception {
        assertThat(journalled()).isEqualTo(onTheMedia()).hasSizeGreaterThan(1);
        assertThat(record(1).event()).isInstanceOfSatisfying(Event.BootObserved.class, boot -> assertThat(boot.picture().labelAreas()).isEqualTo(onTheMedia()));
    }

    @Test
    void whatTheKernelWritesForAPlanIsThePlans() throws Exception {
        writes("nmem0", new Command.Adjust("region0:64M", new Adjustment.Created("fsdax"), Options.of(Map.of("name", "new"))));
        writes("nmem0", new Command.Adjust("new", new Adjustment.Named("renamed"), Options.NONE));
        writes("nmem0", new Command.Adjust("renamed", new Adjustment.Resized(ByteSize.ofMebibytes(32)), DISCARD));
        writes("nmem0", new Command.Assign("renamed", "sector", DISCARD));
        writes("nmem0", new Command.Adjust("renamed", new Adjustment.Destroyed(), DISCARD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ndctl create-namespace -r region0 -m raw -s 64M", "ndctl destroy-namespace -f namespace0.1", "ndctl create-namespace -f -e namespace0.1 -m devdax"})
    void whatTheKernelWritesForAToolIsTheTools(String command) throws Exception {
        long before = control.journal().head();
        var run = Tooled.run(control, new Toolbox(), ROOT, command);
        assertThat(run.exitCode()).isZero();
        assertThat(causes("nmem0", before)).containsOnly(Cause.operation(run.operation().orElseThrow()));
        assertThat(journalled()).isEqualTo(onTheMedia());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ndctl init-labels -f nmem0", "ndctl zero-labels nmem0", "ndctl init-labels -f --label-version 1.1 nmem0"})
    void whatAToolWritesItselfIsTheTools(String command) throws Exception {
        Tooled.run(control, new Toolbox(), ROOT, "ndctl disable-region region0");
        long before = control.journal().head();
        var run = Tooled.run(control, new Toolbox(), ROOT, command);
        assertThat(run.exitCode()).isZero();
        assertThat(causes("nmem0", before)).containsOnly(Cause.operation(run.operation().orElseThrow()));
        assertThat(journalled()).isEqualTo(onTheMedia());
    }

    /** A seed takes its size and its name one by one; each write is the hand's. */
    @Test
    void whatAHandWritesIsTheHands() throws Exception {
        String seed = "/sys/bus/nd/devices/" + machine.attributes().read("/sys/bus/nd/devices/region0/namespace_seed").strip();
        control.execute(Command.Perform.of(new Effect.WriteAttribute(seed + "/uuid", "7d1c9e80-6a5e-4a5c-8b5e-3a2f0f5a2b6c\n")), ROOT);
        writes("nmem0", Command.Perform.of(new Effect.WriteAttribute(seed + "/size", (64 << 20) + "\n")));
        writes("nmem0", Command.Perform.of(new Effect.WriteAttribute(seed + "/alt_name", "by hand\n")));
        writes("nmem0", Command.Perform.of(new Effect.WriteAttribute(seed + "/size", "0\n")));
    }

    @Test
    void whatAStrangerWroteIsFoundByTheNextCommand() throws Exception {
        long before = control.journal().head();
        overwrite("nmem0", 300);
        control.execute(new Command.Adjust("nmem1", new Adjustment.Enabled(true), Options.NONE), ROOT);
        assertThat(causes("nmem0", before)).containsOnly(Cause.EXTERNAL);
        assertThat(journalled()).isEqualTo(onTheMedia());
    }

    @Test
    void whatAStrangerWroteMeanwhileIsFoundAtTheStart() throws Exception {
        long before = control.journal().head();
        control.close();
        overwrite("nmem0", 1);
        control = opened();
        assertThat(causes("nmem0", before)).containsOnly(Cause.EXTERNAL);
        assertThat(journalled()).isEqualTo(onTheMedia());
    }

    /** A look that finds nothing new writes nothing; RAM that comes and goes looks at no labels. */
    @Test
    void aChangeIsToldOnce() throws Exception {
        overwrite("nmem0", 7);
        control.execute(new Command.Adjust("nmem1", new Adjustment.Enabled(true), Options.NONE), ROOT);
        long before = control.journal().head();
        assertThat(control.execute(new Command.Assign("dax0.0", "system-ram", Options.NONE), ROOT)).isInstanceOf(Outcome.Done.class);
        control.close();
        control = opened();
        assertThat(causes("nmem0", before)).isEmpty();
    }

    @Test
    void aBootTellsAllOfItAgain() throws Exception {
        control.execute(new Command.Adjust("region0:64M", new Adjustment.Created("raw"), Options.NONE), ROOT);
        control.execute(new Command.Power(true), ROOT);
        assertThat(journalled()).isEqualTo(onTheMedia());
    }

    private void writes(String dimm, Command command) throws Exception {
        long before = control.journal().head();
        var outcome = control.execute(command, ROOT);
        assertThat(outcome).as(command.typed()).isInstanceOf(Outcome.Done.class);
        assertThat(causes(dimm, before)).as(command.typed()).containsOnly(Cause.operation(((Outcome.Done) outcome).operation()));
        assertThat(journalled()).as(command.typed()).isEqualTo(onTheMedia());
    }

    private void overwrite(String dimm, int bytes) throws Exception {
        byte[] area = machine.labelAreas().seen(dimm).orElseThrow();
        for (int at = area.length - bytes; at < area.length; at++) {
            area[at] ^= 0x5a;
        }
        machine.faults().overwriteLabelArea(dimm, area);
    }

    /** Who is said to have written to a label area, since a revision. */
    private Set<Cause> causes(String dimm, long after) throws Exception {
        var causes = new HashSet<Cause>();
        for (EventRecord record : records(after + 1)) {
            if (record.event() instanceof Event.FactsObserved(var cause, var facts) && facts.stream().anyMatch(fact -> fact instanceof Fact.LabelAreaWritten written && written.dimm().equals(dimm))) {
                causes.add(cause);
            }
        }
        return causes;
    }

    /** As a replay of the whole journal tells it. */
    private Map<String, LabelArea> journalled() throws Exception {
        var ledger = new MachineLedger();
        records(1).forEach(ledger::apply);
        return ledger.observed().labelAreas();
    }

    private Map<String, LabelArea> onTheMedia() {
        var areas = new TreeMap<String, LabelArea>();
        for (String dimm : List.of("nmem0", "nmem1", "nmem2", "nmem3")) {
            machine.labelAreas().seen(dimm).ifPresent(bytes -> areas.put(dimm, LabelArea.of(bytes)));
        }
        return areas;
    }

    private EventRecord record(long revision) throws Exception {
        return control.journal().record(revision).orElseThrow();
    }

    private List<EventRecord> records(long from) throws Exception {
        var records = new ArrayList<EventRecord>();
        control.journal().read(from, control.journal().head(), records::add);
        return records;
    }
}
