package daxplane.events.format;

import daxplane.events.Cause;
import daxplane.events.Decision;
import daxplane.events.Deviated;
import daxplane.events.Event;
import daxplane.events.Intent;
import daxplane.events.LeftBehind;
import daxplane.events.Statement;
import daxplane.events.Target;
import daxplane.events.desired.BlockTargets;
import daxplane.events.desired.ObjectId;
import daxplane.events.desired.State;
import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.host.Errno;
import daxplane.host.FailedCall;
import daxplane.host.firmware.FirmwareCall;
import daxplane.inventory.AddressRange;
import daxplane.inventory.BlockRange;
import daxplane.inventory.CxlMemory;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.DeviceLease;
import daxplane.inventory.DeviceUse;
import daxplane.inventory.Dimm;
import daxplane.inventory.Fact;
import daxplane.inventory.Inventory;
import daxplane.inventory.LabelArea;
import daxplane.inventory.LabelExtent;
import daxplane.inventory.LeaseState;
import daxplane.inventory.MemoryBlock;
import daxplane.inventory.MemoryPolicy;
import daxplane.inventory.Namespace;
import daxplane.inventory.Node;
import daxplane.inventory.Region;
import daxplane.inventory.Reservation;
import daxplane.inventory.StackedDisk;
import daxplane.inventory.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Events that use every kind of effect, answer and fact, each optional field present and absent. The golden files hold them. */
final class Samples {

    static final Dimm DIMM = new Dimm("nmem0", "8680-56341200", 0x11, true, true, true, false, OptionalInt.of(3));
    static final Region REGION = new Region("region0", "LNXSYSTM:00/ACPI0012:00/ndbus0/region0",
            AddressRange.ofSize(0x140000000L, 1L << 30), true, true, false, 16 << 20, 0, 1L << 63, 0xf1e2d3c4b5a69788L,
            OptionalInt.of(0), OptionalInt.of(2), List.of(new Region.Mapping("nmem0", 0x10000000L, 1 << 29, 0)));
    static final Namespace NAMESPACE = new Namespace("namespace0.1", "region0", Optional.of("0f5a2b6c-6a5e-4a5c-8b5e-3a2f7d1c9e80"),
            "scratch \"ü\" \ud83d\udcbe", 512 << 20, OptionalLong.of(0x150000000L), Namespace.Mode.DEVDAX, true,
            Optional.of("dax0.1"), Optional.of("7d1c9e80-6a5e-4a5c-8b5e-3a2f0f5a2b6c"), Optional.of("pmem0.1"));
    static final Namespace SEED = new Namespace("namespace0.0", "region0", Optional.empty(), "", 0, OptionalLong.empty(),
            Namespace.Mode.RAW, false, Optional.empty(), Optional.empty(), Optional.empty());
    static final DaxDevice DEVICE = new DaxDevice("dax0.0", "LNXSYSTM:00/ACPI0012:00/ndbus0/region0/dax0.1/dax_region0",
            Optional.of("namespace0.1"), "uuid:0f5a2b6c-6a5e-4a5c-8b5e-3a2f7d1c9e80",
            List.of(AddressRange.ofSize(0x150000000L, 510 << 20), new AddressRange(0xfffffffff0000000L, 0)), 510 << 20, 2 << 20,
            Optional.of("kmem"), OptionalInt.of(0), OptionalInt.of(2), true);
    static final DaxDevice UNBOUND = new DaxDevice("dax1.0", "platform/hmem.0", Optional.empty(), "path:platform/hmem.0", List.of(),
            0, 2 << 20, Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), false);
    static final Node NODE = new Node(2, "", true, 393216, Optional.of("memory_tier4"));
    static final MemoryPolicy POLICY = new MemoryPolicy(128 << 20, "online_movable", "contig-zones", "N");
    static final Reservation RESERVATION = new Reservation(AddressRange.ofSize(0x140000000L, 1L << 30), 0, "Persistent Memory");
    static final Reservation INNER = new Reservation(AddressRange.ofSize(0x150000000L, 510 << 20), 1, "dax0.0");

    static final Effect WRITE = new Effect.WriteAttribute("/sys/bus/dax/drivers/device_dax/unbind", "dax0.0\n");
    static final List<Effect> EFFECTS = List.of(WRITE, new Effect.LoadModule("kmem"), new Effect.UnloadModule("kmem"),
            new Effect.WriteLabelArea("nmem0", 4096, new byte[] {0, 1, (byte) 0xfe, (byte) 0xff}),
            new Effect.ZeroMedia("pmem0.1", 1L << 40, 4096), new Effect.Reboot(), new Effect.PowerLoss());
    /** Joined later; golden files that tell of several effects were written before. */
    static final List<Effect> LATER_EFFECTS = List.of(new Effect.WriteMedia("pmem0.1", 1L << 40, new byte[] {0, 1, (byte) 0xfe, (byte) 0xff}),
            new Effect.PowerCycle(), new Effect.RunProgram(List.of("dmsetup", "create", "v", "--table", "0 8 linear /dev/pmem0 0"), "no input\n"),
            new Effect.CallFirmware("nmem0", new FirmwareCall(10, 18, new byte[] {0, 1, (byte) 0xfe, (byte) 0xff})));
    static final List<EffectResult> RESULTS = List.of(new EffectResult.Done(7), new EffectResult.Ended(32, "", "umount: /mnt: not mounted.\n"),
            new EffectResult.Failed(Errno.EBUSY, FailedCall.WRITE));

    static final List<Fact> FACTS = List.of(new Fact.DimmSeen(DIMM), new Fact.DimmGone("nmem1"), new Fact.RegionSeen(REGION),
            new Fact.RegionGone("region1"), new Fact.NamespaceSeen(NAMESPACE), new Fact.NamespaceSeen(SEED),
            new Fact.NamespaceGone("namespace1.0"), new Fact.DaxDeviceSeen(DEVICE), new Fact.DaxDeviceSeen(UNBOUND),
            new Fact.DaxDeviceGone("dax2.0"), new Fact.DriverBound("dax0.0", "kmem"), new Fact.DriverUnbound("dax0.0", "device_dax"),
            new Fact.BlocksAdded(new BlockRange(42, 3), -1), new Fact.BlocksRemoved(new BlockRange(45, 1)),
            new Fact.BlocksOnlined(new BlockRange(42, 3), Zone.MOVABLE), new Fact.BlocksOfflined(new BlockRange(42, 1)),
            new Fact.NodeSeen(NODE), new Fact.NodeGone(3), new Fact.ModuleLoaded("kmem"), new Fact.ModuleUnloaded("device_dax"),
            new Fact.PolicySeen(POLICY), new Fact.MemTotalSeen(16384000), new Fact.RangeReserved(INNER),
            new Fact.RangeReleased(INNER), new Fact.IdAdded("kmem", "dax0.0"), new Fact.IdRemoved("kmem", "dax0.0"));

    /** Joined with version 2. */
    static final List<Fact> LATER_FACTS = List.of(new Fact.SettingSeen("/sys/block/pmem0/badblocks", "8 1\n16 2"),
            new Fact.SettingGone("/sys/bus/nd/devices/namespace0.0/force_raw"));

    static final StackedDisk PARTITION = new StackedDisk("pmem0.1p1", StackedDisk.Kind.PARTITION, 32 << 20, 1 << 20, "", false, List.of("pmem0.1"));
    static final StackedDisk VOLUME = new StackedDisk("dm-0", StackedDisk.Kind.VOLUME, 64 << 20, 0, "data", true, List.of("pmem0.1p1", "pmem1"));
    static final List<DeviceUse> USES = List.of(new DeviceUse("pmem0.1p1", DeviceUse.Kind.OPEN, 0, "device dm-0 (data)"),
            new DeviceUse("dm-0", DeviceUse.Kind.MOUNTED, 0, "ext4 on /mnt"), new DeviceUse("pmem2", DeviceUse.Kind.SWAP, 0, "swap on /dev/pmem2"),
            new DeviceUse("dax0.0", DeviceUse.Kind.MAPPED, 1000, "db"), new DeviceUse("dax0.0", DeviceUse.Kind.PINNED, 1001, "rdma \"x\""));
    /** Joined with version 2, after those. */
    static final List<Fact> USER_FACTS = Stream.concat(Stream.<Fact>of(new Fact.DiskSeen(PARTITION), new Fact.DiskSeen(VOLUME), new Fact.DiskGone("dm-1")),
            USES.stream().flatMap(use -> Stream.<Fact>of(new Fact.DeviceHeld(use), new Fact.DeviceLetGo(use)))).toList();

    static final List<Fact> LABEL_FACTS = List.of(new Fact.LabelAreaWritten("nmem0", 131072, List.of(new LabelExtent(0, new byte[] {0x4e, 0x41, (byte) 0xfe}),
            new LabelExtent(4096, filled(1024, 0xff)), new LabelExtent(131071, new byte[1]))), new Fact.LabelAreaGone("nmem1"));

    static final Inventory PICTURE = new Inventory(POLICY, 16384000, Inventory.sorted(Map.of("nmem0", DIMM)),
            Inventory.sorted(Map.of("region0", REGION)), Inventory.sorted(Map.of("namespace0.1", NAMESPACE, "namespace0.0", SEED)),
            Inventory.sorted(Map.of("dax0.0", DEVICE, "dax1.0", UNBOUND)), blocks(), Inventory.sorted(Map.of(2, NODE)),
            Inventory.sorted(Set.of("kmem", "device_dax")), Inventory.sorted(Set.of(RESERVATION, INNER)),
            Inventory.sorted(Map.of("kmem", Inventory.sorted(Set.of("dax0.0", "dax1.0")))), Inventory.sorted(Map.<String, String>of()), Inventory.sorted(Map.<String, StackedDisk>of()), Inventory.sorted(Set.<DeviceUse>of()), Inventory.sorted(Map.<String, LabelArea>of()));

    private Samples() {
    }

    private static byte[] filled(int length, int value) {
        var bytes = new byte[length];
        java.util.Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    /** Two runs that differ in their zone, one that differs in its node, and a gap. */
    private static java.util.SortedMap<Long, MemoryBlock> blocks() {
        var blocks = new TreeMap<Long, MemoryBlock>();
        for (long number = 0; number < 8; number++) {
            blocks.put(number, new MemoryBlock(number, OptionalInt.of(0), Optional.of(Zone.NORMAL)));
        }
        blocks.put(8L, new MemoryBlock(8, OptionalInt.empty(), Optional.of(Zone.MIXED)));
        blocks.put(42L, new MemoryBlock(42, OptionalInt.of(2), Optional.of(Zone.MOVABLE)));
        blocks.put(43L, new MemoryBlock(43, OptionalInt.of(2), Optional.empty()));
        return Inventory.sorted(blocks);
    }

    /** Name of a golden file, without version and ending, and the event in it. */
    static Map<String, Event> events() {
        var events = new TreeMap<String, Event>();
        events.put("BootObserved", new Event.BootObserved("6f0e2f5c-1b57-4d4e-9f0f-2a3f4c5d6e7f", "simulated machine two-socket",
                "6.12.117+deb12-amd64", PICTURE, List.of(Statement.told("dax0.0 was bound to kmem"))));
        events.put("BootObserved-empty", new Event.BootObserved("", "", "", Inventory.EMPTY, List.of()));
        var steps = new ArrayList<Event.PlannedStep>();
        EFFECTS.forEach(effect -> steps.add(new Event.PlannedStep(effect, "dax0.0 is unbound", List.of(WRITE), Optional.empty())));
        steps.add(new Event.PlannedStep(WRITE, "", List.of(), Optional.of("unbinding leaks the range until reboot")));
        events.put("OperationIntended", new Event.OperationIntended("20261120-1", "assign dax0.0 system-ram", "root", "maintenance", steps));
        Stream.concat(EFFECTS.stream(), LATER_EFFECTS.stream()).forEach(effect -> events.put("EffectPerformed-" + effect.getClass().getSimpleName(),
                new Event.EffectPerformed("20261120-1", 1, effect, RESULTS.getFirst(), 123_456_789_012L)));
        events.put("EffectPerformed-Ended", new Event.EffectPerformed("op-2", 1, new Effect.RunProgram(List.of("umount", "/mnt"), ""), RESULTS.get(1), 7));
        events.put("EffectPerformed-Failed", new Event.EffectPerformed("", 0, WRITE, RESULTS.getLast(), 0));
        events.put("FactsObserved", new Event.FactsObserved(Cause.operation("20261120-1"), FACTS));
        events.put("FactsObserved-external", new Event.FactsObserved(Cause.EXTERNAL, List.of()));
        events.put("StepFailed", new Event.StepFailed("20261120-1", 2, "memory43 is still online\nand\tpinned \\ \u0000 \ud800"));
        for (Event.Outcome outcome : Event.Outcome.values()) {
            events.put("OperationEnded-" + outcome, new Event.OperationEnded("20261120-1", outcome, "3 steps of 3"));
        }
        events.put("OperationSettled", new Event.OperationSettled("20261120-1", Event.Outcome.UNDONE, "after SIGKILL"));
        events.put("Refused", new Event.Refused("release dax0.0", "root", "", "EBUSY", "memory33", "BlocksStillOnline", "take them offline"));
        events.put("Refused-named", new Event.Refused("release dax0.0", "root", "", "EBUSY", "memory33", "BlocksStillOnline", "take them offline", "ticket-17",
                "blocks-online", List.of(Target.of(new ObjectId(ObjectId.Kind.DAX_DEVICE, "uuid:0f5a2b6c"), "dax0.0"), new Target(Optional.empty(), "memory33")),
                OptionalInt.empty()));
        events.put("DriverChanged", new Event.DriverChanged("kmem", "update", "0.1.0", "ab".repeat(32), "0.2.0", "cd".repeat(32), "ok"));
        events.put("ConfigurationChanged", new Event.ConfigurationChanged("policy.leak", "refuse", "ask"));
        events.put("DriftDetected", new Event.DriftDetected(List.of(Deviated.told("dax0.0: driver kmem in the journal, device_dax on the machine"))));
        events.putAll(versionTwo());
        return events;
    }

    /** What joined with version 2. */
    static Map<String, Event> versionTwo() {
        var dax = new ObjectId(ObjectId.Kind.DAX_DEVICE, "uuid:0f5a2b6c-6a5e-4a5c-8b5e-3a2f7d1c9e80");
        var target = Target.of(dax, "dax0.0");
        var ram = new State.Dax(Optional.of("kmem"), new TreeMap<>(Map.of(42L, BlockTargets.Target.MOVABLE, 43L, BlockTargets.Target.MOVABLE,
                45L, BlockTargets.Target.OFFLINE)), false);
        var options = List.of(new Intent.Option("allow-cpu-node", ""), new Intent.Option("zone", "kernel"));
        var events = new TreeMap<String, Event>();
        var intents = List.of(new Intent.Assign(target, "system-ram", options), new Intent.Release(target, List.of()), new Intent.Recover(true, List.of(target)),
                new Intent.Accept(false, List.of(new Target(Optional.empty(), "dax9.0"))), new Intent.Undo("op-17", List.of(target)),
                new Intent.ByHand(true, List.of(target)), new Intent.ToolRun(List.of("ndctl", "create-namespace", "-n", "a b", "")),
                new Intent.Power(true), new Intent.DriverChange(Intent.DriverChange.Action.UPDATE, "kmem", Optional.of("kmem-2.jar")),
                new Intent.ConfigurationChange("effect.seconds", "1200"), new Intent.Unresolved("something else"));
        intents.forEach(intent -> events.put("OperationIntended-" + intent.getClass().getSimpleName(),
                new Event.OperationIntended("external", "typed", "root", "", List.of(), intent)));
        var states = List.<State>of(ram, new State.OfNamespace(Namespace.Mode.SECTOR, 1 << 30, true), new State.OfRegion(true, false), new State.OfDimm(true),
                new State.Policy("offline"), new State.Loaded());
        var decisions = new ArrayList<Decision>();
        states.forEach(state -> decisions.add(new Decision.Chosen(dax, "dax0.0", Optional.of(state))));
        decisions.add(new Decision.Accepted(new ObjectId(ObjectId.Kind.MODULE, "kmem"), "kmem", Optional.empty()));
        decisions.add(new Decision.Dropped(ObjectId.AUTO_ONLINE));
        events.put("OperationEnded-decided", new Event.OperationEnded("op-2", Event.Outcome.COMPLETED, "s", Optional.of(decisions), List.of()));
        events.put("OperationEnded-left", new Event.OperationEnded("op-2", Event.Outcome.PARTIAL, "s", Optional.of(List.of()),
                List.of(new LeftBehind(Optional.of(dax), Optional.of(ram), Optional.empty(), "dax0.0 is gone"), LeftBehind.other("zero cannot be taken back"))));
        events.put("OperationSettled-decided", new Event.OperationSettled("op-2", Event.Outcome.COMPLETED, "s", Optional.of(decisions), List.of()));
        events.put("FactsObserved-of-external", new Event.FactsObserved(Cause.operation("external"), List.of()));
        events.put("FactsObserved-settings", new Event.FactsObserved(Cause.operation("op-2"), LATER_FACTS));
        events.put("FactsObserved-labels", new Event.FactsObserved(Cause.operation("op-2"), LABEL_FACTS));
        events.put("BootObserved-labels", new Event.BootObserved("b", "h", "k", Inventory.EMPTY.change()
                .labelArea("nmem0", LabelArea.blank(131072).with(List.of(new LabelExtent(256, new byte[] {1, 2, 3}), new LabelExtent(2048, filled(64, 0xff))))).build(), List.of()));
        events.put("BootObserved-settings", new Event.BootObserved("b", "h", "k", Inventory.EMPTY.change()
                .set("/sys/bus/nd/devices/btt0.1/sector_size", "4096").build(), List.of()));
        events.put("FactsObserved-users", new Event.FactsObserved(Cause.EXTERNAL, USER_FACTS));
        var lease = new DeviceUse("dax0.0", DeviceUse.Kind.LEASED, 1000, "db", Optional.of(new DeviceLease(1, 0, 512, LeaseState.GRANTED, 1, true)));
        events.put("FactsObserved-lease", new Event.FactsObserved(Cause.operation("op-2"), List.of(new Fact.DeviceHeld(lease), new Fact.DeviceLetGo(lease))));
        var used = Inventory.EMPTY.change().put(PARTITION).put(VOLUME);
        USES.forEach(used::addUse);
        events.put("BootObserved-users", new Event.BootObserved("b", "h", "k", used.build(), List.of()));
        events.put("FactsObserved-boot", new Event.FactsObserved(Cause.BOOT, List.of()));
        events.put("BootObserved-found", new Event.BootObserved("b", "h", "k", Inventory.EMPTY, List.of(),
                Optional.of(List.of(new Decision.Found(dax, "dax0.0", Optional.of(ram))))));
        events.put("BootObserved-losses", new Event.BootObserved("b", "h", "k", Inventory.EMPTY,
                List.of(Statement.of("policy", "auto_online_blocks was offline, is online", "was", "offline", "is", "online"), Statement.told("a pin"))));
        events.put("Refused-by-tool", new Event.Refused("ndctl destroy-namespace all", "root", "", "ENXIO", "ndctl", "error destroying namespaces", "", "",
                "of-tool", List.of(), OptionalInt.of(250)));
        events.put("EffectPerformed-explained", new Event.EffectPerformed("op-3", 1, WRITE,
                new EffectResult.Failed(Errno.EFAULT, FailedCall.WRITE, Optional.of("driver kmem does not end; what this call did is undone")), 7));
        events.put("StepFailed-coded", new Event.StepFailed("op-2", 3, "memory43 is busy", "kernel-refused", "EBUSY", List.of(target)));
        events.put("DriftDetected-deviated", new Event.DriftDetected(List.of(new Deviated(Optional.of(dax), "dax0.0", Optional.of(ram), Optional.empty(),
                Cause.BOOT, "dax0.0 is absent"))));
        events.put("OperationIntended-Adjust", new Event.OperationIntended("op-3", "rename dax0.0 spool", "root", "", List.of(),
                new Intent.Adjust(target, "rename", "spool", List.of(new Intent.Option("despite-holders", "")))));
        events.put("EffectPerformed-kept", new Event.EffectPerformed("op-2", 8, new Effect.ZeroMedia("pmem0.1", 0, 4), RESULTS.getFirst(), 7,
                List.of(new Effect.WriteMedia("pmem0.1", 0, new byte[] {0, 1, (byte) 0xfe, (byte) 0xff}))));
        events.put("OperationIntended-Several", new Event.OperationIntended("op-6", "release dax0.0 dax9.0 --keep-going", "root", "", List.of(),
                new Intent.Several(List.of(new Intent.Part("release dax0.0", new Intent.Release(target, List.of())),
                        new Intent.Part("release dax9.0", new Intent.Release(new Target(Optional.empty(), "dax9.0"), List.of()))), true)));
        events.put("OperationEnded-parts", new Event.OperationEnded("op-6", Event.Outcome.PARTIAL, "1 of 2 done", Optional.of(List.of()), List.of(),
                List.of(new Event.PartEnded("release dax0.0", Event.Outcome.COMPLETED, ""), new Event.PartEnded("release dax9.0", Event.Outcome.UNDONE, "it is not there"))));
        events.put("OperationSettled-parts", new Event.OperationSettled("op-6", Event.Outcome.PARTIAL, "1 of 1 done", Optional.of(List.of()), List.of(),
                List.of(new Event.PartEnded("release dax0.0", Event.Outcome.COMPLETED, ""))));
        var consent = List.of(new Intent.Option("discard-contents", ""));
        events.put("OperationIntended-Undo-consent", new Event.OperationIntended("op-3", "undo op-2 --discard-contents", "root", "", List.of(),
                new Intent.Undo("op-2", List.of(target), consent)));
        events.put("OperationIntended-Recover-consent", new Event.OperationIntended("op-3", "recover --discard-contents", "root", "", List.of(),
                new Intent.Recover(true, List.of(target), consent)));
        events.put("DriverChanged-of-operation", new Event.DriverChanged("kmem", "update", "0.1.0", "ab", "0.2.0", "cd", "done", "op-4", List.of("mode parked", "module kmem")));
        events.put("FactsObserved-cxl", new Event.FactsObserved(Cause.operation("op-3"), List.of(new Fact.DimmSeen(new Dimm("mem0", "cxl:0x1000", 0, true, true,
                true, false, OptionalInt.empty(), Optional.of(new CxlMemory("0000:0d:00.0", 1 << 30, 0, 1 << 28, OptionalInt.of(1), List.of("region0"))))))));
        events.put("ConfigurationChanged-of-operation", new Event.ConfigurationChanged("effect.seconds", "", "1200", "op-5"));
        return events;
    }
}
