package daxplane.control;

import daxplane.inventory.ByteSize;
import java.util.List;

/**
 * What will be done, in order, and what it costs.
 *
 * @param title    {@code assign dax0.0 system-ram}
 * @param steps    empty when there is nothing to do
 * @param goal     what a full look must show at the end
 * @param lost     capacity lost to alignment
 * @param dramForPages DRAM that the kernel will use for struct pages
 * @param notes    what an operator should know first: holders, secrets, what is irreversible
 */
public record Plan(String title, List<Step> steps, Condition goal, ByteSize lost, ByteSize dramForPages, List<String> notes) {

    /** More than any machine has memory blocks in one device: 8 TiB in blocks of 128 MiB, with room for the rest. */
    public static final int MOST_STEPS = 70_000;

    public Plan {
        steps = List.copyOf(steps);
        notes = List.copyOf(notes);
        if (steps.size() > MOST_STEPS) {
            throw new IllegalArgumentException(title + " takes " + steps.size() + " steps, more than " + MOST_STEPS);
        }
    }

    /** A plan that changes nothing because what is asked for is so already. */
    public static Plan nothingToDo(String title, String because) {
        return new Plan(title, List.of(), new Condition.EffectSucceeded(), ByteSize.ZERO, ByteSize.ZERO, List.of("nothing to do: " + because));
    }
}
