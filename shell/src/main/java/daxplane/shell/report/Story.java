package daxplane.shell.report;

import daxplane.shell.view.OperationsView.Ending;
import java.time.Instant;
import java.util.List;

/**
 * An operation as a page tells it.
 *
 * @param intended revision of its intent
 * @param plan     the first steps of its plan
 * @param planned  how many steps the plan has
 * @param records  the first records of what was done
 * @param told     how many of those there are
 * @param summary  what its end says; empty text while it is open
 */
record Story(String id, String command, String actor, String reason, Instant begun, long intended, List<Planned> plan, int planned,
        List<Line> records, long told, Ending ending, String summary) {

    /** A planned step: texts for people. */
    record Planned(String effect, String afterwards, List<String> undo, String irreversible) {
    }

    /** A record of an operation. */
    record Line(long revision, Instant time, String what) {
    }

    Story {
        plan = List.copyOf(plan);
        records = List.copyOf(records);
    }

    /** About what it takes in a page. */
    long characters() {
        long steps = plan.stream().mapToLong(step -> 200L + step.effect().length() + step.afterwards().length() + step.irreversible().length()
                + step.undo().stream().mapToLong(String::length).sum()).sum();
        return 600L + command.length() + reason.length() + summary.length() + steps + records.stream().mapToLong(line -> 130L + line.what().length()).sum();
    }
}
