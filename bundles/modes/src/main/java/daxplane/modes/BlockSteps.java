package daxplane.modes;

import daxplane.control.BlockWishes.Wish;
import daxplane.control.Condition;
import daxplane.control.KernelFiles;
import daxplane.control.Step;
import daxplane.inventory.BlockRange;
import daxplane.inventory.MemoryBlock;
import java.util.List;
import java.util.Optional;

/** Steps on one memory block. */
final class BlockSteps {

    private BlockSteps() {
    }

    /** Of a block that is offline; empty when it is to stay so. */
    static Optional<Step> online(long block, Wish wish) {
        return wish == Wish.OFFLINE ? Optional.empty()
                : Optional.of(new Step.Reversible(KernelFiles.online(block, wish == Wish.MOVABLE), is(block, wish),
                        List.of(KernelFiles.offline(block))));
    }

    /** Of a block that is online. Taken back into the kind of zone that it was in (spec 04 section 9). */
    static Step offline(MemoryBlock block) {
        return new Step.Reversible(KernelFiles.offline(block.number()), is(block.number(), Wish.OFFLINE),
                List.of(KernelFiles.onlineAgain(block.number(), block.zone().orElseThrow())));
    }

    static Condition is(long block, Wish wish) {
        var one = new BlockRange(block, 1);
        return wish == Wish.OFFLINE ? new Condition.BlocksAre(one, Optional.empty()) : new Condition.BlocksOnline(one, wish == Wish.MOVABLE);
    }
}
