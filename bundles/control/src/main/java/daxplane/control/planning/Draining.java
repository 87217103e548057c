package daxplane.control.planning;

import daxplane.control.Condition;
import daxplane.control.ModeOption;
import daxplane.control.Options;
import daxplane.control.Plan;
import daxplane.control.RefusalCode;
import daxplane.control.Step;
import daxplane.host.Effect;
import daxplane.host.Errno;
import daxplane.host.Holders;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.DeviceUse;
import daxplane.inventory.DiskStack;
import daxplane.inventory.Inventory;
import daxplane.inventory.Namespace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who has a lease is asked before his mapping changes, and may go on when it did not: the first steps of a plan, each with its undo
 * (decision 146). A holder that does not answer makes the plan fail there; nothing is forced.
 */
final class Draining {

    static final String DRAIN = ModeOption.DRAIN.name();
    static final String NO_DRAIN = ModeOption.NO_DRAIN.name();

    /** How long a holder may take when nobody says; {@link ModeOption#DRAIN} says so, too. */
    private static final int DEFAULT_SECONDS = 5;
    private static final int MOST_SECONDS = 3600;

    private static final Pattern WORD = Pattern.compile("[^A-Za-z0-9_.]+");

    private Draining() {
    }

    /**
     * The plan behind the steps that ask whoever has a lease on the object, or on a device that a step names.
     *
     * @param object a device, namespace or region; empty where the steps alone tell what they are about
     */
    static Plan before(Plan plan, Inventory picture, String object, String typed, Options options) throws RefusalException {
        int seconds = seconds(typed, object, options);
        if (plan.steps().isEmpty() || options.has(NO_DRAIN)) {
            return plan;
        }
        var steps = new ArrayList<Step>();
        var notes = new ArrayList<String>();
        for (var holder : holders(picture, plan, object).entrySet()) {
            var use = holder.getValue();
            steps.add(ask(use.device(), use.pid(), seconds));
            notes.add(use.who() + " (process " + use.pid() + ") has a lease on " + use.device() + " and is asked to let go, within " + seconds + " s");
        }
        if (steps.isEmpty()) {
            return plan;
        }
        steps.addAll(plan.steps());
        return new Plan(plan.title(), steps, plan.goal(), plan.lost(), plan.dramForPages(), plan.notes(), plan.capacity()).with(notes);
    }

    private static Step ask(String device, int pid, int seconds) {
        var process = Integer.toString(pid);
        return new Step.Reversible(new Effect.RunProgram(List.of("lease", "revoke", device, process, "--drain", Integer.toString(seconds)), ""), new Condition.LetGo(device, pid),
                List.of(new Effect.RunProgram(List.of("lease", "resume", device, process), "")));
    }

    /** Whether a process that has the device mapped will be asked first. */
    static boolean asks(List<Holders.Holder> all, int pid, Options options) {
        return !options.has(NO_DRAIN) && all.stream().anyMatch(holder -> holder.kind() == DeviceUse.Kind.LEASED && holder.pid() == pid);
    }

    /** One of each process and device. */
    private static Map<String, DeviceUse> holders(Inventory picture, Plan plan, String object) {
        var holders = new TreeMap<String, DeviceUse>();
        var using = picture.uses().stream().filter(use -> use.kind() == DeviceUse.Kind.MAPPED || use.kind() == DeviceUse.Kind.PINNED)
                .map(use -> use.device() + " " + use.pid()).collect(Collectors.toSet());
        // Who has let go already is not asked: what would take that back maps a device that he may not have yet.
        var leased = picture.uses().stream().filter(use -> use.kind() == DeviceUse.Kind.LEASED && (use.inUse() || using.contains(use.device() + " " + use.pid()))).toList();
        if (leased.isEmpty()) {
            return holders;
        }
        var named = plan.steps().stream().flatMap(step -> WORD.splitAsStream(step.effect().typed())).collect(Collectors.toSet());
        leased.stream().filter(use -> names(picture, use.device()).stream().anyMatch(named::contains)).forEach(use -> holders.put(use.device() + " " + use.pid(), use));
        var objects = new ArrayList<>(List.of(object));
        picture.namespaces().values().stream().filter(namespace -> namespace.region().equals(object)).forEach(namespace -> objects.add(namespace.name()));
        for (String each : objects) {
            for (String device : DiskStack.devices(picture, each)) {
                leased.stream().filter(use -> use.device().equals(device)).forEach(use -> holders.put(device + " " + use.pid(), use));
            }
        }
        return holders;
    }

    /** What a step says when it is about the device: its own name, and what it is made of. */
    private static Set<String> names(Inventory picture, String device) {
        var names = new TreeSet<>(DiskStack.bottoms(picture, device));
        names.add(device);
        Optional.ofNullable(picture.daxDevices().get(device)).flatMap(DaxDevice::namespace).ifPresent(names::add);
        picture.namespaces().values().stream().filter(namespace -> namespace.blockDevice().filter(names::contains).isPresent()).map(Namespace::name).forEach(names::add);
        List.copyOf(names).stream().map(picture.namespaces()::get).filter(Objects::nonNull).forEach(namespace -> {
            namespace.personality().ifPresent(names::add);
            names.add(namespace.region());
        });
        return names;
    }

    private static int seconds(String typed, String object, Options options) throws RefusalException {
        var text = options.value(DRAIN).orElse(Integer.toString(DEFAULT_SECONDS));
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_SECONDS) {
            throw new RefusalException(RefusalCode.INVALID_OPTION, Errno.EINVAL, object, typed + " makes no sense",
                    "--" + DRAIN + " " + text + " is no time to wait", "use --" + DRAIN + " with 1 to " + MOST_SECONDS + " seconds");
        }
        return Integer.parseInt(text);
    }
}
