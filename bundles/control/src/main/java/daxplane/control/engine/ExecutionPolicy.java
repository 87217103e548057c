package daxplane.control.engine;

import daxplane.events.Decision;
import daxplane.events.Event;
import daxplane.events.LeftBehind;
import daxplane.inventory.Inventory;
import java.util.List;
import java.util.Optional;

/**
 * What distinguishes the ways in which a plan is performed.
 *
 * @param before      the machine that an undo has to come back to
 * @param undoes      whether a failing step takes the steps before it back
 * @param leakAllowed whether the operator accepted that memory is lost until the next boot
 * @param reaching    how the operation has ended when every step worked
 * @param endsFailed  whether a failure ends the operation; else something else is tried after it
 * @param settles     whether this settles an operation of an earlier process
 * @param first       number of the first step; 0: the steps are not those that were planned
 */
public record ExecutionPolicy(Inventory before, boolean undoes, boolean leakAllowed, Event.Outcome reaching, boolean endsFailed,
        boolean settles, int first) {

    public static ExecutionPolicy ofPlan(Inventory before) {
        return new ExecutionPolicy(before, true, false, Event.Outcome.COMPLETED, true, false, 1);
    }

    /** Effects that an operator typed: they stay, whatever follows. */
    public static ExecutionPolicy byHand(Inventory before, boolean leakAllowed) {
        return new ExecutionPolicy(before, false, leakAllowed, Event.Outcome.COMPLETED, true, false, 1);
    }

    /** On to the end. When that fails, the way back is left to try. */
    public static ExecutionPolicy settlingOnward(Inventory before) {
        return new ExecutionPolicy(before, true, false, Event.Outcome.COMPLETED, false, true, 0);
    }

    public static ExecutionPolicy settlingBack(Inventory before) {
        return new ExecutionPolicy(before, true, false, Event.Outcome.UNDONE, true, true, 0);
    }

    /** One of several commands. @param now the machine that an undo of it has to come back to */
    ExecutionPolicy part(Inventory now, int firstStep) {
        return new ExecutionPolicy(now, undoes, leakAllowed, reaching, endsFailed, settles, settles ? 0 : firstStep);
    }

    int number(int index) {
        return first == 0 ? 0 : first + index;
    }

    Event end(String id, Event.Outcome outcome, String summary, List<Decision> decisions, List<LeftBehind> left) {
        return end(id, outcome, summary, decisions, left, List.of());
    }

    Event end(String id, Event.Outcome outcome, String summary, List<Decision> decisions, List<LeftBehind> left, List<Event.PartEnded> parts) {
        return settles ? new Event.OperationSettled(id, outcome, summary, Optional.of(decisions), left, parts)
                : new Event.OperationEnded(id, outcome, summary, Optional.of(decisions), left, parts);
    }
}
