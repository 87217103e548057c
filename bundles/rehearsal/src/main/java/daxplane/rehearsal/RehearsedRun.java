package daxplane.rehearsal;

import daxplane.inventory.Difference;
import daxplane.inventory.Fact;
import daxplane.inventory.Inventory;
import java.util.List;

/**
 * A tool's run on the copy.
 *
 * @param exitCode the tool's own
 * @param before   the machine when it began
 * @param after    and when it had ended
 */
public record RehearsedRun(int exitCode, List<RehearsedStep> steps, Inventory before, Inventory after) {

    public RehearsedRun {
        steps = List.copyOf(steps);
    }

    /** A run that touched nothing. */
    public static RehearsedRun withoutMachine(int exitCode) {
        return new RehearsedRun(exitCode, List.of(), Inventory.EMPTY, Inventory.EMPTY);
    }

    /** What is different at the end. */
    public List<Fact> changes() {
        return Difference.between(before, after);
    }

    /** What a failed run leaves behind; a run that succeeds leaves what it was asked for. */
    public List<Fact> residue() {
        return exitCode == 0 ? List.of() : changes();
    }
}
