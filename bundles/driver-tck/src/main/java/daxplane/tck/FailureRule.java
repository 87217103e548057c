package daxplane.tck;

import static daxplane.tck.Bench.require;

import daxplane.host.Errno;
import daxplane.tck.Candidate.Gives;

/** What a probe owes when the kernel says no in the middle of it: each of its calls that may fail does fail once. */
final class FailureRule {

    /** More than any probe makes. */
    private static final int MOST_CALLS = 1000;

    private FailureRule() {
    }

    static void trial(Candidate candidate) {
        var calls = new FailingCalls(Errno.ENOMEM);
        Candidate failing = candidate.failing(calls);
        Bench bench = Bench.ready(failing);
        for (int call = 1; call <= MOST_CALLS; call++) {
            calls.failCall(call);
            probe(bench, calls, call);
            if (calls.failed().isEmpty()) {
                return;
            }
            if (candidate.gives() == Gives.NOT_ALL_BACK) {
                bench = Bench.ready(failing);
            }
        }
        throw new Broken("a probe makes more than " + MOST_CALLS + " calls into the kernel");
    }

    /** A driver may cope with a failure and bind all the same; then it gives back what it has. */
    private static void probe(Bench bench, FailingCalls calls, int call) {
        var before = bench.picture();
        int mark = bench.eventMark();
        String answer = bench.bind();
        String failed = calls.failed();
        String when = "a probe whose call " + call + ", " + failed + ", failed";
        if (answer.equals("ok")) {
            require(bench.bound(), "after " + when + ", bind says ok and nothing is bound");
            bench.unbind();
            bench.requireGivenBack("after " + when, before);
            return;
        }
        require(!failed.isEmpty(), "bind answers " + answer + " although nothing failed any more");
        bench.requireRefusal("bind, in " + when + ",", answer);
        require(bench.actionsSince(mark).isEmpty(), when + ", announces " + bench.actionsSince(mark));
        if (bench.machine().leaks().isEmpty()) {
            bench.requireSame("after " + when, before, bench.picture());
        } else {
            bench.requireGivenBack("after " + when, before);
        }
    }
}
