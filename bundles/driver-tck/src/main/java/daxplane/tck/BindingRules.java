package daxplane.tck;

import static daxplane.tck.Bench.require;

import daxplane.inventory.AddressRange;
import daxplane.kernel.KernelException;
import daxplane.tck.Candidate.Gives;
import java.util.List;

/** What a driver owes to a device that it is given, that is taken away, and that leaves. */
final class BindingRules {

    /** Rounds of binding after which nothing may have grown. */
    private static final int ROUNDS = 25;
    /** Name of whoever is in the driver's way. */
    private static final String OTHER = "somebody else";

    private BindingRules() {
    }

    static void binding(Candidate candidate) {
        Bench bench = Bench.ready(candidate);
        int mark = bench.eventMark();
        String answer = bench.bind();
        require(answer.equals("ok") && bench.bound(), "the device is not bound by bind, which answers " + answer);
        require(bench.actionsSince(mark).equals(List.of("bind " + candidate.driver())), "events of the device: " + bench.actionsSince(mark));
        var bound = bench.picture();
        int again = bench.eventMark();
        String busy = bench.reportsErrno() ? "EBUSY@write" : "ENODEV@write";
        require(bench.bind().equals(busy), "binding it again is not " + busy);
        bench.requireSame("after a refused bind", bound, bench.picture());
        require(bench.events(again).isEmpty(), "a refused bind announces " + bench.events(again));
    }

    static void unbinding(Candidate candidate) {
        if (candidate.gives() == Gives.ALL_BACK) {
            firstBinding(candidate);
        }
        Bench bench = Bench.ready(candidate);
        var before = bench.picture();
        require(bench.bind().equals("ok"), "it cannot be bound again");
        int mark = bench.eventMark();
        require(bench.unbind().equals("ok") && !bench.bound(), "the device is not unbound by unbind");
        require(bench.actionsSince(mark).equals(List.of("unbind")), "events of the device: " + bench.actionsSince(mark));
        bench.requireGivenBack("after bind and unbind", before);
        require(bench.unbind().equals("ENODEV@write"), "unbinding it again is not ENODEV");
    }

    /** The first binding may make a bus offer the next seed, so only what is reserved can be compared. */
    private static void firstBinding(Candidate candidate) {
        Bench bench = Bench.of(candidate);
        String untouched = bench.machine().read("/proc/iomem");
        bench.load();
        bench.introduce();
        bench.unbind();
        require(bench.machine().read("/proc/iomem").equals(untouched), "after it was bound and unbound something stays reserved:\n"
                + bench.machine().read("/proc/iomem"));
    }

    /** The first round may leave what is told as a leak. */
    static void rounds(Candidate candidate) {
        Bench bench = Bench.ready(candidate);
        bench.bind();
        bench.unbind();
        var before = bench.picture();
        for (int i = 1; i < ROUNDS; i++) {
            String answer = bench.bind();
            if (candidate.gives() == Gives.ALL_BACK) {
                require(answer.equals("ok"), "round " + (i + 1) + " does not bind");
            }
            bench.unbind();
        }
        bench.requireSame("after " + ROUNDS + " rounds", before, bench.picture());
    }

    static void refusal(Candidate candidate) {
        if (candidate.taken().isEmpty()) {
            return;
        }
        AddressRange all = candidate.taken().get();
        for (AddressRange part : List.of(all, AddressRange.ofSize(all.start(), 4096), new AddressRange(all.end() - 4096, all.end()))) {
            refusal(candidate, part);
        }
    }

    private static void refusal(Candidate candidate, AddressRange part) {
        Bench bench = Bench.ready(candidate);
        obstruct(bench, part);
        var before = bench.picture();
        int mark = bench.eventMark();
        String answer = bench.bind();
        if (answer.equals("ok")) {                           // the driver does without this part
            require(bench.bound(), "bind says ok and nothing is bound");
            bench.unbind();
            bench.requireGivenBack("after a probe with " + part + " taken", before);
            return;
        }
        bench.requireRefusal("bind of a device whose memory is taken", answer);
        require(bench.actionsSince(mark).isEmpty(), "a failed probe announces " + bench.actionsSince(mark));
        bench.requireSame("after a probe with " + part + " taken", before, bench.picture());
        bench.machine().inside(kernel -> kernel.resources().release(part, OTHER));
        require(bench.bind().equals("ok"), "it cannot be bound after the obstacle has gone");
    }

    private static void obstruct(Bench bench, AddressRange part) {
        try {
            bench.machine().inside(kernel -> kernel.resources().request(part, OTHER, true, false));
        } catch (KernelException taken) {
            throw new Broken("the memory of an unbound device is taken: " + taken.getMessage());
        }
    }

    static void departure(Candidate candidate) {
        Bench bench = Bench.ready(candidate);
        bench.takeAway();
        var unbound = bench.picture();
        Bench other = Bench.ready(candidate);
        other.bind();
        other.takeAway();
        require(!other.bound(), "the device that left is bound");
        other.requireReservedAs("after a device left while it was bound", unbound);
    }
}
