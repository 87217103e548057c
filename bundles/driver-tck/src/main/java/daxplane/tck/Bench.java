package daxplane.tck;

import daxplane.host.Errno;
import daxplane.kernel.core.Uevent;
import daxplane.kernel.testing.TestMachine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** A machine with a candidate. Every act on it fails when the driver breaks its contract in a way that the kernel notices. */
final class Bench {

    /** How long a driver may be silent: no driver of a simulation needs a hundredth of it. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** What a driver may answer when it can not take a device; anything else would mislead whoever has to act on it. */
    private static final Set<Errno> REFUSALS = Set.of(Errno.EBUSY, Errno.EINVAL, Errno.ENOMEM, Errno.EEXIST, Errno.ENXIO, Errno.ENODEV,
            Errno.EIO, Errno.ENOSPC, Errno.EOPNOTSUPP, Errno.E2BIG, Errno.EPERM, Errno.EAGAIN, Errno.EHWPOISON);

    private final Candidate candidate;
    private final TestMachine.Builder builder;
    private final TestMachine machine;
    private final String module;
    private final String directory;

    private Bench(Candidate candidate) {
        this.candidate = candidate;
        this.builder = candidate.builder().get().patience(PATIENCE);
        this.module = candidate.module().get().name();
        this.directory = "/sys/bus/" + candidate.bus() + "/drivers/" + candidate.driver();
        builder.module(candidate.module().get());
        this.machine = builder.boot(candidate.loaded().toArray(String[]::new));
        candidate.prepare().accept(machine);
    }

    /** Booted and prepared; the module is offered, not loaded. */
    static Bench of(Candidate candidate) {
        return new Bench(candidate);
    }

    /** The module is loaded, the driver knows the device, and the device is unbound. */
    static Bench ready(Candidate candidate) {
        Bench bench = of(candidate);
        bench.load();
        bench.introduce();
        bench.unbind();
        return bench;
    }

    TestMachine machine() {
        return machine;
    }

    String load() {
        return told("modprobe " + module, machine.modprobe(module));
    }

    String unload() {
        return told("modprobe -r " + module, machine.modprobeRemove(module));
    }

    /** Tells the driver the id of the device, where its bus has ids. */
    String introduce() {
        return machine.exists(directory + "/new_id") ? write("new_id") : "ok";
    }

    String bind() {
        return write("bind");
    }

    String unbind() {
        return write("unbind");
    }

    boolean bound() {
        return machine.driverOf(candidate.bus(), candidate.device()).equals(candidate.driver());
    }

    void takeAway() {
        candidate.takeAway().accept(machine);
        told("the device leaves", "ok");
    }

    /** Another version of the module takes over; nothing may be seen of it. */
    void exchange() {
        builder.module(candidate.module().get());
        machine.restartProcess();
    }

    /** Another version is tried and comes to nothing: the one that works must not notice. */
    void tryExchange() {
        machine.tryRestart();
    }

    private String write(String file) {
        return told("writing " + candidate.device() + " to " + file, machine.write(directory + "/" + file, candidate.device() + "\n"));
    }

    private String told(String act, String answer) {
        machine.breach().ifPresent(breach -> {
            throw new Broken(act + ": " + breach.text() + " (" + breach.errno() + ")");
        });
        return answer;
    }

    /** Everything that can be seen, and what a restart would find, but for what counts upwards by itself. */
    SortedMap<String, String> picture() {
        SortedMap<String, String> picture = new TreeMap<>(machine.dump());
        machine.documents().stream().filter(document -> !document.key().endsWith("/sequence")).forEach(document -> picture.put("document " + document.key(), without(document.values()).toString()));
        return picture;
    }

    /** The number of a binding, of a disk and of its minor differ between two lives. */
    private static Map<String, String> without(Map<String, String> values) {
        Map<String, String> kept = new TreeMap<>(values);
        kept.keySet().removeAll(Set.of("core.bound", "sequence", "group", "driver.group"));
        return kept;
    }

    void requireSame(String when, Map<String, String> before, Map<String, String> after) {
        List<String> differences = new ArrayList<>();
        Set<String> all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        for (String key : all) {
            String was = before.getOrDefault(key, "absent");
            String is = after.getOrDefault(key, "absent");
            if (!was.equals(is)) {
                differences.add(key + ": " + was.strip() + " -> " + is.strip());
            }
        }
        require(differences.isEmpty(), when + ", " + differences.size() + " things differ: "
                + String.join("; ", differences.subList(0, Math.min(5, differences.size()))));
    }

    /** Errno of an answer like {@code EBUSY@write}, which must be one that a driver may give. */
    void requireRefusal(String act, String answer) {
        String errno = answer.replaceAll("@.*", "");
        require(REFUSALS.stream().anyMatch(each -> each.name().equals(errno)), act + " answers " + answer + ", which is no errno for that");
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Broken(otherwise);
        }
    }

    /** Actions of the device's own events since a number of events. */
    List<String> actionsSince(int mark) {
        return events(mark).stream().filter(event -> event.keys().get("SUBSYSTEM").equals(candidate.bus())
                        && event.keys().get("DEVPATH").endsWith("/" + candidate.device()))
                .map(event -> event.keys().get("ACTION") + (event.keys().containsKey("DRIVER") ? " " + event.keys().get("DRIVER") : "")).toList();
    }

    List<Uevent> events(int mark) {
        List<Uevent> all = machine.uevents();
        return all.subList(mark, all.size());
    }

    int eventMark() {
        return machine.uevents().size();
    }
}
