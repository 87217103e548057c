package daxplane.modes;

import daxplane.control.Capacity;
import daxplane.control.Condition;
import daxplane.control.KernelFiles;
import daxplane.control.Plan;
import daxplane.control.Step;
import daxplane.events.desired.BlockTargets.Target;
import daxplane.host.Effect;
import daxplane.control.RefusalCode;
import daxplane.host.Errno;
import daxplane.inventory.BlockRange;
import daxplane.inventory.ByteSize;
import daxplane.inventory.DeviceBlocks;
import daxplane.inventory.Namespace;
import daxplane.inventory.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From any driver, or none, to System RAM (docs/kernel/drivers.md 3.4, docs/kernel/memory.md 11, docs/kernel/operations.md 11):
 *
 * <pre>
 *   auto_online_blocks = offline      else the kernel onlines new blocks before we choose their zone
 *   modprobe kmem
 *   device_dax/remove_id, unbind
 *   kmem/new_id                       binds by itself; its success says nothing, so the driver link and the blocks are checked
 *   memoryN/state = online_movable    each block, ascending, so that the zone grows at its end
 *   auto_online_blocks = as before
 * </pre>
 */
final class EntryPlan {

    /** The kernel keeps 64 bytes for each page of 4096 (docs/kernel/memory.md 7.5). */
    private static final int BYTES_PER_STRUCT_PAGE_BYTE = 64;

    private final Request request;
    private final EntryOptions wanted;
    private final String policy;
    private final List<Step> steps = new ArrayList<>();

    private EntryPlan(Request request, EntryOptions wanted) {
        this.request = request;
        this.wanted = wanted;
        this.policy = request.picture().policy().autoOnline();
    }

    static Plan of(Request request, EntryOptions wanted) throws RuleBroken {
        EntryRules.check(request, wanted);
        return new EntryPlan(request, wanted).plan();
    }

    private Plan plan() {
        boolean setAside = !policy.equals("offline") && !wanted.keepPolicy();
        if (setAside) {
            steps.add(PolicySteps.setAside(policy));
        }
        loadKmem();
        letGo();
        bind();
        if (!wanted.leavesOnliningToKernel(policy)) {
            request.blocks().numbers().forEach(this::online);
        }
        if (setAside) {
            steps.add(PolicySteps.restore(policy));
        }
        long usable = request.blocks().bytes();
        return new Plan(request.title(), steps, goal(), new ByteSize(request.device().bytes() - usable),
                new ByteSize(request.device().memmapOnMemory() ? 0 : usable / BYTES_PER_STRUCT_PAGE_BYTE), notes(), capacity(usable));
    }

    private Optional<Capacity> capacity(long usable) {
        var picture = request.picture();
        var device = request.device();
        long asked = device.namespace().map(picture.namespaces()::get).map(Namespace::bytes).orElse(device.bytes());
        var node = device.targetNode();
        var tier = node.isPresent() ? Optional.ofNullable(picture.nodes().get(node.getAsInt())).flatMap(Node::tier) : Optional.<String>empty();
        long total = picture.memTotalKib() << 10;
        return Optional.of(new Capacity(new ByteSize(asked), new ByteSize(asked - device.bytes()), new ByteSize(device.bytes() - usable), new ByteSize(usable),
                Capacity.avoided(device.ranges(), request.blocks().blockBytes()),
                Optional.of(new Capacity.Ram(node, tier, new ByteSize(total), new ByteSize(total + usable)))));
    }

    private void loadKmem() {
        if (!request.picture().modules().contains(Drivers.KMEM)) {
            // modprobe's answer is believed: a kmem that is built in shows up in no list of modules
            steps.add(new Step.Reversible(new Effect.LoadModule(Drivers.KMEM), new Condition.EffectSucceeded(),
                    List.of(new Effect.UnloadModule(Drivers.KMEM))));
        }
    }

    private void letGo() {
        if (request.device().driver().isEmpty()) {
            return;
        }
        String driver = request.device().driver().get();
        boolean listed = Ids.has(request.picture(), driver, request.name());
        steps.add(new Step.Reversible(KernelFiles.removeId(driver, request.name()), new Condition.EffectSucceeded(),
                listed ? List.of(KernelFiles.newId(driver, request.name())) : List.of()));
        steps.add(new Step.Reversible(KernelFiles.unbind(driver, request.name()),
                new Condition.DriverIs(request.name(), Optional.empty()), List.of(KernelFiles.bind(driver, request.name()))));
    }

    private void bind() {
        var undo = new ArrayList<Effect>();
        if (!Ids.has(request.picture(), Drivers.KMEM, request.name())) {
            undo.add(KernelFiles.removeId(Drivers.KMEM, request.name()));
        }
        undo.add(KernelFiles.unbind(Drivers.KMEM, request.name()));
        steps.add(new Step.Reversible(KernelFiles.newId(Drivers.KMEM, request.name()), new Condition.All(bound()), undo,
                Optional.of(KernelFiles.bind(Drivers.KMEM, request.name()))));
    }

    private List<Condition> bound() {
        var conditions = new ArrayList<Condition>();
        conditions.add(new Condition.DriverIs(request.name(), Optional.of(Drivers.KMEM)));
        request.blocks().ranges().forEach(range -> conditions.add(new Condition.BlocksExist(range)));
        return conditions;
    }

    private void online(long block) {
        BlockSteps.online(block, wanted.wish(block)).ifPresent(steps::add);
    }

    private Condition goal() {
        var conditions = bound();
        for (BlockRange range : request.blocks().ranges()) {
            if (wanted.leavesOnliningToKernel(policy)) {
                if (!policy.equals("online")) {
                    conditions.add(new Condition.BlocksOnline(range, policy.equals("online_movable")));
                }
            } else {
                range.numbers().forEach(block -> conditions.add(BlockSteps.is(block, wanted.wish(block))));
            }
        }
        return new Condition.All(conditions);
    }

    private List<String> notes() {
        var notes = new ArrayList<String>();
        notes.add("takes " + request.blocks().text() + " (" + new ByteSize(request.blocks().bytes()) + ") to node "
                + request.device().targetNode().orElseThrow());
        if (request.device().namespace().isPresent()) {
            notes.add("what " + request.name() + " holds is overwritten, and what the kernel puts there stays readable on the media");
        }
        if (request.blocks().numbers().anyMatch(block -> wanted.wish(block) == Target.KERNEL)) {
            notes.add("memory in a kernel zone can mostly not be taken back before the next boot");
        }
        return notes;
    }

    /** Rules that must hold before a device is given to kmem. */
    private static final class EntryRules {

        static void check(Request request, EntryOptions wanted) throws RuleBroken {
            request.refuseWhenHidden();
            request.refuseWhenLeaked();
            node(request, wanted);
            blocks(request);
        }

        private static void node(Request request, EntryOptions wanted) throws RuleBroken {
            var target = request.device().targetNode();
            if (target.isEmpty() || target.getAsInt() < 0) {
                throw request.refuse(RefusalCode.NO_NODE, Errno.EINVAL, "the firmware names no node for it (target_node)",
                        "kmem rejects a device with an invalid node, so that slow memory never lands in node 0",
                        "describe the range in the firmware's SRAT, or use it as devdax");
            }
            int id = target.getAsInt();
            var node = request.picture().nodes().get(id);
            boolean cpus = node != null && !node.cpus().isEmpty();
            if ((cpus || Nodes.hasOrdinaryMemory(request.picture(), id)) && !wanted.allowCpuNode()) {
                throw request.refuse(RefusalCode.FAST_NODE, Errno.EINVAL,
                        "its node " + id + (cpus ? " has processors (" + node.cpus() + ")" : " has ordinary RAM")
                                + ", and programs there would get slow memory without asking",
                        "the kernel itself would take it", request.title() + " --allow-cpu-node       if that is what you want");
            }
        }

        private static void blocks(Request request) throws RuleBroken {
            if (request.blocks().isEmpty()) {
                throw request.refuse(RefusalCode.NO_WHOLE_BLOCK, Errno.EINVAL,
                        "no whole memory block of " + new ByteSize(request.blocks().blockBytes()) + " lies inside it ("
                                + new ByteSize(request.device().bytes()) + " at " + request.device().ranges() + ")",
                        "kmem rejects a device without any memory after alignment",
                        "make the namespace larger, or start it at a multiple of the block size");
            }
            var there = request.blocks().existing(request.picture());
            if (!there.isEmpty()) {
                throw request.refuse(RefusalCode.BLOCKS_THERE, Errno.EBUSY,
                        DeviceBlocks.text(DeviceBlocks.runs(there)) + " exist already, and not through kmem",
                        "memory that exists cannot be added again", "reboot       and then: " + request.title());
            }
        }
    }
}
