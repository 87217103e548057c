package daxplane.modes;

import daxplane.control.Condition;
import daxplane.control.KernelFiles;
import daxplane.control.Step;
import daxplane.events.desired.BlockTargets.Target;
import daxplane.inventory.BlockRange;
import daxplane.inventory.MemoryBlock;
import java.util.List;
import java.util.Optional;

/** Steps on one memory block. */
final class BlockSteps {

    private BlockSteps() {
    }

    /** Of a block that is offline; empty when it is to stay so. */
    static Optional<Step> online(long block, Target wish) {
        return wish == Target.OFFLINE ? Optional.empty()
                : Optional.of(new Step.Reversible(KernelFiles.online(block, wish == Target.MOVABLE), is(block, wish),
                        List.of(KernelFiles.offline(block))));
    }

    /** Of a block that is online. Taken back into the kind of zone that it was in (docs/kernel/memory.md 9). */
    static Step offline(MemoryBlock block) {
        return new Step.Reversible(KernelFiles.offline(block.number()), is(block.number(), Target.OFFLINE),
                List.of(KernelFiles.onlineAgain(block.number(), block.zone().orElseThrow())));
    }

    static Condition is(long block, Target wish) {
        var one = new BlockRange(block, 1);
        return wish == Target.OFFLINE ? new Condition.BlocksAre(one, Optional.empty()) : new Condition.BlocksOnline(one, wish == Target.MOVABLE);
    }
}
