package daxplane.events.ledger;

import daxplane.events.Decision;
import daxplane.events.Intent;
import daxplane.events.Target;
import daxplane.events.desired.DesiredState;
import daxplane.events.desired.ManagedObject;
import daxplane.events.desired.ManagedObjects;
import daxplane.events.desired.ObjectId;
import daxplane.inventory.Inventory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/**
 * What an operation that reached its goal decides. Asked once, when its end is recorded; the record keeps the answer, and the
 * fold takes it from there. Pure.
 */
public final class Decisions {

    private Decisions() {
    }

    /** @param ledger with everything that was seen of the operation, and before its end */
    public static List<Decision> of(OpenOperation operation, MachineLedger ledger) {
        return of(operation.meant(), operation, ledger);
    }

    /**
     * What an operation of several commands decides that was done in part.
     *
     * @param done by the position of the command
     */
    public static List<Decision> ofParts(OpenOperation operation, IntPredicate done, MachineLedger ledger) {
        if (!(operation.meant() instanceof Intent.Several(var parts, var _))) {
            return List.of();
        }
        var decisions = new LinkedHashSet<Decision>();
        var failed = new TreeSet<ObjectId>();
        for (int part = 0; part < parts.size(); part++) {
            if (done.test(part)) {
                decisions.addAll(of(parts.get(part).intent(), operation, ledger));
            } else {
                parts.get(part).intent().about().forEach(target -> target.object().ifPresent(failed::add));
            }
        }
        decisions.removeIf(decision -> failed.contains(decision.object()));        // what is left of it nobody wanted
        return List.copyOf(decisions);
    }

    private static List<Decision> of(Intent meant, OpenOperation operation, MachineLedger ledger) {
        return switch (meant) {
            // Free space has no identity; what was made of it has.
            case Intent.Assign(var target, var _, var _) -> target.object().isEmpty() ? changed(operation, ledger) : chosen(target, operation, ledger);
            case Intent.Release(var target, var _) -> chosen(target, operation, ledger);
            // What is recovered was wanted before, and what comes along is not.
            case Intent.Recover _, Intent.Power _, Intent.DriverChange _, Intent.ConfigurationChange _, Intent.Unresolved _ -> List.of();
            case Intent.Accept(var everything, var targets) -> everything ? everything(ledger) : targets.stream()
                    .flatMap(target -> target.object().stream()).map(key -> accepted(key, ledger)).toList();
            // A hand or a tool does not say beforehand what it is about: whatever it changed.
            case Intent.Several _ -> ofParts(operation, _ -> true, ledger);
            case Intent.Adjust _, Intent.Undo _, Intent.ByHand _, Intent.ToolRun _ -> changed(operation, ledger);
        };
    }

    /** What a boot makes wanted: objects that nobody has decided about are wanted as they are. @param picture at the boot */
    public static List<Decision> found(MachineLedger ledger, Inventory picture) {
        return ManagedObjects.of(picture).values().stream().filter(object -> !ledger.wanted().containsKey(object.key()))
                .<Decision>map(object -> new Decision.Found(object.key(), object.name(), Optional.of(object.state()))).toList();
    }

    /**
     * The named object alone: what else was touched on the way (new_id attaches every device that has an id) nobody asked for.
     * A namespace and its dax device are two objects with one identity: who decides about the one decides about the other.
     */
    private static List<Decision> chosen(Target target, OpenOperation operation, MachineLedger ledger) {
        var keys = new TreeSet<ObjectId>();
        target.object().ifPresent(named -> {
            keys.add(named);
            operation.touched().stream().filter(key -> key.identity().equals(named.identity())).forEach(keys::add);
        });
        return keys.stream().map(key -> chosen(key, ledger.observed(), ledger.wanted().values())).toList();
    }

    static Decision chosen(ObjectId key, Inventory observed, Collection<DesiredState> wanted) {
        var thing = ManagedObjects.of(observed, key);
        return new Decision.Chosen(key, name(key, thing, wanted), thing.map(ManagedObject::state));
    }

    private static Decision accepted(ObjectId key, MachineLedger ledger) {
        var thing = ManagedObjects.of(ledger.observed(), key);
        return new Decision.Accepted(key, name(key, thing, ledger.wanted().values()), thing.map(ManagedObject::state));
    }

    private static String name(ObjectId key, Optional<ManagedObject> thing, Collection<DesiredState> wanted) {
        return thing.map(ManagedObject::name).orElseGet(() -> wanted.stream().filter(desired -> desired.key().equals(key))
                .map(DesiredState::name).findFirst().orElse(key.identity()));
    }

    /** Whatever drifted; and modules that are not as they were wanted, which are told with the devices that need them. */
    private static List<Decision> everything(MachineLedger ledger) {
        var keys = new TreeSet<ObjectId>();
        Deviation.of(ledger).forEach(deviation -> keys.add(deviation.key()));
        ledger.wanted().values().stream().filter(desired -> desired.key().kind() == ObjectId.Kind.MODULE)
                .filter(desired -> !desired.state().equals(ManagedObjects.of(ledger.observed(), desired.key()).map(ManagedObject::state)))
                .forEach(desired -> keys.add(desired.key()));
        return keys.stream().map(key -> accepted(key, ledger)).toList();
    }

    private static List<Decision> changed(OpenOperation operation, MachineLedger ledger) {
        var decisions = new ArrayList<Decision>();
        for (ObjectId key : operation.touched()) {
            if (!ManagedObjects.of(operation.before(), key).map(ManagedObject::state)
                    .equals(ManagedObjects.of(ledger.observed(), key).map(ManagedObject::state))) {
                decisions.add(chosen(key, ledger.observed(), ledger.wanted().values()));
            }
        }
        return decisions;
    }
}
