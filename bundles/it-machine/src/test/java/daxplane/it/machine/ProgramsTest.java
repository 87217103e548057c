package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.control.Actor;
import daxplane.control.Command;
import daxplane.control.Command.Adjust.Adjustment;
import daxplane.control.HistoryEntry;
import daxplane.control.ModeOption;
import daxplane.control.Options;
import daxplane.control.Outcome;
import daxplane.control.OwnershipAnswer;
import daxplane.control.Proposal;
import daxplane.control.Refusal;
import daxplane.control.RefusalCode;
import daxplane.control.ToolOutcome;
import daxplane.control.engine.Limits;
import daxplane.control.plane.LocalControlPlane;
import daxplane.control.plane.StateDirectory;
import daxplane.events.Cause;
import daxplane.events.Event;
import daxplane.fixtures.machine.Machines;
import daxplane.host.Cancellation;
import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.host.Errno;
import daxplane.host.Holders;
import daxplane.host.Host;
import daxplane.host.sysfs.SysfsReader;
import daxplane.inventory.DeviceUse;
import daxplane.inventory.Fact;
import daxplane.lease.desk.LeasedHost;
import daxplane.journal.disk.FileJournals;
import daxplane.machine.host.SimulatedHost;
import daxplane.modes.Devdax;
import daxplane.modes.SystemRam;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs of the simulated machine: what they change is journalled, and who uses a device through them is named with what asks him to leave. */
class ProgramsTest {

    private static final Actor ROOT = new Actor("root", "");
    private static final Options DISCARD = Options.NONE.with(ModeOption.DISCARD_CONTENTS.name(), "");

    @TempDir
    private Path state;

    private SimulatedHost machine;
    private LocalControlPlane control;

    @BeforeEach
    void open() throws Exception {
        machine = Machines.open(state, Machines.TWO_SOCKET);
        control = open(machine);
    }

    private LocalControlPlane open(SimulatedHost host) throws Exception {
        Host leased = LeasedHost.of(host, state);
        return new LocalControlPlane(leased, new SysfsReader(leased), new StateDirectory(state, new FileJournals()),
                () -> List.of(new SystemRam(), new Devdax()), Limits.DEFAULT, System::nanoTime);
    }

    @AfterEach
    void close() {
        control.close();
        machine.close();
    }

    private ToolOutcome run(String... words) {
        return run("", List.of(words));
    }

    private ToolOutcome run(String input, List<String> words) {
        return control.runTool(words, ROOT, (_, effects) -> switch (effects.perform(new Effect.RunProgram(words, input))) {
            case EffectResult.Ended(var status, _, _) -> status;
            case EffectResult.Done _, EffectResult.Failed _ -> 126;
        });
    }

    private static List<String> words(String line) {
        return Pattern.compile("'([^']*)'|(\\S+)").matcher(line).results().map(found -> found.group(1) != null ? found.group(1) : found.group(2)).toList();
    }

    /** Lines of a shell, with single quotes around what is one word. */
    private void type(String lines) throws Exception {
        for (String line : lines.split("; ")) {
            List<String> words = words(line);
            if (words.getFirst().equals("modprobe")) {
                machine.modules().load(words.get(1));
            } else {
                assertThat(run(words.toArray(String[]::new)).exitCode()).as(line).isZero();
            }
        }
    }

    @Test
    void aRunIsAnEffectWithWhatItPrinted() throws Exception {
        assertThat(run("mkfs.ext4", "-b", "4096", "/dev/pmem0.1").exitCode()).isZero();
        assertThat(run("umount", "/mnt").exitCode()).isEqualTo(32);

        var effects = new ArrayList<Event.EffectPerformed>();
        control.journal().read(1, Long.MAX_VALUE, record -> {
            if (record.event() instanceof Event.EffectPerformed effect) {
                effects.add(effect);
            }
            return true;
        });
        assertThat(effects).extracting(Event.EffectPerformed::effect).containsExactly(
                new Effect.RunProgram(List.of("mkfs.ext4", "-b", "4096", "/dev/pmem0.1"), ""), new Effect.RunProgram(List.of("umount", "/mnt"), ""));
        assertThat(effects.getLast().result()).isEqualTo(new EffectResult.Ended(32, "", "umount: /mnt: not mounted.\n"));
        assertThat(control.history("namespace0.1")).anyMatch(line -> line.command().equals("mkfs.ext4 -b 4096 /dev/pmem0.1"));
        assertThat(control.history("namespace0.2")).noneMatch(line -> line.command().startsWith("mkfs"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            namespace0.1 | mkfs.ext4 -b 4096 /dev/pmem0.1; mkdir /mnt; mount /dev/pmem0.1 /mnt   | umount /mnt
            namespace0.1 | mkswap /dev/pmem0.1; swapon /dev/pmem0.1                              | swapoff /dev/pmem0.1
            namespace1.0 | modprobe dm_mod; dmsetup create v --table '0 8 linear /dev/pmem1 0'   | dmsetup remove v
            """)
    void whoHoldsADiskIsNamedWithWhatAsksHimToLeave(String namespace, String before, String leave) throws Exception {
        type(before);
        assertThat(control.who(namespace).holders()).flatExtracting(holder -> holder.leave().stream().toList()).contains(leave);

        for (Command taking : List.of(new Command.Assign(namespace, "devdax", DISCARD), new Command.Adjust(namespace, new Adjustment.Enabled(false), Options.NONE))) {
            Refusal refused = ((Outcome.Refused) control.execute(taking, ROOT)).refusal();
            assertThat(refused.code()).isEqualTo(RefusalCode.IN_USE);
            assertThat(refused.errno()).isEqualTo(Errno.EBUSY);
            assertThat(refused.remedy()).startsWith(leave + "; or: ");
        }

        type(leave);
        assertThat(control.who(namespace).holders()).isEmpty();
        assertThat(control.execute(new Command.Adjust(namespace, new Adjustment.Enabled(false), Options.NONE), ROOT)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void aProcessThatHasADeviceMappedIsAskedByKill() throws Exception {
        type("process start db; process 1000 open /dev/dax0.0; process 1000 mmap 3 0 2M w");
        Refusal refused = ((Outcome.Refused) control.execute(new Command.Assign("dax0.0", "system-ram", Options.NONE), ROOT)).refusal();
        assertThat(refused.code()).isEqualTo(RefusalCode.MAPPED);
        assertThat(refused.remedy()).startsWith("kill 1000; or: ");

        assertThat(run("kill", "1000").exitCode()).isZero();
        assertThat(control.execute(new Command.Assign("dax0.0", "system-ram", Options.NONE), ROOT)).isInstanceOf(Outcome.Done.class);
        assertThat(run("kill", "77").exitCode()).isEqualTo(1);
    }

    private static final String VOLUME = "modprobe dm_mod; dmsetup create v --table '0 65536 linear /dev/pmem0.1 0'; mkfs.ext4 -b 4096 /dev/mapper/v; "
            + "mkdir /mnt; mount /dev/mapper/v /mnt";

    private long revision() throws Exception {
        return control.journal().head();
    }

    private static List<String> leaving(OwnershipAnswer answer) {
        return answer.holders().stream().flatMap(holder -> holder.leave().stream()).toList();
    }

    /** Whoever used the memory through what lay on it is known afterwards, by the name of each of them; who has to leave first comes first. */
    @ParameterizedTest
    @ValueSource(strings = {"namespace0.1", "pmem0.1", "dm-0", "v", "/dev/mapper/v"})
    void whoHeldADeviceIsKnownOfEachMoment(String name) throws Exception {
        type(VOLUME);
        long mounted = revision();
        List<String> now = leaving(control.who(name));
        type("umount /mnt; dmsetup remove v");

        assertThat(now).startsWith("umount /mnt").isSubsetOf("umount /mnt", "dmsetup remove v");
        assertThat(leaving(control.at(mounted).who(name))).isEqualTo(now);
        assertThat(control.who("namespace0.1").holders()).isEmpty();
        assertThat(control.history(name)).extracting(HistoryEntry::what).containsSubsequence("volume dm-0 (v) over pmem0.1, 32 MiB",
                "pmem0.1 is below device dm-0 (v)", "dm-0 is mounted: ext4 on /mnt", "dm-0 is no longer mounted: ext4 on /mnt",
                "pmem0.1 is no longer below device dm-0 (v)", "dm-0 gone");
        assertThat(control.history("namespace0.2")).noneMatch(line -> line.what().contains("dm-0"));
    }

    @Test
    void theRefusalNamesEverybodyInTheOrderInWhichTheyHaveToLeave() throws Exception {
        type(VOLUME);
        Refusal refused = ((Outcome.Refused) control.execute(new Command.Assign("namespace0.1", "devdax", DISCARD), ROOT)).refusal();
        assertThat(refused.remedy()).startsWith("umount /mnt; dmsetup remove v; or: ");
    }

    /** A tool says EBUSY at most; beside it stands who it is. */
    @ParameterizedTest
    @ValueSource(strings = {"ndctl disable-namespace namespace0.1", "ndctl destroy-namespace -f namespace0.1", "ndctl create-namespace -f -e namespace0.1 -m devdax",
        "ndctl disable-region region0", "ndctl disable-region -b ndbus0 all", "ndctl disable-namespace --region=region0 all"})
    void whoMakesAToolFailIsNamedWithWhatAsksHimToLeave(String line) throws Exception {
        type(VOLUME);
        var argv = List.of(line.split(" "));
        assertThat(control.inTheWay(argv)).contains("pmem0.1 is mounted: ext4 on /mnt; 'umount /mnt' asks to leave", "pmem0.1 is below: device dm-0 (v); 'dmsetup remove v' asks to leave")
                .first().asString().contains("umount");

        control.toolRefused(argv, ROOT, 240, "error");
        var refused = new ArrayList<Event.Refused>();
        control.journal().read(1, Long.MAX_VALUE, record -> {
            if (record.event() instanceof Event.Refused event) {
                refused.add(event);
            }
            return true;
        });
        assertThat(refused.getLast().remedy()).contains("'umount /mnt' asks to leave");

        type("umount /mnt; dmsetup remove v");
        assertThat(control.inTheWay(argv)).isEmpty();
    }

    private static final String LEASE = "process start db; process 1000 open /dev/dax0.0; process 1000 mmap 3 0 2M w; process 1000 lease dax0.0";

    private List<String> leases() throws Exception {
        return control.who("dax0.0").holders().stream().filter(holder -> holder.kind() == DeviceUse.Kind.LEASED).map(Holders.Holder::said).toList();
    }

    /** Asked before anything changes; a plan says whom, and the record which answer. */
    @Test
    void whoHasALeaseIsAskedBeforeItsMappingChanges() throws Exception {
        type(LEASE + "; process 1000 pin vmsplice");
        assertThat(leases()).containsExactly("db, lease 1 of pages 0-511, granted, generation 1, pinned");
        var plan = ((Proposal.Planned) control.plan(new Command.Assign("dax0.0", "system-ram", Options.NONE.with("drain", "7")))).plan();
        assertThat(plan.steps().getFirst().effect()).isEqualTo(new Effect.RunProgram(List.of("lease", "revoke", "dax0.0", "1000", "--drain", "7"), ""));
        assertThat(plan.notes()).contains("db (process 1000) has a lease on dax0.0 and is asked to let go, within 7 s");

        assertThat(control.execute(new Command.Assign("dax0.0", "system-ram", Options.NONE), ROOT)).isInstanceOf(Outcome.Done.class);
        assertThat(leases()).containsExactly("db, lease 1 of pages 0-511, quiesced, generation 2");
        assertThat(control.history("dax0.0")).extracting(HistoryEntry::what).containsSubsequence("dax0.0 is no longer pinned by db (process 1000)",
                "dax0.0 unbound from device_dax", "dax0.0 bound to kmem");

        assertThat(control.execute(new Command.Release("dax0.0", Options.NONE), ROOT)).isInstanceOf(Outcome.Done.class);
        type("process 1000 resume dax0.0");
        assertThat(leases()).containsExactly("db, lease 1 of pages 0-511, granted, generation 3, pinned");
        assertThat(run("process", "1000", "touch", "w").exitCode()).isZero();
    }

    /** One holder lets go, the other does not: the first has his mapping again, with a new generation. */
    @Test
    void aPlanThatFailsGivesTheLeaseBack() throws Exception {
        type(LEASE + "; process start log; process 1001 open /dev/dax0.0; process 1001 mmap 3 2M 2M w; process 1001 lease dax0.0; process 1001 stubborn on");
        var failed = (Outcome.Failed) control.execute(new Command.Assign("dax0.0", "system-ram", Options.NONE), ROOT);

        assertThat(failed.what()).contains("process 1001");
        assertThat(failed.leftBehind()).isEmpty();
        assertThat(leases()).containsExactly("db, lease 1 of pages 0-511, granted, generation 3", "log, lease 2 of pages 512-1023, granted, generation 3");
        assertThat(run("process", "1000", "touch", "w").exitCode()).isZero();
    }

    /** Nothing is forced: an administrator decides. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "process 1000 stubborn on                            | ETIMEDOUT | db, lease 1 of pages 0-511, granted, generation 3",
        "process 1000 pin vmsplice; process 1000 stubborn on | EBUSY     | db, lease 1 of pages 0-511, broken, generation 2, pinned"})
    void whoDoesNotAnswerIsNamedAndKeepsWhatHeHas(String before, String errno, String after) throws Exception {
        type(LEASE + "; " + before);
        var failed = (Outcome.Failed) control.execute(new Command.Assign("dax0.0", "system-ram", Options.NONE), ROOT);

        assertThat(failed.what()).contains("process 1000", errno, "within 5 s");
        assertThat(leases()).containsExactly(after);
        assertThat(control.picture().inventory().daxDevices().get("dax0.0").driver()).contains("device_dax");
        assertThat(run("process", "1000", "touch", "w").exitCode()).isZero();
    }

    @Test
    void withoutDrainALeaseIsInTheWayAsAnyMapping() throws Exception {
        type(LEASE);
        var refused = ((Outcome.Refused) control.execute(new Command.Assign("dax0.0", "system-ram", Options.NONE.with("no-drain", "")), ROOT)).refusal();
        assertThat(refused.code()).isEqualTo(RefusalCode.MAPPED);
        type("process 1000 pin vmsplice");
        refused = ((Outcome.Refused) control.execute(new Command.Assign("dax0.0", "system-ram", Options.NONE.with("no-drain", "")), ROOT)).refusal();
        assertThat(refused.rule()).isEqualTo("dax0.0 has pages pinned by db (process 1000)");
        for (String wrong : List.of("0", "x", "-1", "3601", "99999999999", "")) {
            var outcome = (Outcome.Refused) control.execute(new Command.Assign("dax0.0", "system-ram", Options.NONE.with("drain", wrong)), ROOT);
            assertThat(outcome.refusal().code()).as(wrong).isEqualTo(RefusalCode.INVALID_OPTION);
        }
    }

    /** What is mapped by the name of a volume is a lease on the volume; who has let go already is not asked again. */
    @Test
    void aLeaseOnAVolumeIsAskedWhenWhatIsBelowChanges() throws Exception {
        type("modprobe dm_mod; dmsetup create data --table '0 8192 linear /dev/pmem1 0'; process start db; process 1000 open /dev/mapper/data; process 1000 mmap 3 0 4096 w; process 1000 lease data");
        var leases = control.picture().inventory().uses().stream().filter(use -> use.kind() == DeviceUse.Kind.LEASED).toList();
        assertThat(leases).extracting(DeviceUse::device).containsExactly("dm-0");
        type("process 1000 yield dm-0; dmsetup remove data");
        assertThat(control.execute(new Command.Adjust("namespace1.0", new Adjustment.Enabled(false), Options.NONE), ROOT)).isInstanceOf(Outcome.Done.class);
    }

    /** It lives in the machine, as its process does; with the process it is over, pins included. */
    @Test
    void aLeaseOutlivesUsAndEndsWithItsProcess() throws Exception {
        type(LEASE + "; process 1000 pin vmsplice; process 1000 yield dax0.0");
        close();
        machine = Machines.open(state, Machines.TWO_SOCKET);
        control = open(machine);
        assertThat(leases()).containsExactly("db, lease 1 of pages 0-511, quiesced, generation 2");
        type("process 1000 resume all");
        assertThat(leases()).containsExactly("db, lease 1 of pages 0-511, granted, generation 3, pinned");
        type("kill 1000");
        assertThat(control.who("dax0.0").holders()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"process 1000 lease", "process 1000 lease dax9.9", "process 1000 lease dax0.0 0", "process 1000 lease dax0.0 x", "process 1000 lease dax0.0 99999999999999999999",
        "process 1000 yield", "process 1000 yield dax0.0 -1", "process 77 yield dax0.0", "process 1000 stubborn"})
    void aLeaseThatMakesNoSenseIsRefused(String line) throws Exception {
        type(LEASE);
        assertThat(run(words(line).toArray(String[]::new)).exitCode()).as(line).isBetween(1, 2);
        assertThat(leases()).containsExactly("db, lease 1 of pages 0-511, granted, generation 1");
        assertThat(machine.refusedModules()).isEmpty();
    }

    @Test
    void partitionsSwapAndProcessesAreFactsOfTheirOperation() throws Exception {
        run("label: gpt\nstart=2048, size=16384\n", List.of("sfdisk", "/dev/pmem1"));
        type("mkswap /dev/pmem1p1; swapon /dev/pmem1p1; process start db; process 1000 open /dev/dax0.0; process 1000 mmap 3 0 2M w; process 1000 exit");

        assertThat(control.history("namespace1.0")).extracting(HistoryEntry::what)
                .contains("partition pmem1p1 of pmem1, 8 MiB from byte 1048576", "pmem1p1 is swap space: swap on pmem1p1");
        assertThat(control.history("namespace1.0")).filteredOn(line -> line.what().startsWith("pmem1p1 is swap")).extracting(HistoryEntry::command)
                .containsExactly("swapon /dev/pmem1p1");
        assertThat(control.history("dax0.0")).extracting(HistoryEntry::what).contains("dax0.0 is open in db (process 1000)",
                "dax0.0 is mapped by db (process 1000)", "dax0.0 is no longer mapped by db (process 1000)");
    }

    /** Somebody else opened it while we were not there. */
    @Test
    void whatWasTakenWhileNobodyLookedIsAFactWithoutOperation() throws Exception {
        type("process start db");
        close();
        machine = Machines.open(state, Machines.TWO_SOCKET);
        machine.programs().orElseThrow().run(List.of("process", "1000", "open", "/dev/dax0.0"), "", Cancellation.NEVER);
        control = open(machine);

        type("process start other");

        var events = new ArrayList<Event>();
        control.journal().read(1, Long.MAX_VALUE, record -> events.add(record.event()));
        assertThat(events).contains(new Event.FactsObserved(Cause.EXTERNAL,
                List.of(new Fact.DeviceHeld(new DeviceUse("dax0.0", DeviceUse.Kind.OPEN, 1000, "db")))));
    }

    /** A partition stands for the disk's namespace. */
    @ParameterizedTest
    @CsvSource({"pmem0.1, namespace0.1", "/dev/pmem0.1, namespace0.1", "/dev/pmem0.1p2, namespace0.1", "pmem0.2s1, namespace0.2", "pmem1p15, namespace1.0"})
    void aDiskAndItsPartsAreNamesOfTheNamespace(String name, String namespace) throws Exception {
        assertThat(control.who(name).holdings()).extracting(holding -> holding.object()).containsExactly(namespace);
    }

    /** Tables that lead back to themselves, no stripes, ranges that do not end: nothing hangs, and the live table stays. */
    @ParameterizedTest
    @ValueSource(strings = {"dmsetup load a --table '0 8 linear /dev/mapper/a 0'", "dmsetup load a --table '0 8 linear /dev/dm-0 0'",
        "dmsetup load a --table '0 8 linear /dev/mapper/b 0'", "dmsetup load a --table '0 8 linear /dev/mapper/c 0'",
        "dmsetup create d --table '0 8 striped 0 8'", "dmsetup create d --table '0 8 striped 1 0 /dev/pmem1 0'",
        "dmsetup create d --table '0 8 striped 99999999999 8 /dev/pmem1 0'", "dmsetup create d --table '0 18446744073709551616 linear /dev/pmem1 0'",
        "dmsetup create d --table '0 8 linear /dev/pmem1 18446744073709551615'", "dmsetup create d --table '0 18446744073709551615 linear /dev/pmem1 0'",
        "dmsetup create d --table '18446744073709551608 8 linear /dev/pmem1 0'", "dmsetup create d --table '-1 8 linear /dev/pmem1 0'",
        "dmsetup create d --table '0 9223372036854775807 striped 2 8 /dev/pmem1 0 /dev/pmem1 9223372036854775800'",
        "dmsetup create d --table '0 8 linear'", "dmsetup create d --table ''", "process 1000 open", "process 99999999999 exit", "kill x"})
    void whatMakesNoSenseIsRefused(String line) throws Exception {
        type("modprobe dm_mod; dmsetup create a --table '0 8 linear /dev/pmem1 0'; dmsetup create b --table '0 8 linear /dev/mapper/a 0'; "
                + "dmsetup create c --table '0 8 linear /dev/mapper/b 0'; process start x");

        int status = run(words(line).toArray(String[]::new)).exitCode();

        assertThat(status).isBetween(1, 2);
        assertThat(machine.programs().orElseThrow().run(List.of("dmsetup", "table"), "", Cancellation.NEVER).out().lines()).hasSize(3)
                .anyMatch(row -> row.startsWith("a: 0 8 linear "));
        assertThat(machine.refusedModules()).isEmpty();
    }

    @Test
    void whatOnlyLooksIsNoEffect() {
        for (List<String> words : List.of(List.of("mount"), List.of("blkid"), List.of("dmsetup", "table"), List.of("process", "list"), List.of("sfdisk", "-d", "/dev/pmem1"),
                List.of("blockdev", "--getsize64", "/dev/pmem1"), List.of("findfs", "UUID=1"), List.of("pidof", "db"))) {
            assertThat(machine.programs().orElseThrow().looks(words)).as("%s", words).isTrue();
        }
        for (List<String> words : List.of(List.of("mount", "/dev/pmem1", "/mnt"), List.of("dmsetup", "create", "v"), List.of("process", "start", "db"),
                List.of("blockdev", "--setro", "/dev/pmem1"), List.of("sfdisk", "/dev/pmem1"), List.of("no-such-program"))) {
            assertThat(machine.programs().orElseThrow().looks(words)).as("%s", words).isFalse();
        }
    }
}
