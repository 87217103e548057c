package daxplane.shell.command;

import daxplane.inventory.DeviceUse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import daxplane.control.Actor;
import daxplane.control.Command;
import daxplane.control.Condition;
import daxplane.control.ControlException;
import daxplane.control.ConfigurationKey;
import daxplane.control.ControlPlane;
import daxplane.control.Drift;
import daxplane.control.HistoryEntry;
import daxplane.control.Life;
import daxplane.control.Mode;
import daxplane.control.ModeOption;
import daxplane.control.Outcome;
import daxplane.control.OwnershipAnswer;
import daxplane.control.Plan;
import daxplane.control.PlannedPart;
import daxplane.control.Proposal;
import daxplane.control.Questions;
import daxplane.control.Refusal;
import daxplane.control.RefusalCode;
import daxplane.control.StartupReport;
import daxplane.control.Step;
import daxplane.events.FailureCode;
import daxplane.events.Cause;
import daxplane.events.Event;
import daxplane.events.EventLog;
import daxplane.events.ledger.MachineState;
import daxplane.host.Attributes;
import daxplane.host.Effect;
import daxplane.host.Errno;
import daxplane.host.Holders;
import daxplane.host.Host;
import daxplane.host.firmware.FirmwareCalls;
import daxplane.inventory.AddressRange;
import daxplane.inventory.BlockRange;
import daxplane.inventory.ByteSize;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.Dimm;
import daxplane.inventory.Inventory;
import daxplane.inventory.MemoryBlock;
import daxplane.inventory.MemoryPolicy;
import daxplane.inventory.Namespace;
import daxplane.inventory.Node;
import daxplane.inventory.Ownership;
import daxplane.inventory.Region;
import daxplane.inventory.Zone;
import daxplane.journal.memory.MemoryJournal;
import daxplane.loader.BundleState;
import daxplane.loader.Bundles;
import daxplane.loader.Offer;
import daxplane.loader.PluginBundle;
import daxplane.loader.Plugins;
import daxplane.script.Interruption;
import daxplane.script.Streams;
import daxplane.shell.raw.CatVerb;
import daxplane.shell.screen.Format;
import daxplane.shell.screen.Screen;
import daxplane.shell.session.Session;
import daxplane.shell.verb.Context;
import daxplane.shell.verb.Verb;
import daxplane.shell.verb.WhoVerb;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.component.ComponentServiceObjects;
import picocli.CommandLine;

/**
 * What each verb says of one control plane, at three widths: a file each below {@code golden/}. A change of the texts is a
 * reviewed change of these files; {@code -Dgolden.write=true} writes them anew.
 */
class VerbGoldenTest {

    /** Times are shown in the zone of whoever reads them; the files have this one. */
    static {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    }

    private static final List<Integer> WIDTHS = List.of(60, 80, 200);
    private static final Path FILES = Path.of("src/test/resources/daxplane/shell/golden");

    /** Verb by verb, what is typed. */
    private static final Map<String, List<String>> TYPED = new TreeMap<>(Map.ofEntries(
            Map.entry("accept", List.of("accept dax0.0", "accept dax0.0 -o json")),
            Map.entry("apply", List.of("apply nosuch.plan", "apply src", "apply", "apply -f nosuch.cfg", "apply -f pom.xml", "apply a.plan -f machine.cfg")),
            Map.entry("assign", List.of("assign dax0.0 system-ram --blocks 33-34:movable --reason OPS-7", "assign dax0.0 refused", "assign dax0.0 failed",
                    "assign dax0.0 doubtful", "assign dax0.0 system-ram -q", "assign dax0.0 refused -o jsonl", "assign dax0.0 system-ram --blocks", "assign dax0.0", "assign", "assign dax0.0 dax2.0 system-ram", "assign dax0.0 dax9.0 system-ram --keep-going", "assign dax0.0 dax9.0 system-ram --keep-going -o json", "assign dax0.0 dax2.0 system-ram -o json", "assign --node 2 system-ram --keep-going", "assign --mode fsdax --node 9 system-ram", "assign dax0.0 system-ram --all", "assign --all refused --atomic --keep-going", "assign --size 4X system-ram", "assign --region region0 refused -o json")),
            Map.entry("at", List.of("at 17 list", "at 17 list -o jsonl", "at 99 list", "at noon list", "at 17 drift", "at 17 who dax0.0", "at 17 show dax0.0",
                    "at 17 history dax0.0 --oneline", "at 17 config effect.seconds 7", "at 17 assign dax0.0 devdax", "at 2099-01-01T00:00:00Z list")),
            Map.entry("config", List.of("config", "config effect.seconds", "config effect.seconds 1200", "config settle.seconds default -o jsonl", "config effect.seconds 0",
                    "config effect.minutes 1", "config suitability.energy-backed", "config suitability.vendor.1234 allow", "config suitability.energy-backed perhaps")),
            Map.entry("compare", List.of("compare dax0.0", "compare region0 -o json", "compare nmem0", "compare")),
            Map.entry("create", List.of("create region0:64M fsdax", "create region0:64M")),
            Map.entry("destroy", List.of("destroy namespace0.1", "destroy", "destroy namespace0.1 --clear-errors")),
            Map.entry("diff", List.of("diff 17", "diff 3 17 -o json", "diff 99", "diff op-99", "diff noon")),
            Map.entry("disable", List.of("disable namespace0.1", "disable")),
            Map.entry("doctor", List.of("doctor -o jsonl", "doctor -q")),
            Map.entry("drift", List.of("drift", "drift -o jsonl", "drift -q")),
            Map.entry("audit", List.of("audit", "audit --key march.key", "audit --note march.note --since 3")),
            Map.entry("bundle", List.of("bundle list", "bundle list -o jsonl", "bundle list control", "bundle list nosuch", "bundle")),
            Map.entry("driver", List.of("driver list", "driver")),
            Map.entry("enable", List.of("enable namespace0.1", "enable region0 nmem0 --keep-going", "enable")),
            Map.entry("health", List.of("health", "health nmem0 -o json", "health ack nmem0", "health ack", "health nmem9")),
            Map.entry("history", List.of("history dax0.0", "history dax0.0 -v", "history dax0.0 -o jsonl", "history dax2.0", "history dax9.9", "history op-99",
                    "history twice", "history twice -o jsonl", "history dax0.0 -n 2", "history dax0.0 -2 --oneline", "history dax0.0 --by external", "history dax0.0 --since 9 --until 13",
                    "history dax0.0 --until 2026-11-20T22:27:03Z", "history dax0.0 --by nobody", "history dax0.0 --since noon", "history", "history --picture --ascii", "history --picture -n 2", "history flapping -q", "history dax0.0 -n 0")),
            Map.entry("journal", List.of("journal tail", "journal tail -n 0", "journal verify", "journal show 17", "journal")),
            Map.entry("labels", List.of("labels", "labels history nmem0", "labels show nmem0", "labels show nmem0 -o json", "labels restore nmem0", "labels restore nmem0 --at 17",
                    "labels restore nmem0 --at soon", "plan labels restore nmem0 --at 17", "plan labels history nmem0", "labels init nmem0 --label-version 1.3", "labels init nmem0")),
            Map.entry("lease", List.of("lease", "lease nosuch", "lease list", "lease list nosuch", "lease list -o json", "lease acquire dax0.0", "lease revoke dax0.0", "lease acquire dax0.0 db")),
            Map.entry("list", List.of("list", "list -q", "list namespaces", "list regions", "list dimms", "list memory", "list nodes", "list tiers", "list tiers -o json", "at 17 list tiers", "list modes", "list modules",
                    "list -o jsonl", "list nosuch")),
            Map.entry("machines", List.of("machines")),
            Map.entry("map", List.of("map --ascii", "map --unicode", "map --ascii --unicode", "map -o jsonl")),
            Map.entry("operations", List.of("operations", "operations op-99", "operations -n 0", "operations --since 12h", "operations --since noon", "operations --since yesterday --until -1h", "operations --ended nosuch")),
            Map.entry("plan", List.of("plan assign dax0.0 system-ram", "plan assign dax0.0 system-ram -v", "plan release dax0.0 -o jsonl", "plan recover", "plan assign dax0.0 dax9.0 system-ram --keep-going", "plan assign dax0.0 dax9.0 system-ram --keep-going -o json", "plan --exit-code assign dax0.0 system-ram", "plan --steps assign dax0.0 system-ram", "plan list")),
            Map.entry("plugin", List.of("plugin list", "plugin list -o jsonl", "plugin")),
            Map.entry("power-loss", List.of("power-loss")),
            Map.entry("reboot", List.of("reboot", "reboot now")),
            Map.entry("recover", List.of("recover", "recover dax0.0", "recover dax0.0 dax2.0", "recover dax0.0 dax2.0 --atomic --keep-going")),
            Map.entry("release", List.of("release dax0.0", "release", "release --all --region region9")),
            Map.entry("rename", List.of("rename namespace0.1 data", "rename namespace0.1")),
            Map.entry("reset", List.of("reset", "reset --yes", "reset nosuch")),
            Map.entry("resize", List.of("resize namespace0.1 64M", "resize namespace0.1 64X", "resize namespace0.1")),
            Map.entry("show", List.of("show dax0.0", "show namespace0.1", "show region0", "show nmem0", "show memory33-35", "show node2", "show node0", "show kmem",
                    "show system-ram", "show 0x108000000", "show auto_online_blocks", "show dax0.0 -o json", "show nosuch", "show op-99", "show formerly", "show gone")),
            Map.entry("undo", List.of("undo op-2")),
            Map.entry("who", List.of("who dax0.0", "who dax0.0 -o json", "who dax9.9")),
            Map.entry("why", List.of("why dax0.0", "why dax2.0"))));

    @TempDir
    private Path folder;
    private final CommandTable table = new CommandTable();
    private final Session session = mock();
    private final ControlPlane control = mock();

    private static Inventory picture() {
        var picture = Inventory.EMPTY.change()
                .policy(new MemoryPolicy(128L << 20, "online", "contig-zones", "N")).memTotalKib(4_000_000)
                .put(new Dimm("nmem0", "8680-56341200", 1, true, true, true, false, OptionalInt.of(3)))
                .put(new Region("region0", "/LNXSYSTM:00/ACPI0012:00/ndbus0/region0", AddressRange.ofSize(0x100000000L, 2L << 30), true, true, false, 1 << 24,
                        1184L << 20, 1184L << 20, 0x1234, OptionalInt.of(0), OptionalInt.of(2), List.of(new Region.Mapping("nmem0", 0, 2L << 30, 0))))
                .put(new Namespace("namespace0.0", "region0", Optional.of("00000001-1111-2222-3333-444444444441"), "ram", 512L << 20, OptionalLong.of(0x100000000L),
                        Namespace.Mode.DEVDAX, true, Optional.of("dax0.0"), Optional.empty(), Optional.empty()))
                .put(new Namespace("namespace0.1", "region0", Optional.of("00000002-1111-2222-3333-444444444442"), "数据 \033[2J", 256L << 20,
                        OptionalLong.of(0x120000000L), Namespace.Mode.FSDAX, true, Optional.empty(), Optional.empty(), Optional.of("pmem0.1")))
                .put(new DaxDevice("dax0.0", "/LNXSYSTM:00/ndbus0/region0/dax0.1", Optional.of("namespace0.0"), "uuid:00000001-1111-2222-3333-444444444441",
                        List.of(new AddressRange(0x100a00000L, 0x120000000L)), 502L << 20, 2 << 20, Optional.of("kmem"), OptionalInt.of(0), OptionalInt.of(2), false))
                .put(new Node(0, "0-3", true, 4_000_000, Optional.of("memory_tier4")))
                .addModule("kmem").addModule("device_dax").addId("kmem", "dax0.0");
        LongStream.range(0, 8).forEach(block -> picture.put(new MemoryBlock(block, OptionalInt.of(0), Optional.of(Zone.NORMAL))));
        LongStream.range(33, 36).forEach(block -> picture.put(new MemoryBlock(block, OptionalInt.of(2), block == 35 ? Optional.empty() : Optional.of(Zone.MOVABLE))));
        return picture.build();
    }

    private static HistoryEntry entry(long revision, String what, String operation, String command, String reason) {
        return new HistoryEntry(revision, Instant.parse("2026-11-20T22:27:01Z").plusSeconds(revision), what, cause(operation), command, command.isEmpty() ? "" : "root", reason);
    }

    private static Cause cause(String operation) {
        return switch (operation) {
            case "boot" -> Cause.BOOT;
            case "external" -> Cause.EXTERNAL;
            default -> Cause.operation(operation);
        };
    }

    private static List<HistoryEntry> history() {
        var entries = new ArrayList<HistoryEntry>(List.of(entry(1, "first seen: dax0.0 is devdax", "boot", "", "")));
        var assign = "assign dax0.0 system-ram";
        entries.add(entry(2, "intended", "op-2", assign, "OPS-7:\nforged line \u202e"));
        entries.add(entry(9, "dax0.0 unbound from device_dax", "op-2", assign, "OPS-7:\nforged line \u202e"));
        LongStream.range(33, 36).forEach(block -> entries.add(entry(block - 20, "memory" + block + " online in zone Movable", "op-2", assign, "OPS-7:\nforged line \u202e")));
        entries.add(entry(30, "memory35 offline", "external", "", ""));
        return entries;
    }

    private static Step online(long block) {
        var state = "/sys/devices/system/memory/memory" + block + "/state";
        return new Step.Reversible(new Effect.WriteAttribute(state, "online_movable\n"), new Condition.BlocksOnline(new BlockRange(block, 1), true),
                List.of(new Effect.WriteAttribute(state, "offline\n")));
    }

    private static Plan plan(Command command) {
        if (command instanceof Command.Several several) {
            var parts = several.commands().stream().map(one -> one.typed().contains("dax9.0") ? PlannedPart.of(one, new Proposal.Refused(refusal(one)))
                    : PlannedPart.of(one, new Proposal.Planned(plan(one)))).toList();
            return new Plan(several.typed(), parts.stream().flatMap(part -> part.plan().steps().stream()).toList(), new Condition.EffectSucceeded(),
                    new ByteSize(236L << 20), new ByteSize(12L << 20), List.of(), Optional.empty(), parts);
        }
        var steps = new ArrayList<Step>(List.of(new Step.Reversible(new Effect.LoadModule("kmem"), new Condition.EffectSucceeded(), List.of(new Effect.UnloadModule("kmem")))));
        LongStream.range(33, 36).forEach(block -> steps.add(online(block)));
        steps.add(new Step.Irreversible(new Effect.Reboot(), new Condition.EffectSucceeded(), "what was in volatile memory is gone"));
        return new Plan(command.typed(), steps, new Condition.EffectSucceeded(), new ByteSize(118L << 20), new ByteSize(6L << 20),
                List.of("takes memory33-35 (384 MiB) to node 2"));
    }

    private static Refusal refusal(Command command) {
        return new Refusal(RefusalCode.BLOCKS_ONLINE, Errno.EBUSY, "dax0.0", command.typed() + " cannot be done", "blocks are still online (memory33-35, 384 MiB, node 2)",
                "it would say success, and leak the range until the next boot", "release dax0.0       offlines them first");
    }

    @BeforeEach
    void aControlPlaneThatKnowsTwoDevices() throws Exception {
        var state = new MachineState(17, "boot-1", "simulated machine golden", picture());
        Mode ram = mock();
        when(ram.name()).thenReturn("system-ram");
        when(ram.describe()).thenReturn("the kernel uses it as System RAM, on the device's own node");
        when(ram.owns(any(), any())).thenAnswer(call -> call.getArgument(1).equals("dax0.0"));
        when(ram.options()).thenReturn(List.of(ModeOption.flag("no-online", "leave its blocks offline"),
                ModeOption.oneOf("zone", List.of("movable", "kernel"), "zone of the memory"),
                ModeOption.free("blocks", "RUNS", "33-34:movable", "what each block is to become")));
        Plugins drivers = mock();
        when(drivers.list()).thenReturn(List.of(new PluginBundle("daxplane.driver.kmem", "0.2.0", "0123456789abcdef", List.of(new Offer(Offer.Kind.MODULE, "kmem")), true),
                new PluginBundle("daxplane.modes", "0.2.0", "00112233445566", List.of(new Offer(Offer.Kind.MODE, "devdax"), new Offer(Offer.Kind.MODE, "system-ram")), true),
                new PluginBundle("example.driver", "2.0.0", "fedcba9876543210", List.of(new Offer(Offer.Kind.MODULE, "example")), false)));
        Bundles bundles = () -> List.of(
                new BundleState("daxplane.control", "0.2.0", "active", List.of(new BundleState.Component("daxplane.control.plane.Service", "unsatisfied",
                        List.of("daxplane.control.ControlPlanes"), List.of("daxplane.journal.Journals (journals)"))), List.of()),
                new BundleState("daxplane.modes", "0.2.0", "active", List.of(new BundleState.Component("daxplane.modes.Devdax", "active", List.of("daxplane.control.Mode"), List.of())), List.of()),
                new BundleState("example.driver", "2.0.0", "installed", List.of(), List.of("package (org.example)")));
        Host host = mock();
        Attributes attributes = mock();
        when(host.describe()).thenReturn("simulated machine golden");
        when(host.attributes()).thenReturn(attributes);
        when(host.firmware()).thenReturn(FirmwareCalls.NONE);
        when(attributes.read(any())).thenReturn("");
        when(attributes.read("/sys/bus/nd/devices/nmem0/nfit/flags")).thenReturn("not_armed \u001b[2J\n");
        when(attributes.readBytes(any())).thenReturn(new byte[0]);
        when(attributes.list("/sys/devices/system/node")).thenReturn(List.of("node2", "node0", "online"));
        for (var told : Map.of("node0", List.of("80", "80", "20480", "10240"), "node2", List.of("300", "400", "6144", "2048")).entrySet()) {
            var access = "/sys/devices/system/node/" + told.getKey() + "/access1/initiators";
            when(attributes.list(access)).thenReturn(List.of("node0", "read_latency"));
            when(attributes.read("/sys/devices/system/node/" + told.getKey() + "/distance")).thenReturn(told.getKey().equals("node0") ? "10 17\n" : "17 10\n");
            for (int at = 0; at < 4; at++) {
                when(attributes.read(access + "/" + List.of("read_latency", "write_latency", "read_bandwidth", "write_bandwidth").get(at))).thenReturn(told.getValue().get(at) + "\n");
            }
        }
        when(attributes.read("/proc/iomem")).thenReturn("00100000-7fffffff : System RAM\n");
        when(control.acknowledgeShutdowns(any(), any(), any())).thenReturn("op-9");
        when(session.control()).thenReturn(control);
        when(session.host()).thenReturn(host);
        when(session.plugins()).thenReturn(drivers);
        when(session.bundles()).thenReturn(bundles);
        when(session.hostName()).thenReturn("simulated");
        when(session.state()).thenReturn(Path.of("target/golden-state"));
        when(session.definitions()).thenReturn(definitions());
        when(session.isSimulated()).thenReturn(true);
        when(session.startOver(any())).thenReturn(Path.of("/state/before-reset/2026-11-20T22-27-01-000Z"));
        when(control.configuration()).thenReturn(Map.of(ConfigurationKey.EFFECT_SECONDS, 900L));
        when(control.configure(any(), any(), any(), any())).thenReturn("op-18");
        when(control.choose(any(), any(), any(), any())).thenReturn("op-18");
        when(control.policies()).thenReturn(new TreeMap<>(Map.of("suitability.vendor.1234", "deny")));
        when(control.modes()).thenReturn(List.of(ram));
        when(session.modes()).thenReturn(List.of(ram));
        when(control.picture()).thenReturn(state);
        when(control.pictureAt(anyLong())).thenAnswer(call -> {
            if ((long) call.getArgument(0) > 17) {
                throw new ControlException(Errno.ENOENT, "there is no revision " + call.getArgument(0) + ": the journal has 17 records");
            }
            return new MachineState(call.getArgument(0), "boot-1", "simulated machine golden", picture().change().removeDaxDevice("dax0.0").removeBlock(33)
                    .removeBlock(34).removeBlock(35).build());
        });
        when(control.replayed(anyLong())).thenAnswer(call -> control.pictureAt(call.getArgument(0)));
        when(control.journal()).thenReturn(new EventLog(new MemoryJournal()));
        when(control.start()).thenReturn(new StartupReport(false, List.of(), new Drift(List.of())));
        when(control.drift()).thenReturn(new Drift(List.of(new Drift.Row("dax0.0", "uuid:1", "system-ram, memory33-35 online in zone Movable", "devdax",
                "lost with the boot (revision 17)", "recover dax0.0"))));
        when(control.lives(any(), any())).thenAnswer(call -> lives(call.getArgument(0)));
        when(control.called(any())).thenAnswer(call -> {
            if (call.getArgument(0).equals("gone")) {
                throw new ControlException(Errno.ENODEV, "there is no gone any more: it was called so up to revision 9");
            }
            return List.of(call.getArgument(0).equals("formerly") ? "namespace0.1" : call.getArgument(0));
        });
        when(control.at(anyLong())).thenAnswer(call -> {
            Questions then = mock();
            var pictured = control.pictureAt(call.getArgument(0));
            when(then.picture()).thenReturn(pictured);
            when(then.drift()).thenReturn(new Drift(List.of()));
            when(then.called(any())).thenAnswer(asked -> List.of((String) asked.getArgument(0)));
            when(then.lives(any(), any())).thenAnswer(asked -> lives(asked.getArgument(0)));
            when(then.who(any())).thenAnswer(asked -> new OwnershipAnswer(asked.getArgument(0), List.of(), List.of("it is not there at revision 17",
                    "revision 1 to 9: dax0.0 is uuid:1"), List.of(), history().subList(1, 2)));
            return then;
        });
        when(control.why(any())).thenAnswer(call -> past(call.getArgument(0), List.of(entry(17,
                "dax0.0 unbound from device_dax, memory33 online in zone Movable, memory34 online in zone Movable", "op-2", "assign dax0.0 system-ram", "OPS-7"))));
        when(control.who(any())).thenAnswer(call -> {
            past(call.getArgument(0), List.of());
            return new OwnershipAnswer(call.getArgument(0), Ownership.of(picture()).named(call.getArgument(0)), List.of("memory33 is online in zone Movable, node 2"),
                    List.of(new Holders.Holder(DeviceUse.Kind.PINNED, 77, "redis\033[2J")), history().subList(1, 2));
        });
        when(control.plan(any())).thenAnswer(call -> call.getArgument(0) instanceof Command.Recover recover
                ? new Proposal.Refused(refusal(recover)) : new Proposal.Planned(plan(call.getArgument(0))));
        when(control.execute(any(), any())).thenAnswer(call -> outcome(call.getArgument(0), state));
        verbs().forEach(this::offer);
    }

    private static Outcome outcome(Command command, MachineState state) {
        return switch (command) {
            case Command.Assign(_, var mode, _) when mode.equals("refused") -> new Outcome.Refused(refusal(command));
            case Command.Assign(_, var mode, _) when mode.equals("failed") -> new Outcome.Failed("op-2", FailureCode.KERNEL_REFUSED, Errno.EBUSY, "echo offline > /sys/devices/system/memory/"
                    + "memory33/state: Device or resource busy (EBUSY at write)", List.of("kmem stays loaded"), "recover dax0.0", state);
            case Command.Assign(_, var mode, _) when mode.equals("doubtful") -> new Outcome.InDoubt("op-2", "the journal took no outcome");
            case Command.Several several when several.keepGoing() -> new Outcome.Partly("op-2", several.commands().stream().map(one -> new Event.PartEnded(one.typed(),
                    one.typed().contains("dax9.0") ? Event.Outcome.UNDONE : Event.Outcome.COMPLETED, one.typed().contains("dax9.0") ? refusal(one).rule() : "")).toList(),
                    List.of("kmem stays loaded"), state);
            case Command.Several several when several.typed().contains("refused") -> new Outcome.Refused(refusal(several));
            case Command other -> new Outcome.Done("op-2", plan(other), state);
        };
    }

    private static List<Life> lives(String object) throws ControlException {
        var entries = past(object, history());
        var first = new Life(object, List.of("uuid:1"), List.of(new Life.Named(object, 1, Instant.EPOCH, OptionalLong.of(10), Instant.EPOCH)), false, entries.subList(0, Math.min(3, entries.size())), 0);
        var second = new Life(object, List.of("uuid:2", "uuid:3"), List.of(new Life.Named(object, 12, Instant.EPOCH, OptionalLong.empty(), Instant.EPOCH)), true,
                entries.subList(Math.min(3, entries.size()), entries.size()), 0);
        return object.equals("twice") ? List.of(first, second)
                : List.of(new Life(object, List.of("uuid:1"), List.of(), true, entries, object.equals("flapping") ? 5 : 0));
    }

    private static List<HistoryEntry> past(String object, List<HistoryEntry> entries) throws ControlException {
        if (object.equals("dax9.9")) {
            throw new ControlException(Errno.ENODEV, "nothing is called dax9.9, and nothing was; list shows what there is");
        }
        return object.equals("dax2.0") ? List.of() : entries;
    }

    private Path definitions() throws Exception {
        var machine = Files.createDirectories(folder.resolve("recipe"));
        Files.writeString(machine.resolve("machine.properties"), "# 4 GiB of RAM on two nodes.\n# What the tests use.\nname = recipe\n");
        Files.createDirectories(folder.resolve("no machine"));
        return folder;
    }

    /** Every class of the two packages that is a verb. */
    private static List<Class<?>> verbs() throws Exception {
        var verbs = new ArrayList<Class<?>>();
        for (Class<?> in : List.of(WhoVerb.class, CatVerb.class)) {
            var directory = Path.of(in.getResource(".").toURI()).toString().replace("test-classes", "classes");
            try (Stream<Path> files = Files.list(Path.of(directory))) {
                for (var file : files.sorted().toList()) {
                    var name = file.getFileName().toString();
                    if (name.endsWith("Verb.class")) {
                        var type = Class.forName(in.getPackageName() + "." + name.replace(".class", ""));
                        if (type.isAnnotationPresent(CommandLine.Command.class)) {
                            verbs.add(type);
                        }
                    }
                }
            }
        }
        return verbs;
    }

    private void offer(Class<?> type) {
        ComponentServiceObjects<Verb> instances = mock();
        when(instances.getService()).thenAnswer(_ -> type.getConstructor().newInstance());
        table.addVerb(instances, Map.of(Verb.NAME_PROPERTY, type.getAnnotation(CommandLine.Command.class).name()));
    }

    private String answer(String typed, int columns) {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        var context = new Context(session, new Screen(columns, false, Format.TABLE), new Streams(InputStream.nullInputStream(), stream, stream),
                new Actor("root", ""), table, OptionalLong.empty(), new Interruption(), Optional.empty());
        int status = table.run(List.of(typed.split(" ")), context);
        return out.toString(StandardCharsets.UTF_8).replace(folder.toString(), "FOLDER").replaceAll("\\d+ MiB free", "N MiB free") + "exit " + status + "\n";
    }

    @Test
    void eachVerbSaysWhatItsFileHas() throws Exception {
        var names = new TreeSet<String>();
        for (var type : verbs()) {
            if (type.getPackage().equals(WhoVerb.class.getPackage())) {
                names.add(type.getAnnotation(CommandLine.Command.class).name());
            }
        }
        assertThat(TYPED.keySet()).as("a golden file for each of our verbs").isEqualTo(names);

        for (var verb : TYPED.entrySet()) {
            var text = new StringBuilder();
            for (int columns : WIDTHS) {
                for (var typed : verb.getValue()) {
                    text.append("== ").append(columns).append(" columns: ").append(typed).append('\n').append(answer(typed, columns)).append('\n');
                }
                text.append("== ").append(columns).append(" columns: help ").append(verb.getKey()).append('\n').append(answer("help " + verb.getKey(), columns)).append('\n');
            }
            var file = FILES.resolve(verb.getKey() + ".txt");
            if (Boolean.getBoolean("golden.write")) {
                Files.writeString(file, text);
            }
            assertThat(text.toString()).as(verb.getKey()).isEqualTo(Files.readString(file));
        }
    }

    /** Neither a cut word at the edge nor a line that the terminal would break. */
    @Test
    void nothingIsWiderThanTheScreen() {
        for (int columns : WIDTHS) {
            for (var typed : TYPED.values().stream().flatMap(List::stream).filter(command -> !command.contains(" -o ")).toList()) {
                assertThat(answer(typed, columns).lines()).as(columns + ": " + typed).allMatch(line -> daxplane.shell.screen.Width.of(line) <= Math.max(columns, 60));
            }
        }
    }

    @Test
    void noTextOfOthersReachesTheTerminalAsItIs() {
        for (var typed : TYPED.values().stream().flatMap(List::stream).toList()) {
            assertThat(answer(typed, 80)).as(typed).doesNotContain("\033", "\u202e", "\r");
        }
    }
}
