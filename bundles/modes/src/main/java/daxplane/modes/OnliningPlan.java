package daxplane.modes;

import daxplane.control.Condition;
import daxplane.control.Plan;
import daxplane.control.Step;
import daxplane.events.desired.BlockTargets.Target;
import daxplane.control.RefusalCode;
import daxplane.host.Errno;
import daxplane.inventory.ByteSize;
import daxplane.inventory.DeviceBlocks;
import daxplane.inventory.MemoryBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is left to do when kmem has the device already: blocks that are offline, or in another zone than the operator named. */
final class OnliningPlan {

    private OnliningPlan() {
    }

    static Plan of(Request request, EntryOptions wanted) throws RuleBroken {
        request.refuseWhenHidden();
        var there = request.blocks().existing(request.picture());
        if (there.size() < request.blocks().count()) {
            throw request.refuse(RefusalCode.BLOCKS_MISSING, Errno.EBUSY,
                    "kmem added only " + there.size() + " of its " + request.blocks().count() + " memory blocks",
                    "parts of the range are held by something else (see list of leaks)", "release " + request.name() + "       and try again");
        }
        var steps = new ArrayList<Step>();
        var goal = new ArrayList<Condition>();
        goal.add(new Condition.DriverIs(request.name(), Optional.of(Drivers.KMEM)));
        for (MemoryBlock block : there) {
            var wish = wish(wanted, block);
            if (Target.of(block) != wish) {
                if (block.online()) {
                    steps.add(BlockSteps.offline(block));
                }
                BlockSteps.online(block.number(), wish).ifPresent(steps::add);
            }
            goal.add(BlockSteps.is(block.number(), wish));
        }
        if (steps.isEmpty()) {
            return Plan.nothingToDo(request.title(), request.name() + " is system-ram already ("
                    + DeviceBlocks.text(request.blocks().ranges()) + ")");
        }
        return new Plan(request.title(), steps, new Condition.All(goal), new ByteSize(request.device().bytes() - request.blocks().bytes()),
                ByteSize.ZERO, List.of("kmem has " + request.name() + " already"));
    }

    /** A block that is online stays in its zone unless somebody asked for another one. */
    private static Target wish(EntryOptions wanted, MemoryBlock block) {
        var exactly = wanted.exactly().of(block.number());
        if (exactly.isPresent()) {
            return exactly.get();
        }
        return block.online() && !wanted.zoneGiven() ? Target.of(block) : wanted.otherwise();
    }
}
