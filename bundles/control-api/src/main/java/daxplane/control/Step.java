package daxplane.control;

import daxplane.host.Effect;
import java.util.List;
import java.util.Optional;

/** A step of a plan knows how to undo itself, or says that it cannot. */
public sealed interface Step {

    Effect effect();

    /**
     * How we know that it worked; an errno of 0 is not enough (new_id reports success when a probe fails), and an errno is
     * not the end: a block that somebody else onlined just before us answers EINVAL and is online.
     */
    Condition afterwards();

    /**
     * @param undo   effects that take it back, in the order to perform them; empty when there is nothing to take back
     * @param whyNot effect to try when the kernel accepted {@code effect} and {@code afterwards} does not hold: its errno
     *               tells the reason that {@code effect} kept to itself ({@code bind} after {@code new_id}, docs/kernel/drivers.md 3.4)
     */
    record Reversible(Effect effect, Condition afterwards, List<Effect> undo, Optional<Effect> whyNot) implements Step {

        public Reversible {
            undo = List.copyOf(undo);
        }

        public Reversible(Effect effect, Condition afterwards, List<Effect> undo) {
            this(effect, afterwards, undo, Optional.empty());
        }
    }

    record Irreversible(Effect effect, Condition afterwards, String because) implements Step {
    }
}
