package daxplane.control;

import daxplane.inventory.ByteSize;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What will be done, in order, and what it costs.
 *
 * @param title    {@code assign dax0.0 system-ram}
 * @param steps    empty when there is nothing to do
 * @param goal     what a full look must show at the end
 * @param lost     capacity lost to alignment
 * @param dramForPages DRAM that the kernel will use for struct pages
 * @param notes    what an operator should know first: holders, secrets, what is irreversible
 * @param capacity where the bytes go; empty when no memory gets another use
 * @param parts    of several commands the plan of each; their steps, one after the other, are the steps
 */
public record Plan(String title, List<Step> steps, Condition goal, ByteSize lost, ByteSize dramForPages, List<String> notes,
        Optional<Capacity> capacity, List<PlannedPart> parts) {

    /** More than any machine has memory blocks in one device: 8 TiB in blocks of 128 MiB, with room for the rest. */
    public static final int MOST_STEPS = 70_000;

    public Plan {
        steps = List.copyOf(steps);
        notes = List.copyOf(notes);
        parts = List.copyOf(parts);
        if (steps.size() > MOST_STEPS) {
            throw new IllegalArgumentException(title + " takes " + steps.size() + " steps, more than " + MOST_STEPS);
        }
    }

    public Plan(String title, List<Step> steps, Condition goal, ByteSize lost, ByteSize dramForPages, List<String> notes) {
        this(title, steps, goal, lost, dramForPages, notes, Optional.empty());
    }

    public Plan(String title, List<Step> steps, Condition goal, ByteSize lost, ByteSize dramForPages, List<String> notes, Optional<Capacity> capacity) {
        this(title, steps, goal, lost, dramForPages, notes, capacity, List.of());
    }

    /** The same steps under another title. */
    public Plan called(String other) {
        return new Plan(other, steps, goal, lost, dramForPages, notes, capacity, parts);
    }

    /** The same with more to know. */
    public Plan with(List<String> more) {
        return new Plan(title, steps, goal, lost, dramForPages, Stream.concat(notes.stream(), more.stream()).toList(), capacity, parts);
    }

    /** A plan that changes nothing because what is asked for is so already. */
    public static Plan nothingToDo(String title, String because) {
        return new Plan(title, List.of(), new Condition.EffectSucceeded(), ByteSize.ZERO, ByteSize.ZERO, List.of("nothing to do: " + because));
    }
}
