package daxplane.control.planning;

import daxplane.control.Command;
import daxplane.control.Mode;
import daxplane.control.Options;
import daxplane.control.Plan;
import daxplane.control.RefusalCode;
import daxplane.events.Intent;
import daxplane.events.desired.ManagedObject;
import daxplane.events.desired.ManagedObjects;
import daxplane.events.desired.ObjectId;
import daxplane.events.desired.Origin;
import daxplane.events.ledger.MachineLedger;
import daxplane.host.Errno;
import daxplane.host.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Undoing an operation that has ended: every object that it touched goes back to the state that it had before. */
final class Reversal {

    private final Host host;
    private final List<Mode> modes;
    private final MachineLedger ledger;
    private final OperationScopes past;

    Reversal(Host host, List<Mode> modes, MachineLedger ledger, OperationScopes past) {
        this.host = host;
        this.modes = modes;
        this.ledger = ledger;
        this.past = past;
    }

    Plan plan(Command.Undo command) throws RefusalException {
        var operation = ledger.operation(command.operation()).orElseThrow(() -> new RefusalException(RefusalCode.NO_SUCH_OPERATION, Errno.ENOENT, command.operation(),
                command.typed() + " cannot be done", "there is no operation " + command.operation(), "journal tail       shows the last ones"));
        if (operation.outcome().isEmpty()) {
            throw new RefusalException(RefusalCode.OPERATION_NOT_ENDED, Errno.EBUSY, operation.id(), command.typed() + " cannot be done", operation.text() + " has not ended", "wait for it");
        }
        if (operation.intent().asideOfMachine()) {
            throw new RefusalException(RefusalCode.NO_WAY_BACK, Errno.EOPNOTSUPP, operation.id(), command.typed() + " cannot be done",
                    operation.text() + " changed no machine", operation.intent() instanceof Intent.DriverChange ? "plugin list       shows what there is"
                            : "config       shows what is set, and sets it");
        }
        var trace = past.of(operation.id()).orElseThrow(() -> new RefusalException(RefusalCode.JOURNAL_UNREADABLE, Errno.EIO, operation.id(),
                command.typed() + " cannot be done", "the journal cannot be read that far back", "journal verify"));
        return plan(command.typed(), operation.text(), trace, command.options());
    }

    /** @param what the operation, for people */
    Plan plan(String title, String what, OperationScopes.OperationScope trace, Options options) throws RefusalException {
        if (ofLabels(trace)) {
            var labels = new LabelReturn(host, ledger.observed(), title, options).back(trace, past);
            if (labels.isPresent()) {
                return labels.get();
            }
        }
        var goals = new ArrayList<WayBack.Goal>();
        var notes = new ArrayList<String>();
        var namespaces = past.at(trace.intended(), trace.touched().stream().filter(key -> key.kind() == ObjectId.Kind.NAMESPACE)
                .collect(Collectors.toCollection(TreeSet::new)));
        for (ObjectId key : trace.touched()) {
            var was = ManagedObjects.of(trace.before(), key);
            var is = ManagedObjects.of(ledger.observed(), key);
            var goal = new WayBack.Goal(key, is.or(() -> was).map(ManagedObject::name).orElse(key.identity()), was.map(ManagedObject::state),
                    Optional.ofNullable(namespaces.get(key)), ManagedObjects.device(trace.before(), key));
            if (goal.was().equals(is.map(ManagedObject::state)) && !WayBack.renamed(goal, ledger.observed()) && !WayBack.resized(goal, ledger.observed())) {
                continue;
            }
            if (key.kind() == ObjectId.Kind.POLICY && changedByOthers(key)) {
                notes.add("auto_online_blocks stays " + ledger.observed().policy().autoOnline() + ": somebody else has set it since");
            } else if (key.kind() != ObjectId.Kind.MODULE || was.isPresent() || !othersUse(key, trace)) {
                goals.add(goal);
            }
        }
        if (goals.isEmpty()) {
            return Plan.nothingToDo(title, notes.isEmpty() ? "what " + what + " touched is as it was before" : String.join("; ", notes));
        }
        var way = new WayBack(host, modes, ledger.observed(), title, options).to(goals);
        if (!way.refused().isEmpty()) {
            throw new RefusalException(way.refused().values().iterator().next());
        }
        return Plans.join(title, List.of(way.plan()), notes);
    }

    /** Whoever wrote label areas as bytes is taken back by their bytes, when nothing else was changed by it than what follows from labels. */
    private static boolean ofLabels(OperationScopes.OperationScope trace) {
        return !trace.relabelled().isEmpty() && trace.touched().stream().allMatch(key -> switch (key.kind()) {
            case NAMESPACE, REGION, DIMM, DAX_DEVICE -> true;
            case POLICY, MODULE -> false;
        });
    }

    /** Since the operation: whoever did it meant it. A policy is one value for the whole machine, and no device of ours. */
    private boolean changedByOthers(ObjectId key) {
        return ledger.lastChange(key).filter(Origin::external).isPresent();
    }

    /** A module that the operation loaded goes when nobody else has a device of its driver. */
    private boolean othersUse(ObjectId key, OperationScopes.OperationScope trace) {
        return ledger.observed().daxDevices().values().stream()
                .anyMatch(device -> device.driver().equals(Optional.of(key.identity())) && !trace.touched().contains(ObjectId.of(device)));
    }
}
