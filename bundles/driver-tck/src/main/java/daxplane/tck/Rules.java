package daxplane.tck;

import static daxplane.tck.Bench.require;

import daxplane.kernel.KernelModule;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/** The rules, from the simplest on. Source: docs/WRITE-A-DRIVER.md; docs/kernel/drivers.md 1. */
public final class Rules {

    private static final int LIVES = 8;
    private static final int STEPS = 25;

    public static final List<Rule> ALL = List.of(
            new Rule("names", "its names are words, its own, and always the same", Rules::names),
            new Rule("loading", "loading announces driver and module, and unloading leaves nothing", LoadingRule::trial),
            new Rule("binding", "a device is bound once, and the kernel says so once", BindingRules::binding),
            new Rule("unbinding", "a device that is let go is as it was before, but for what is told as a leak", BindingRules::unbinding),
            new Rule("rounds", "nothing grows however often it is bound", BindingRules::rounds),
            new Rule("refusal", "a probe that fails gives an errno that says why, and leaves nothing", BindingRules::refusal),
            new Rule("failure", "whichever call of a probe fails, nothing is left of it", FailureRule::trial),
            new Rule("departure", "a device may leave while it is bound", BindingRules::departure),
            new Rule("adoption", "another version takes over what is bound, and nothing is seen of it", Rules::adoption),
            new Rule("trial", "another version may be tried beside it", Rules::trial),
            new Rule("reboot", "a boot forgets everything", Rules::reboot),
            new Rule("any order", "it holds no state: exchanged after every step, it does the same as never exchanged", Rules::anyOrder));

    private Rules() {
    }

    private static void names(Candidate candidate) {
        KernelModule one = candidate.module().get();
        KernelModule other = candidate.module().get();
        require(one != other, "the candidate gives the same object twice");
        require(one.name().matches("[a-z][a-z0-9_]{0,54}"), "module name " + one.name() + " is not a word of a-z, 0-9 and _");
        require(one.name().equals(other.name()), "the module calls itself " + one.name() + " and " + other.name());
        require(!one.drivers().isEmpty() || candidate.user().isPresent(), "the module has no driver");
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < one.drivers().size(); i++) {
            var driver = one.drivers().get(i);
            require(driver.name().matches("[A-Za-z][A-Za-z0-9_-]{0,54}"), "driver name " + driver.name() + " is not a word");
            require(seen.add(driver.bus() + "/" + driver.name()), "there are two drivers " + driver.name());
            require(other.drivers().get(i).name().equals(driver.name()), "its drivers are called differently each time");
        }
    }

    private static void adoption(Candidate candidate) {
        Bench bench = Bench.ready(candidate);
        var unbound = bench.picture();
        bench.bind();
        var bound = bench.picture();
        int mark = bench.eventMark();
        bench.exchange();
        bench.requireSame("after another version took over", bound, bench.picture());
        require(bench.events(mark).isEmpty(), "an exchange announces " + bench.events(mark));
        bench.exchange();
        bench.requireSame("after a second exchange", bound, bench.picture());
        require(bench.unbind().equals("ok"), "the other version cannot unbind it");
        bench.requireGivenBack("after the other version let go", unbound);
    }

    private static void trial(Candidate candidate) {
        Bench bench = Bench.ready(candidate);
        var unbound = bench.picture();
        bench.bind();
        var bound = bench.picture();
        bench.tryExchange();
        bench.requireSame("after another kernel was rebuilt with the same object", bound, bench.picture());
        bench.unbind();
        bench.requireGivenBack("after it let go", unbound);
    }

    private static void reboot(Candidate candidate) {
        Bench bench = Bench.of(candidate);
        var fresh = bench.machine().read("/proc/iomem");
        bench.load();
        bench.introduce();
        bench.free();
        bench.bind();
        bench.reboot();
        require(bench.machine().read("/proc/iomem").equals(fresh), "after a boot something is still reserved");
        require(bench.machine().leaks().isEmpty(), "after a boot there are leaks: " + bench.machine().leaks());
        require(bench.load().equals("ok"), "after a boot it cannot be loaded");
        bench.introduce();
        bench.free();
        bench.bind();
        require(bench.bound(), "after a boot it cannot be bound");
    }

    /** The same walk on two machines; the seed is in the message. */
    private static void anyOrder(Candidate candidate) {
        for (long seed = 0; seed < LIVES; seed++) {
            Random random = new Random(seed);
            Bench steady = Bench.ready(candidate);
            Bench exchanged = Bench.ready(candidate);
            StringBuilder walk = new StringBuilder("seed " + seed + ":");
            for (int i = 0; i < STEPS; i++) {
                Act act = Act.values()[random.nextInt(Act.values().length)];
                String one = act.perform(steady);
                String other = act.perform(exchanged);
                walk.append(' ').append(act.name().toLowerCase(Locale.ROOT)).append('=').append(one);
                exchanged.exchange();
                require(one.equals(other), walk + " but " + other + " when exchanged after every step");
                steady.requireSame(walk.toString(), steady.picture(), exchanged.picture());
            }
        }
    }

    /** A step of a walk. */
    private enum Act {
        LOAD, UNLOAD, INTRODUCE, BIND, UNBIND;

        String perform(Bench bench) {
            return switch (this) {
                case LOAD -> bench.load();
                case UNLOAD -> bench.unload();
                case INTRODUCE -> bench.introduce();
                case BIND -> bench.bind();
                case UNBIND -> bench.unbind();
            };
        }
    }
}
