package daxplane.control;

import daxplane.host.Effect;
import java.util.List;

/** A step of a plan knows how to undo itself, or says that it can not. */
public sealed interface Step {

    Effect effect();

    /** How we know that it worked; an errno of 0 is not enough (new_id reports success when a probe fails). */
    Condition afterwards();

    /** @param undo effects that take it back, in the order to perform them; empty when there is nothing to take back */
    record Reversible(Effect effect, Condition afterwards, List<Effect> undo) implements Step {
    }

    record Irreversible(Effect effect, Condition afterwards, String because) implements Step {
    }
}
