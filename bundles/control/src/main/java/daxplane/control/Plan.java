package daxplane.control;

import daxplane.inventory.ByteSize;
import java.util.List;

/**
 * What will be done, in order, and what it costs.
 *
 * @param title    {@code assign dax0.0 system-ram}
 * @param steps    empty when there is nothing to do
 * @param lost     capacity lost to alignment
 * @param dramForPages DRAM that the kernel will use for struct pages
 * @param notes    what an operator should know first: holders, secrets, what is irreversible
 */
public record Plan(String title, List<Step> steps, ByteSize lost, ByteSize dramForPages, List<String> notes) {

    public Plan {
        steps = List.copyOf(steps);
        notes = List.copyOf(notes);
    }
}
