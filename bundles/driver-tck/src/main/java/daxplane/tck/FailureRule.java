package daxplane.tck;

import static daxplane.tck.Bench.require;

import daxplane.host.Errno;

/** What a probe owes when the kernel says no in the middle of it: each of its calls that may fail does fail once. */
final class FailureRule {

    /** More than any probe makes. */
    private static final int MOST_CALLS = 1000;

    private FailureRule() {
    }

    /** A driver may cope with a failure and bind all the same; then it gives back what it has. */
    static void trial(Candidate candidate) {
        var calls = new FailingCalls(Errno.ENOMEM);
        Bench bench = Bench.ready(candidate.with(() -> new FailingModule(candidate.module().get(), candidate.driver(), calls)));
        var before = bench.picture();
        for (int call = 1; call <= MOST_CALLS; call++) {
            calls.failCall(call);
            int mark = bench.eventMark();
            String answer = bench.bind();
            String failed = calls.failed();
            String when = "a probe whose call " + call + ", " + failed + ", failed";
            if (answer.equals("ok")) {
                require(bench.bound(), "after " + when + ", bind says ok and nothing is bound");
                bench.unbind();
            } else {
                require(!failed.isEmpty(), "bind answers " + answer + " although nothing failed any more");
                bench.requireRefusal("bind, in " + when + ",", answer);
                require(bench.actionsSince(mark).isEmpty(), when + ", announces " + bench.actionsSince(mark));
            }
            bench.requireSame("after " + when, before, bench.picture());
            if (failed.isEmpty()) {
                return;
            }
        }
        throw new Broken("a probe makes more than " + MOST_CALLS + " calls into the kernel");
    }
}
