package daxplane.tck;

import static daxplane.tck.Bench.require;

/** What a module owes when it comes and goes. */
final class LoadingRule {

    private LoadingRule() {
    }

    static void trial(Candidate candidate) {
        if (candidate.module().get().builtIn()) {
            builtIn(candidate);
        } else {
            loadable(candidate);
        }
    }

    private static void loadable(Candidate candidate) {
        Bench bench = Bench.of(candidate);
        String untouched = bench.machine().read("/proc/iomem");
        bench.load();
        bench.unload();                                      // the first binding may make a bus offer the next seed
        require(bench.machine().read("/proc/iomem").equals(untouched), "after the first loading and unloading something stays reserved");
        var before = bench.picture();
        int mark = bench.eventMark();
        require(bench.load().equals("ok"), "modprobe answers " + bench.load());
        String module = "/module/" + candidate.module().get().name();
        String driver = "/bus/" + candidate.bus() + "/drivers/" + candidate.driver();
        var announced = bench.events(mark).stream().map(event -> event.keys().get("ACTION") + " " + event.keys().get("DEVPATH")).toList();
        require(bench.machine().exists("/sys" + driver + "/uevent"), "there is no /sys" + driver);
        require(announced.contains("add " + driver), "no event announces " + driver);
        require(announced.contains("add " + module), "no event announces " + module);
        require(announced.getLast().startsWith("add /module/"), "the last event is not a module's: " + announced);
        var loaded = bench.picture();
        require(bench.load().equals("ok"), "loading it again fails");
        bench.requireSame("loaded twice", loaded, bench.picture());
        require(bench.unload().equals("ok"), "modprobe -r answers " + bench.unload());
        bench.requireSame("after loading and unloading", before, bench.picture());
    }

    /** A part of the kernel image is there from boot, and can neither come nor go. */
    private static void builtIn(Candidate candidate) {
        Bench bench = Bench.of(candidate);
        String driver = "/sys/bus/" + candidate.bus() + "/drivers/" + candidate.driver();
        require(bench.machine().exists(driver + "/uevent"), "there is no " + driver + " after boot");
        var before = bench.picture();
        int mark = bench.eventMark();
        require(bench.load().equals("ok"), "modprobe of what is built in answers " + bench.load());
        require(bench.unload().equals("EBUSY"), "modprobe -r of what is built in is not EBUSY");
        bench.requireSame("after trying to load and to unload what is built in", before, bench.picture());
        require(bench.events(mark).isEmpty(), "trying to load and to unload what is built in announces " + bench.events(mark));
    }
}
