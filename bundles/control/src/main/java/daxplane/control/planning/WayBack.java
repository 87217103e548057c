package daxplane.control.planning;

import daxplane.control.Condition;
import daxplane.control.Mode;
import daxplane.control.ModeOption;
import daxplane.control.Options;
import daxplane.control.Plan;
import daxplane.control.Refusal;
import daxplane.control.RefusalCode;
import daxplane.events.desired.ManagedObject;
import daxplane.events.desired.ManagedObjects;
import daxplane.events.desired.ObjectId;
import daxplane.events.desired.State;
import daxplane.host.Errno;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.inventory.AddressRange;
import daxplane.inventory.ByteSize;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.Inventory;
import daxplane.inventory.Namespace;
import daxplane.rehearsal.Rehearsal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Objects go back to states that they had: for undo, recovery and settlement. What is on the nd bus goes back on a copy of the
 * machine first (decision 171). In this order, because each finds what it needs when its turn comes:
 *
 * <pre>
 *   auto-online policy, DIMMs and regions that were enabled, namespaces, dax devices, regions and DIMMs that were disabled, modules
 * </pre>
 */
final class WayBack {

    /**
     * @param was    empty: absent
     * @param then   a namespace's; empty: the journal does not tell
     * @param device a dax device's size and addresses; empty: it is no dax device, or nobody asks for them
     */
    record Goal(ObjectId key, String name, Optional<State> was, Optional<Sighting> then, Optional<DaxDevice> device) {
    }

    /** @param refused what stays as it is, and why */
    record Way(Plan plan, Map<ObjectId, Refusal> refused) {
    }

    private final Host host;
    private final List<Mode> modes;
    private final Restoration restoration;
    private final Inventory now;
    private final String title;
    private final Options options;
    private final boolean alsoBad;

    /** Namespaces that the kernel would put elsewhere. */
    private final Set<ObjectId> byLabels = new HashSet<>();
    private final Map<ObjectId, Refusal> refused = new LinkedHashMap<>();

    /** @param now the machine as it is */
    WayBack(Host host, List<Mode> modes, Inventory now, String title, Options options) {
        this(host, modes, now, title, options, false);
    }

    /** @param alsoBad whether memory that is known to be bad comes back as it is */
    WayBack(Host host, List<Mode> modes, Inventory now, String title, Options options, boolean alsoBad) {
        this.alsoBad = alsoBad;
        this.host = host;
        this.modes = modes;
        this.restoration = new Restoration(modes);
        this.now = now;
        this.title = title;
        this.options = options;
    }

    /** A plan for all that can go back, and why the rest cannot. */
    Way to(List<Goal> goals) {
        var ordered = goals.stream().sorted(Comparator.comparing(WayBack::turn)).toList();
        // Each round settles one goal more: it is refused, or its label is written.
        for (int round = 0; round <= 2 * goals.size(); round++) {
            var left = ordered.stream().filter(goal -> !refused.containsKey(goal.key())).toList();
            var plan = left.stream().anyMatch(this::needsCopy) ? onCopy(left) : attempt(left, Optional.empty());
            if (plan.isPresent()) {
                return new Way(plan.get(), refused);
            }
        }
        throw new IllegalStateException(title + ": no plan after " + 2 * goals.size() + " rounds");
    }

    private boolean needsCopy(Goal goal) {
        return switch (goal.key().kind()) {
            case NAMESPACE, REGION, DIMM -> true;
            case DAX_DEVICE -> options.has(ModeOption.CLEAR_ERRORS.name()) || goal.was().isEmpty() || ManagedObjects.of(now, goal.key()).isEmpty() || resized(goal, now);
            case POLICY, MODULE -> false;
        };
    }

    /** Addresses are no part of a dax device's state. */
    static boolean resized(Goal goal, Inventory picture) {
        return goal.device().isPresent() && ManagedObjects.device(picture, goal.key())
                .filter(now -> now.bytes() != goal.device().get().bytes() || !now.ranges().equals(goal.device().get().ranges())).isPresent();
    }

    private static int turn(Goal goal) {
        boolean disabled = goal.was().filter(state -> state instanceof State.OfRegion(var enabled, var _) && !enabled
                || state instanceof State.OfDimm(var on) && !on).isPresent();
        return switch (goal.key().kind()) {
            case POLICY -> 0;
            case DIMM -> disabled ? 7 : 1;
            case REGION -> disabled ? 6 : 2;
            case NAMESPACE -> goal.was().isEmpty() ? 3 : 4;      // one may have the place of another
            case DAX_DEVICE -> 5;
            case MODULE -> 8;
        };
    }

    private Optional<Plan> onCopy(List<Goal> goals) {
        try (var copy = Rehearsal.on(host)) {
            return attempt(goals, Optional.of(new Trial(copy)));
        } catch (HostException unable) {
            goals.stream().filter(this::needsCopy).forEach(goal -> refused.put(goal.key(), new Refusal(RefusalCode.NO_REHEARSAL, unable.errno(), goal.name(),
                    title + " cannot be done", unable.getMessage(), "accept " + goal.name() + "       takes it as it is")));
            return Optional.empty();
        }
    }

    /** @return empty: one more goal is refused, or its label is to be written, and the copy is spoilt */
    private Optional<Plan> attempt(List<Goal> goals, Optional<Trial> trial) {
        var plans = new ArrayList<Plan>();
        var picture = now;
        for (Goal goal : goals) {
            try {
                picture = trial.map(Trial::picture).orElse(picture);
                var plan = one(goal, picture, trial);
                plans.add(plan);
                picture = afterwards(picture, plan);
            } catch (RefusalException refusal) {
                refused.put(goal.key(), refusal.refusal());
                return Optional.empty();
            } catch (HostException unable) {
                refused.put(goal.key(), new Refusal(RefusalCode.REHEARSAL_FAILED, unable.errno(), goal.name(), title + " cannot be done", unable.getMessage(), "doctor"));
                return Optional.empty();
            } catch (NamespaceRestoration.Elsewhere elsewhere) {
                byLabels.add(goal.key());
                return Optional.empty();
            }
        }
        return Optional.of(Plans.join(title, plans, List.of()));
    }

    /** Without a copy, later plans set the policy aside that the first one restored. */
    private static Inventory afterwards(Inventory picture, Plan plan) {
        return plan.goal() instanceof Condition.AutoOnlineIs(var policy)
                ? picture.change().policy(picture.policy().withAutoOnline(policy)).build() : picture;
    }

    private Plan one(Goal goal, Inventory picture, Optional<Trial> trial) throws RefusalException, HostException, NamespaceRestoration.Elsewhere {
        var is = ManagedObjects.of(picture, goal.key());
        if (goal.was().equals(is.map(ManagedObject::state)) && !renamed(goal, picture) && !resized(goal, picture)) {
            return new Plan(title, List.of(), new Condition.All(List.of()), ByteSize.ZERO, ByteSize.ZERO, List.of());   // came with what went before
        }
        var cleared = good(goal, picture, trial);
        if (cleared.isPresent()) {
            return Plans.join(title, List.of(cleared.get(), back(goal, is, trial.map(Trial::picture).orElse(picture), trial)), List.of());
        }
        return back(goal, is, picture, trial);
    }

    /** Memory that is known to be bad comes back to nobody before it is good; who lets go of RAM is not held up. @return what makes it good */
    private Optional<Plan> good(Goal goal, Inventory picture, Optional<Trial> trial) throws RefusalException, HostException {
        var device = ManagedObjects.device(picture, goal.key());
        var place = switch (goal.key().kind()) {
            case DAX_DEVICE -> device.isPresent() && goal.was().filter(state -> state instanceof State.Dax dax && dax.driver().isPresent()).isPresent()
                    && !(device.get().usedAsRam() && !usedAsRam(goal, device.get())) ? BadMemory.place(picture, device.get().name()) : List.<AddressRange>of();
            case NAMESPACE -> goal.was().isPresent() ? goal.then().flatMap(then -> BadMemory.place(then.namespace())).stream().toList() : List.<AddressRange>of();
            case POLICY, MODULE, REGION, DIMM -> List.<AddressRange>of();
        };
        var memory = new BadMemory(host, title, options);
        if (alsoBad && !memory.consent()) {
            var warning = memory.warning(picture, place, "the policy errors is ignore");
            return warning.isEmpty() ? Optional.empty() : Optional.of(new Plan(title, List.of(), new Condition.All(List.of()), ByteSize.ZERO, ByteSize.ZERO, warning));
        }
        var bad = memory.toClear(trial.map(Trial::host).orElse(host), picture, goal.name(), goal.name() + " cannot come back", place);
        if (bad.none()) {
            return Optional.empty();
        }
        var notes = memory.clear(trial.orElseThrow(), bad, goal.name());
        return Optional.of(plan(trial.get(), new Condition.All(List.of()), notes));
    }

    private static boolean usedAsRam(Goal goal, DaxDevice device) {
        return goal.was().orElseThrow() instanceof State.Dax(var driver, var _, var _) && driver.map(device::boundTo).filter(DaxDevice::usedAsRam).isPresent();
    }

    private Plan back(Goal goal, Optional<ManagedObject> is, Inventory picture, Optional<Trial> trial)
            throws RefusalException, HostException, NamespaceRestoration.Elsewhere {
        return switch (goal.key().kind()) {
            case POLICY -> kept(Restoration.policy(title, picture, (State.Policy) goal.was().orElseThrow()), goal, trial);
            case DAX_DEVICE -> {
                if (goal.was().isEmpty() || is.isEmpty() || resized(goal, picture)) {
                    yield divided(goal, is, trial.orElseThrow());
                }
                yield kept(restoration.device(title, picture, is.get().name(), (State.Dax) goal.was().get()), goal, trial);
            }
            case MODULE -> goal.was().isPresent() ? Restoration.load(title, goal.key().identity()) : Restoration.unload(title, goal.key().identity());
            case NAMESPACE -> namespace(goal, picture, trial.orElseThrow());
            case REGION, DIMM -> enabled(goal, is, trial.orElseThrow());
        };
    }

    /** A device of a region that is divided at will: its space goes back, or comes back. */
    private Plan divided(Goal goal, Optional<ManagedObject> is, Trial trial) throws RefusalException, HostException {
        var division = new DaxDivision(trial, modes, title);
        var now = ManagedObjects.device(trial.picture(), goal.key());
        var notes = new ArrayList<String>();
        if (now.isPresent()) {
            String cut = "what " + now.get().name() + " holds, " + new ByteSize(now.get().bytes()) + ",";
            if (!options.has(ModeOption.DISCARD_CONTENTS.name())) {
                throw new RefusalException(new Refusal(RefusalCode.CONTENTS_AT_STAKE, Errno.ENOTEMPTY, now.get().name(), title + " cannot be done", cut + " would be destroyed",
                        "it would not ask, and neither would daxctl", title + " --" + ModeOption.DISCARD_CONTENTS.name() + "       if nobody needs it"));
            }
            notes.addAll(HolderCheck.check(host, trial.picture(), now.get().name(), title + " cannot be done", title, options));
            notes.add(cut + " is lost");
        }
        if (goal.was().isEmpty()) {
            division.remove(now.orElseThrow(() -> gone(goal, is)));
            return plan(trial, new Condition.All(List.of()), notes);
        }
        var was = goal.device().filter(device -> device.namespace().isEmpty()).orElseThrow(() -> gone(goal, is));
        if (now.isPresent()) {
            division.again(now.get(), was);
        } else {
            division.makeAgain(was);
        }
        division.bound(was.name(), was.driver());
        var back = restoration.device(title, trial.picture(), was.name(), (State.Dax) goal.was().get());
        trial.follow(back.steps(), was.name(), title + " cannot be done");
        return plan(trial, new Condition.DriverIs(was.name(), was.driver()), notes);
    }

    /** A name is no part of a namespace's state. */
    static boolean renamed(Goal goal, Inventory picture) {
        return goal.was().isPresent() && goal.then().isPresent() && NamespaceRestoration.find(picture, goal.key())
                .filter(now -> !now.altName().equals(goal.then().get().namespace().altName())).isPresent();
    }

    private Plan kept(Plan plan, Goal goal, Optional<Trial> trial) throws RefusalException, HostException {
        if (trial.isPresent()) {
            trial.get().follow(plan.steps(), goal.name(), title + " cannot be done");
            trial.get().take();
        }
        return plan;
    }

    private Plan enabled(Goal goal, Optional<ManagedObject> is, Trial trial) throws RefusalException, HostException {
        if (goal.was().isEmpty() || is.isEmpty()) {
            throw gone(goal, is);
        }
        boolean on = goal.was().get() instanceof State.OfRegion(var enabled, var _) ? enabled : goal.was().get() instanceof State.OfDimm(var dimm) && dimm;
        String name = is.get().name();
        trial.perform(goal.key().kind() == ObjectId.Kind.REGION ? NdFiles.region(name, on) : NdFiles.dimm(name, on), name, title + " cannot be done");
        if (!ManagedObjects.of(trial.picture(), goal.key()).map(ManagedObject::state).equals(goal.was())) {
            throw gone(goal, ManagedObjects.of(trial.picture(), goal.key()));
        }
        return new Plan(title, trial.take(), new Condition.All(List.of()), ByteSize.ZERO, ByteSize.ZERO, List.of());
    }

    private Plan namespace(Goal goal, Inventory picture, Trial trial) throws RefusalException, HostException, NamespaceRestoration.Elsewhere {
        var notes = new ArrayList<String>();
        var is = NamespaceRestoration.find(picture, goal.key());
        boolean grows = is.isPresent() && goal.then().isPresent() && NamespaceRestoration.resizable(is.get(), goal.then().get().namespace())
                && is.get().bytes() < goal.then().get().namespace().bytes();
        boolean enabledOnly = is.isPresent() && goal.then().isPresent() && sameUse(is.get(), goal.then().get().namespace());
        if (is.isPresent()) {
            notes.addAll(takeFromWhoHasIt(goal, is.get(), trial, enabledOnly || grows));
        }
        if (goal.was().isEmpty()) {
            var namespace = is.orElseThrow();
            new NamespaceRestoration(trial).remove(namespace, goal.then().map(Sighting::contents).orElseGet(TreeMap::new));
            notes.add(what(namespace) + " is lost; until it is written again it stays readable on the media");
            return plan(trial, new Condition.NamespaceGone(namespace.name(), namespace.uuid()), notes);
        }
        var then = goal.then().orElseThrow(() -> gone(goal, ManagedObjects.of(picture, goal.key())));
        var was = then.namespace();
        if (then.writtenOver().isPresent() && !options.has(ModeOption.DISCARD_CONTENTS.name())) {
            throw new RefusalException(new Refusal(RefusalCode.WRITTEN_OVER, Errno.ENODATA, was.name(), title + " cannot be done", then.writtenOver().get()
                    + ": what " + was.name() + " held may be written over", "it would not notice", title + " --" + ModeOption.DISCARD_CONTENTS.name()
                    + "       brings it back, whatever it holds now"));
        }
        if (is.isPresent() && !enabledOnly && !grows) {
            notes.add(what(is.get()) + " is lost; what it held as " + was.mode().word() + " comes back as far as nobody wrote over it");
        }
        new NamespaceRestoration(trial).restore(goal.key(), enabledOnly && (is.get().enabled() || then.contents().isEmpty()) ? new Sighting(was, then.picture(), new TreeMap<>(), Optional.empty()) : then,
                byLabels.contains(goal.key()));
        if (is.isEmpty()) {
            notes.add(was.name() + (was.altName().isEmpty() ? "" : " (" + was.altName() + ")") + " comes back at 0x" + Long.toHexString(was.start().orElse(0))
                    + (byLabels.contains(goal.key()) ? "; the kernel would put it elsewhere, so its label is written while its region is disabled" : ""));
        }
        return plan(trial, new Condition.NamespaceIs(was.name(), was.uuid(), Optional.of(was.mode()).filter(_ -> was.enabled())), notes);
    }

    private Plan plan(Trial trial, Condition goal, List<String> notes) {
        return new Plan(title, trial.take(), goal, ByteSize.ZERO, ByteSize.ZERO, notes);
    }

    private static boolean sameUse(Namespace is, Namespace was) {
        return (is.mode() == was.mode() || !is.enabled() || !was.enabled()) && is.bytes() == was.bytes() && is.start().equals(was.start());
    }

    /** Contents, processes and the kernel that have what is about to go. */
    private List<String> takeFromWhoHasIt(Goal goal, Namespace is, Trial trial, boolean enabledOnly) throws RefusalException, HostException {
        if (!enabledOnly && !options.has(ModeOption.DISCARD_CONTENTS.name())) {
            throw new RefusalException(new Refusal(RefusalCode.CONTENTS_AT_STAKE, Errno.ENOTEMPTY, is.name(), title + " cannot be done", what(is) + " would be destroyed",
                    "it would not ask, and neither would ndctl", title + " --" + ModeOption.DISCARD_CONTENTS.name() + "       if nobody needs it"));
        }
        var dax = trial.picture().daxDevices().values().stream().filter(device -> device.namespace().filter(is.name()::equals).isPresent()).findFirst();
        var notes = new ArrayList<>(HolderCheck.check(host, trial.picture(), is.name(), title + " cannot be done", title, options));
        if (dax.isPresent() && dax.get().usedAsRam()) {
            String device = dax.get().name();
            var owner = modes.stream().filter(mode -> mode.owns(trial.picture(), device)).findFirst();
            if (owner.isPresent()) {
                trial.follow(Restoration.plan(owner.get().leave(trial.picture(), device, Options.NONE)).steps(), goal.name(), title + " cannot be done");
            }
        }
        return notes;
    }

    private static String what(Namespace namespace) {
        return "what " + namespace.name() + (namespace.altName().isEmpty() ? "" : " (" + namespace.altName() + ")") + " holds, "
                + new ByteSize(namespace.bytes()) + " as " + namespace.mode().word() + ",";
    }

    private RefusalException gone(Goal goal, Optional<ManagedObject> is) {
        return new RefusalException(RefusalCode.NO_WAY_BACK, Errno.EOPNOTSUPP, goal.name(), title + " cannot be done",
                goal.name() + " was " + State.text(goal.was()) + ", is " + State.text(is.map(ManagedObject::state)) + ", and no plan leads back",
                is.isEmpty() ? "accept " + goal.name() + "       when it will not come back" : "accept " + goal.name() + "       takes it as it is");
    }
}
