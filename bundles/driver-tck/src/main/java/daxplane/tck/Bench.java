package daxplane.tck;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.KernelModule;
import daxplane.kernel.core.Uevent;
import daxplane.kernel.testing.TestMachine;
import daxplane.tck.Candidate.Gives;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A machine with a candidate. Every act on it fails when the driver breaks its contract in a way that the kernel notices. */
final class Bench {

    /** How long a driver may be silent: no driver of a simulation needs a hundredth of it. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** What a driver may answer when it cannot take a device; anything else would mislead whoever has to act on it. */
    private static final Set<Errno> REFUSALS = Set.of(Errno.EBUSY, Errno.EINVAL, Errno.ENOMEM, Errno.EEXIST, Errno.ENXIO, Errno.ENODEV,
            Errno.EIO, Errno.ENOSPC, Errno.EOPNOTSUPP, Errno.E2BIG, Errno.EPERM, Errno.EAGAIN, Errno.EHWPOISON);

    private static final String OK = "ok";
    private static final Pattern PROBE_ERROR = Pattern.compile("failed with error -(\\d+)$");
    private static final String IOMEM = "/proc/iomem";
    /** Where in a picture memory is that cannot be freed: its accounts, its blocks and nodes, and what tells of it. */
    private static final List<String> MEMORY = List.of("/proc/", "/sys/devices/system/", "/sys/bus/memory/", "/sys/bus/node/",
            "document device/sys/devices/system/", "document memory/", "document iomem/", "document leak/");
    /** A line of {@link #IOMEM} in a picture, where the first has the file's mode in front. */
    private static final Pattern RESERVED = Pattern.compile("(?:f \\d+ )?([0-9a-f]+)-([0-9a-f]+) : .*");

    private final Candidate candidate;
    private final TestMachine.Builder builder;
    private final TestMachine machine;
    /** The module, and behind it the one that uses it. */
    private final List<String> modules;
    private final String directory;

    private Bench(Candidate candidate) {
        this.candidate = candidate;
        this.builder = candidate.builder().get().patience(PATIENCE);
        this.directory = "/sys/bus/" + candidate.bus() + "/drivers/" + candidate.driver();
        KernelModule module = candidate.module().get();
        Optional<? extends KernelModule> user = candidate.user().map(Supplier::get);
        builder.module(module);
        user.ifPresent(builder::module);
        this.modules = Stream.concat(Stream.of(module), user.stream()).map(KernelModule::name).toList();
        this.machine = builder.boot(candidate.loaded().toArray(String[]::new));
        candidate.occasion().prepared().accept(machine);
    }

    /** Booted and prepared; the module is offered, not loaded. */
    static Bench of(Candidate candidate) {
        return new Bench(candidate);
    }

    /** The module is loaded, the driver knows the device, and the device is unbound, whoever had it. */
    static Bench ready(Candidate candidate) {
        Bench bench = of(candidate);
        bench.load();
        bench.introduce();
        bench.free();
        return bench;
    }

    TestMachine machine() {
        return machine;
    }

    /** What is loaded stays when what uses it cannot be. */
    String load() {
        return modules.stream().map(name -> told("modprobe " + name, machine.modprobe(name))).filter(answer -> !answer.equals(OK)).findFirst().orElse(OK);
    }

    String unload() {
        candidate.occasion().unloading().accept(machine);
        return modules.reversed().stream().map(name -> told("modprobe -r " + name, machine.modprobeRemove(name)))
                .filter(answer -> !answer.equals(OK)).findFirst().orElse(OK);
    }

    /** Everything forgotten, and prepared again. */
    void reboot() {
        machine.boot(candidate.loaded().toArray(String[]::new));
        candidate.occasion().prepared().accept(machine);
    }

    /** Tells the driver the id of the device, where its bus has ids. */
    String introduce() {
        return machine.exists(directory + "/new_id") ? write("new_id") : OK;
    }

    /** The errno is the probe's own: kernels that do not report it tell it in their log. */
    String bind() {
        int mark = machine.messages().size();
        String answer = write("bind");
        return reportsErrno() || answer.equals(OK) ? answer : machine.messages().stream().skip(mark).map(message -> PROBE_ERROR.matcher(message.text()))
                .filter(Matcher::find).reduce((_, last) -> last).flatMap(error -> named(Integer.parseInt(error.group(1)))).orElse(answer);
    }

    private static Optional<String> named(int number) {
        return Stream.of(Errno.values()).filter(errno -> errno.number() == number).findFirst().map(errno -> errno + "@write");
    }

    /** Whether {@code bind} answers with the errno of the probe. */
    boolean reportsErrno() {
        return machine.kernel().profile().bindReportsProbeErrno();
    }

    String unbind() {
        return write("unbind");
    }

    /** Whoever has the device lets it go. */
    void free() {
        String holder = machine.driverOf(candidate.bus(), candidate.device());
        if (!holder.isEmpty()) {
            told("unbinding", machine.write("/sys/bus/" + candidate.bus() + "/drivers/" + holder + "/unbind", candidate.device() + "\n"));
        }
    }

    boolean bound() {
        return machine.driverOf(candidate.bus(), candidate.device()).equals(candidate.driver());
    }

    void takeAway() {
        candidate.occasion().leaves().accept(machine);
        told("the device leaves", OK);
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

    /** Everything that can be seen, and what a restart would find, but for what counts upwards by itself and what was said. */
    SortedMap<String, String> picture() {
        SortedMap<String, String> picture = new TreeMap<>(machine.dump());
        machine.documents().stream().filter(document -> !document.key().endsWith("/sequence") && !document.key().startsWith("said/"))
                .forEach(document -> picture.put("document " + document.key(), without(document.values()).toString()));
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

    /**
     * The device is unbound, and everything is as it was before. Where the kernel cannot free all of its memory, what else can be
     * seen is as before, and what stays reserved is told as a leak.
     */
    void requireGivenBack(String when, Map<String, String> before) {
        switch (candidate.gives()) {
            case ALL_BACK -> requireSame(when, before, picture());
            case NOT_ALL_BACK -> requireSame(when, withoutMemory(before), withoutMemory(picture()));
        }
        requireReservedAs(when, before);
    }

    /** What is reserved was reserved before, or is told as a leak. */
    void requireReservedAs(String when, Map<String, String> before) {
        String after = picture().get(IOMEM);
        Set<String> known = Set.copyOf(before.get(IOMEM).lines().map(String::strip).toList());
        for (String line : after.lines().map(String::strip).toList()) {
            require(known.contains(line) || machine.leaks().stream().anyMatch(leak -> leak.range().contains(reserved(line))),
                    when + ", " + line + " stays reserved, and is not told as a leak");
        }
        if (candidate.gives() == Gives.ALL_BACK) {
            require(after.equals(before.get(IOMEM)), when + ", memory is reserved differently:\n" + after);
            require(machine.leaks().isEmpty(), when + ", it leaks " + machine.leaks());
        }
    }

    private static SortedMap<String, String> withoutMemory(Map<String, String> picture) {
        SortedMap<String, String> kept = new TreeMap<>(picture);
        kept.keySet().removeIf(key -> MEMORY.stream().anyMatch(key::startsWith));
        return kept;
    }

    private static AddressRange reserved(String line) {
        Matcher range = RESERVED.matcher(line);
        require(range.matches(), "no line of " + IOMEM + ": " + line);
        return new AddressRange(Long.parseUnsignedLong(range.group(1), 16), Long.parseUnsignedLong(range.group(2), 16) + 1);
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
