package daxplane.conform;

import java.util.List;
import java.util.Optional;

/**
 * What came of holding a case against a machine.
 *
 * @param steps       recorded; @param compared of them; @param equal of those
 * @param keys        values of the state that were compared, over all steps; @param keysEqual of those
 * @param labels      label areas that were compared; @param labelsEqual of those
 * @param partialFrom step from which on nothing was compared, because what was skipped in it had changed the machine
 * @param skipped     commands without a meaning for a machine
 * @param differences a line or more each, with the step
 */
public record CaseReport(String name, int steps, int compared, int equal, long keys, long keysEqual, int labels, int labelsEqual,
        Optional<Integer> partialFrom, List<String> skipped, List<String> differences) {

    public enum Verdict {
        PASSED, FAILED, PARTIAL
    }

    public CaseReport {
        skipped = List.copyOf(skipped);
        differences = List.copyOf(differences);
    }

    public Verdict verdict() {
        return !differences.isEmpty() ? Verdict.FAILED : partialFrom.isPresent() ? Verdict.PARTIAL : Verdict.PASSED;
    }

    /** A case that cannot be run at all. */
    static CaseReport unusable(String name, String why) {
        return new CaseReport(name, 0, 0, 0, 0, 0, 0, 0, Optional.empty(), List.of(), List.of(why));
    }
}
