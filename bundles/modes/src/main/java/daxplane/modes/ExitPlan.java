package daxplane.modes;

import daxplane.control.Condition;
import daxplane.control.KernelFiles;
import daxplane.control.ModeOption;
import daxplane.control.Plan;
import daxplane.control.Step;
import daxplane.host.Effect;
import daxplane.control.RefusalCode;
import daxplane.host.Errno;
import daxplane.inventory.BlockRange;
import daxplane.inventory.ByteSize;
import daxplane.inventory.DeviceBlocks;
import daxplane.inventory.MemoryBlock;
import daxplane.inventory.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From System RAM, another driver, or none, to devdax (docs/kernel/drivers.md 3.4, docs/kernel/memory.md 9):
 *
 * <pre>
 *   memoryN/state = offline           each block, descending, so that the zone shrinks at its end
 *   kmem/remove_id, unbind            never while a block is online: the range would leak until the next boot
 *   device_dax/bind
 * </pre>
 */
final class ExitPlan {

    static final String LEAK = "leak-until-reboot";

    static final List<ModeOption> OPTIONS = List.of(
            ModeOption.flag(LEAK, "unbind kmem although its memory stays; the range is lost until the next boot"),
            NamespaceMaking.NAME, NamespaceMaking.ALIGN, ModeOption.DISCARD_CONTENTS);

    private final Request request;
    private final List<Step> steps = new ArrayList<>();

    private ExitPlan(Request request) {
        this.request = request;
    }

    static Plan of(Request request) throws RuleBroken {
        request.refuseWhenHidden();
        if (!request.boundTo(Drivers.KMEM)) {
            request.refuseWhenLeaked();
        }
        return request.has(LEAK) ? new ExitPlan(request).leaking() : new ExitPlan(request).plan();
    }

    private Plan plan() throws RuleBroken {
        if (request.boundTo(Drivers.KMEM)) {
            offline();
        }
        letGo();
        bindDeviceDax();
        var goal = new ArrayList<Condition>();
        goal.add(new Condition.DriverIs(request.name(), Optional.of(Drivers.DEVICE_DAX)));
        request.blocks().ranges().forEach(range -> goal.add(new Condition.BlocksGone(range)));
        return new Plan(request.title(), steps, new Condition.All(goal), ByteSize.ZERO, ByteSize.ZERO, notes());
    }

    private void offline() throws RuleBroken {
        var online = request.blocks().online(request.picture());
        var stuck = online.stream().filter(block -> block.zone().equals(Optional.of(Zone.MIXED))).toList();
        if (!stuck.isEmpty()) {
            throw request.refuse(RefusalCode.BLOCK_IN_SEVERAL_ZONES, Errno.EINVAL, DeviceBlocks.text(DeviceBlocks.runs(stuck)) + " span several zones",
                    "such a block cannot be taken offline", "reboot       gives it back");
        }
        for (MemoryBlock block : online.reversed()) {
            steps.add(BlockSteps.offline(block));
        }
    }

    private void letGo() {
        if (request.device().driver().isEmpty()) {
            return;
        }
        String driver = request.device().driver().get();
        String name = request.name();
        boolean listed = Ids.has(request.picture(), driver, name) || driver.equals(Drivers.KMEM) && request.device().namespace().isPresent();
        steps.add(new Step.Reversible(KernelFiles.removeId(driver, name), new Condition.EffectSucceeded(),
                listed ? List.of(KernelFiles.newId(driver, name)) : List.of()));
        if (!driver.equals(Drivers.KMEM)) {
            steps.add(new Step.Reversible(KernelFiles.unbind(driver, name), new Condition.DriverIs(name, Optional.empty()),
                    List.of(KernelFiles.bind(driver, name))));
            return;
        }
        var gone = new ArrayList<Condition>();
        gone.add(new Condition.DriverIs(name, Optional.empty()));
        request.blocks().ranges().forEach(range -> gone.add(new Condition.BlocksGone(range)));
        steps.add(new Step.Reversible(KernelFiles.unbind(driver, name), new Condition.All(gone), bindAgain(listed)));
    }

    /** Under a policy other than offline the kernel would online the blocks by itself, in a zone of its choice. */
    private List<Effect> bindAgain(boolean listed) {
        String policy = request.picture().policy().autoOnline();
        var bind = listed ? KernelFiles.newId(Drivers.KMEM, request.name()) : KernelFiles.bind(Drivers.KMEM, request.name());
        return policy.equals("offline") ? List.of(bind)
                : List.of(KernelFiles.autoOnline("offline"), bind, KernelFiles.autoOnline(policy));
    }

    private void bindDeviceDax() {
        String name = request.name();
        if (!request.picture().modules().contains(Drivers.DEVICE_DAX)) {
            steps.add(new Step.Reversible(new Effect.LoadModule(Drivers.DEVICE_DAX), new Condition.EffectSucceeded(),
                    List.of(new Effect.UnloadModule(Drivers.DEVICE_DAX))));
        }
        var bound = new Condition.DriverIs(name, Optional.of(Drivers.DEVICE_DAX));
        var unbind = KernelFiles.unbind(Drivers.DEVICE_DAX, name);
        if (request.device().namespace().isPresent()) {
            steps.add(new Step.Reversible(KernelFiles.bind(Drivers.DEVICE_DAX, name), bound, List.of(unbind)));
        } else {
            // Soft-reserved and CXL memory is of type kmem: device_dax takes it by name only (docs/kernel/observed.md no. 6, corpus hmem-sysfs2).
            steps.add(new Step.Reversible(KernelFiles.newId(Drivers.DEVICE_DAX, name), bound,
                    List.of(KernelFiles.removeId(Drivers.DEVICE_DAX, name), unbind), Optional.of(KernelFiles.bind(Drivers.DEVICE_DAX, name))));
        }
    }

    /**
     * The one way to unbind kmem while its memory stays; the operator named the price. Whether memory would stay at all depends on
     * the kernel, which control asks.
     */
    private Plan leaking() throws RuleBroken {
        if (!request.boundTo(Drivers.KMEM)) {
            throw new RuleBroken(RefusalCode.NOTHING_WOULD_LEAK, Errno.EINVAL, request.name(), request.title() + " makes no sense",
                    "nothing would leak: kmem does not have it", "", "leave out --" + LEAK);
        }
        String name = request.name();
        var unbound = new Condition.DriverIs(name, Optional.empty());
        steps.add(new Step.Reversible(KernelFiles.removeId(Drivers.KMEM, name), new Condition.EffectSucceeded(),
                List.of(KernelFiles.newId(Drivers.KMEM, name))));
        steps.add(new Step.Irreversible(KernelFiles.unbind(Drivers.KMEM, name), unbound,
                "the range stays System RAM without an owner until the next boot"));
        return new Plan(request.title(), steps, unbound, ByteSize.ZERO, ByteSize.ZERO,
                List.of("leaks " + request.blocks().text() + " until the next boot, and " + name + " with it"));
    }

    private List<String> notes() {
        var online = request.boundTo(Drivers.KMEM) ? request.blocks().online(request.picture()) : List.<MemoryBlock>of();
        if (online.isEmpty()) {
            return List.of();
        }
        List<BlockRange> runs = DeviceBlocks.runs(online);
        var notes = new ArrayList<String>();
        notes.add("takes " + DeviceBlocks.text(runs) + " (" + new ByteSize(online.size() * request.blocks().blockBytes())
                + ") from the kernel; what it holds is moved elsewhere first");
        if (request.device().namespace().isPresent()) {
            notes.add("nothing is wiped: what was there stays readable on the media until it is written again");
        }
        return notes;
    }
}
