package daxplane.control.planning;

import daxplane.control.Command;
import daxplane.control.Mode;
import daxplane.control.Plan;
import daxplane.control.RefusalCode;
import daxplane.events.desired.ManagedObject;
import daxplane.events.desired.ManagedObjects;
import daxplane.events.desired.ObjectId;
import daxplane.events.desired.Origin;
import daxplane.events.desired.State;
import daxplane.events.ledger.MachineLedger;
import daxplane.host.Errno;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Undoing an operation that has ended: every object that it touched goes back to the state that it had before. */
final class Reversal {

    private final Restoration restoration;
    private final MachineLedger ledger;
    private final OperationScopes traces;

    Reversal(List<Mode> modes, MachineLedger ledger, OperationScopes traces) {
        this.restoration = new Restoration(modes);
        this.ledger = ledger;
        this.traces = traces;
    }

    Plan plan(Command.Undo command) throws RefusalException {
        var operation = ledger.operation(command.operation()).orElseThrow(() -> new RefusalException(RefusalCode.NO_SUCH_OPERATION, Errno.ENOENT, command.operation(),
                command.typed() + " cannot be done", "there is no operation " + command.operation(), "journal tail       shows the last ones"));
        if (operation.outcome().isEmpty()) {
            throw new RefusalException(RefusalCode.OPERATION_NOT_ENDED, Errno.EBUSY, operation.id(), command.typed() + " cannot be done", operation.text() + " has not ended", "wait for it");
        }
        var trace = traces.of(operation.id()).orElseThrow(() -> new RefusalException(RefusalCode.JOURNAL_UNREADABLE, Errno.EIO, operation.id(),
                command.typed() + " cannot be done", "the journal cannot be read that far back", "journal verify"));
        return plan(command.typed(), operation.text(), trace);
    }

    /** @param what the operation, for people */
    Plan plan(String title, String what, OperationScopes.OperationScope trace) throws RefusalException {
        var plans = new ArrayList<Plan>();
        var modules = new ArrayList<Plan>();
        var notes = new ArrayList<String>();
        for (ObjectId key : trace.touched()) {
            var was = ManagedObjects.of(trace.before(), key);
            var is = ManagedObjects.of(ledger.observed(), key);
            if (was.map(ManagedObject::state).equals(is.map(ManagedObject::state))) {
                continue;
            }
            if (key.kind() == ObjectId.Kind.POLICY && changedByOthers(key)) {
                notes.add("auto_online_blocks stays " + ledger.observed().policy().autoOnline() + ": somebody else has set it since");
                continue;
            }
            if (key.kind() == ObjectId.Kind.MODULE) {
                module(title, key, was, trace).ifPresent(modules::add);
            } else {
                plans.add(object(title, key, was, is));
            }
        }
        plans.addAll(modules);
        return plans.isEmpty() ? Plan.nothingToDo(title, notes.isEmpty() ? "what " + what + " touched is as it was before" : String.join("; ", notes))
                : Plans.join(title, plans, notes);
    }

    /** Since the operation: whoever did it meant it. A policy is one value for the whole machine, and no device of ours. */
    private boolean changedByOthers(ObjectId key) {
        return ledger.lastChange(key).filter(Origin::external).isPresent();
    }

    private Plan object(String title, ObjectId key, Optional<ManagedObject> was, Optional<ManagedObject> is) throws RefusalException {
        if (was.isPresent() && is.isPresent()) {
            if (was.get().state() instanceof State.Policy policy) {
                return Restoration.policy(title, ledger.observed(), policy);
            }
            if (was.get().state() instanceof State.Dax dax) {
                return restoration.device(title, ledger.observed(), is.get().name(), dax);
            }
        }
        String name = is.or(() -> was).map(ManagedObject::name).orElse(key.identity());
        throw new RefusalException(RefusalCode.NO_WAY_BACK, Errno.EOPNOTSUPP, name, title + " cannot be done",
                name + " was " + State.text(was.map(ManagedObject::state)) + ", is " + State.text(is.map(ManagedObject::state))
                        + "; daxplane takes back what happened to dax devices and to the auto-online policy",
                "use ndctl for " + name);
    }

    /** A module that the operation loaded goes when nobody else has a device of its driver; one that it unloaded comes back. */
    private Optional<Plan> module(String title, ObjectId key, Optional<ManagedObject> was, OperationScopes.OperationScope trace) {
        if (was.isPresent()) {
            return Optional.of(Restoration.load(title, key.identity()));
        }
        boolean othersUse = ledger.observed().daxDevices().values().stream()
                .anyMatch(device -> device.driver().equals(Optional.of(key.identity())) && !trace.touched().contains(ObjectId.of(device)));
        return othersUse ? Optional.empty() : Optional.of(Restoration.unload(title, key.identity()));
    }
}
