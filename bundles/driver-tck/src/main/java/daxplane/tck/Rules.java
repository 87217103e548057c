package daxplane.tck;

import static daxplane.tck.Bench.require;

import daxplane.inventory.AddressRange;
import daxplane.kernel.KernelException;
import daxplane.kernel.KernelModule;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** The rules, from the simplest on. Source: docs/WRITE-A-DRIVER.md; spec 03 section 1. */
public final class Rules {

    /** Rounds of binding after which nothing may have grown. */
    private static final int ROUNDS = 25;
    private static final int LIVES = 8;
    private static final int STEPS = 25;
    /** Name of whoever is in the driver's way. */
    private static final String OTHER = "somebody else";

    public static final List<Rule> ALL = List.of(
            new Rule("names", "its names are words, its own, and always the same", Rules::names),
            new Rule("loading", "loading announces driver and module, and unloading leaves nothing", Rules::loading),
            new Rule("binding", "a device is bound once, and the kernel says so once", Rules::binding),
            new Rule("unbinding", "a device that is let go is as it was before", Rules::unbinding),
            new Rule("rounds", "nothing grows however often it is bound", Rules::rounds),
            new Rule("refusal", "a probe that fails gives an errno that says why, and leaves nothing", Rules::refusal),
            new Rule("failure", "whichever call of a probe fails, nothing is left of it", FailureRule::trial),
            new Rule("departure", "a device may leave while it is bound", Rules::departure),
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
        require(!one.drivers().isEmpty(), "the module has no driver");
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < one.drivers().size(); i++) {
            var driver = one.drivers().get(i);
            require(driver.name().matches("[A-Za-z][A-Za-z0-9_-]{0,54}"), "driver name " + driver.name() + " is not a word");
            require(seen.add(driver.bus() + "/" + driver.name()), "there are two drivers " + driver.name());
            require(other.drivers().get(i).name().equals(driver.name()), "its drivers are called differently each time");
        }
    }

    private static void loading(Candidate candidate) {
        Bench bench = Bench.of(candidate);
        String untouched = bench.machine().read("/proc/iomem");
        bench.load();
        bench.unload();                                      // the first binding may make a bus offer the next seed
        require(bench.machine().read("/proc/iomem").equals(untouched), "after the first loading and unloading something stays reserved");
        var before = bench.picture();
        int mark = bench.eventMark();
        require(bench.load().equals("ok"), "modprobe answers " + bench.load());
        String driver = "/bus/" + candidate.bus() + "/drivers/" + candidate.driver();
        var announced = bench.events(mark).stream().map(event -> event.keys().get("ACTION") + " " + event.keys().get("DEVPATH")).toList();
        require(bench.machine().exists("/sys" + driver + "/uevent"), "there is no /sys" + driver);
        require(announced.contains("add " + driver), "no event announces " + driver);
        require(announced.getLast().startsWith("add /module/"), "the last event is not the module's: " + announced);
        var loaded = bench.picture();
        require(bench.load().equals("ok"), "loading it again fails");
        bench.requireSame("loaded twice", loaded, bench.picture());
        require(bench.unload().equals("ok"), "modprobe -r answers " + bench.unload());
        bench.requireSame("after loading and unloading", before, bench.picture());
    }

    private static void binding(Candidate candidate) {
        Bench bench = Bench.ready(candidate);
        int mark = bench.eventMark();
        require(bench.bind().equals("ok") && bench.bound(), "the device is not bound by bind");
        require(bench.actionsSince(mark).equals(List.of("bind " + candidate.driver())), "events of the device: " + bench.actionsSince(mark));
        var bound = bench.picture();
        int again = bench.eventMark();
        require(bench.bind().equals("EBUSY@write"), "binding it again is not EBUSY");
        bench.requireSame("after a refused bind", bound, bench.picture());
        require(bench.events(again).isEmpty(), "a refused bind announces " + bench.events(again));
    }

    private static void unbinding(Candidate candidate) {
        Bench bench = Bench.of(candidate);
        String untouched = bench.machine().read("/proc/iomem");
        bench.load();
        bench.introduce();
        bench.unbind();
        require(bench.machine().read("/proc/iomem").equals(untouched), "after it was bound and unbound something stays reserved:\n"
                + bench.machine().read("/proc/iomem"));
        var before = bench.picture();
        require(bench.bind().equals("ok"), "it can not be bound a second time");
        int mark = bench.eventMark();
        require(bench.unbind().equals("ok") && !bench.bound(), "the device is not unbound by unbind");
        require(bench.actionsSince(mark).equals(List.of("unbind")), "events of the device: " + bench.actionsSince(mark));
        bench.requireSame("after bind and unbind", before, bench.picture());
        require(bench.unbind().equals("ENODEV@write"), "unbinding it again is not ENODEV");
        require(bench.machine().leaks().isEmpty(), "it leaks " + bench.machine().leaks());
    }

    private static void rounds(Candidate candidate) {
        Bench bench = Bench.ready(candidate);
        var before = bench.picture();
        for (int i = 0; i < ROUNDS; i++) {
            require(bench.bind().equals("ok"), "round " + (i + 1) + " does not bind");
            bench.unbind();
        }
        bench.requireSame("after " + ROUNDS + " rounds", before, bench.picture());
    }

    private static void refusal(Candidate candidate) {
        if (candidate.taken().isEmpty()) {
            return;
        }
        AddressRange all = candidate.taken().get();
        for (AddressRange part : List.of(all, AddressRange.ofSize(all.start(), 4096), new AddressRange(all.end() - 4096, all.end()))) {
            Bench bench = Bench.ready(candidate);
            obstruct(bench, part);
            var before = bench.picture();
            int mark = bench.eventMark();
            String answer = bench.bind();
            if (answer.equals("ok")) {
                require(bench.bound(), "bind says ok and nothing is bound");
                bench.unbind();
            } else {
                bench.requireRefusal("bind of a device whose memory is taken", answer);
                require(bench.actionsSince(mark).isEmpty(), "a failed probe announces " + bench.actionsSince(mark));
            }
            bench.requireSame("after a probe with " + part + " taken", before, bench.picture());
            bench.machine().inside(kernel -> kernel.resources().release(part, OTHER));
            require(bench.bind().equals("ok"), "it can not be bound after the obstacle has gone");
        }
    }

    private static void obstruct(Bench bench, AddressRange part) {
        try {
            bench.machine().inside(kernel -> kernel.resources().request(part, OTHER, true, false));
        } catch (KernelException taken) {
            throw new Broken("the memory of an unbound device is taken: " + taken.getMessage());
        }
    }

    private static void departure(Candidate candidate) {
        Bench bench = Bench.ready(candidate);
        bench.takeAway();
        var unbound = bench.machine().read("/proc/iomem");
        Bench other = Bench.ready(candidate);
        other.bind();
        other.takeAway();
        require(!other.bound(), "the device that left is bound");
        require(other.machine().read("/proc/iomem").equals(unbound), "a device that left while bound leaves something reserved:\n"
                + other.machine().read("/proc/iomem"));
        require(other.machine().leaks().isEmpty(), "it leaks " + other.machine().leaks());
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
        require(bench.unbind().equals("ok"), "the other version can not unbind it");
        bench.requireSame("after the other version let go", unbound, bench.picture());
    }

    private static void trial(Candidate candidate) {
        Bench bench = Bench.ready(candidate);
        var unbound = bench.picture();
        bench.bind();
        var bound = bench.picture();
        bench.tryExchange();
        bench.requireSame("after another kernel was rebuilt with the same object", bound, bench.picture());
        bench.unbind();
        bench.requireSame("after it let go", unbound, bench.picture());
    }

    private static void reboot(Candidate candidate) {
        Bench bench = Bench.of(candidate);
        var fresh = bench.machine().read("/proc/iomem");
        bench.load();
        bench.introduce();
        bench.bind();
        bench.machine().boot(candidate.loaded().toArray(String[]::new));
        candidate.prepare().accept(bench.machine());
        require(bench.machine().read("/proc/iomem").equals(fresh), "after a boot something is still reserved");
        require(bench.load().equals("ok"), "after a boot it can not be loaded");
        bench.introduce();
        bench.bind();
        require(bench.bound(), "after a boot it can not be bound");
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
                walk.append(' ').append(act.name().toLowerCase(java.util.Locale.ROOT)).append('=').append(one);
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
