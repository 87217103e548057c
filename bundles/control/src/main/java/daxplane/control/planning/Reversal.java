package daxplane.control.planning;

import daxplane.control.Command;
import daxplane.control.Mode;
import daxplane.control.Plan;
import daxplane.control.ledger.Ledger;
import daxplane.control.wanted.Key;
import daxplane.control.wanted.State;
import daxplane.control.wanted.Thing;
import daxplane.control.wanted.Things;
import daxplane.host.Errno;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Undoing an operation that has ended: every object that it touched goes back to the state that it had before. */
final class Reversal {

    private final Restoration restoration;
    private final Ledger ledger;
    private final Traces traces;

    Reversal(List<Mode> modes, Ledger ledger, Traces traces) {
        this.restoration = new Restoration(modes);
        this.ledger = ledger;
        this.traces = traces;
    }

    Plan plan(Command.Undo command) throws Refusing {
        var operation = ledger.operation(command.operation()).orElseThrow(() -> new Refusing(Errno.ENOENT, command.operation(),
                command.typed() + " can not be done", "there is no operation " + command.operation(), "journal tail       shows the last ones"));
        if (operation.outcome().isEmpty()) {
            throw new Refusing(Errno.EBUSY, operation.id(), command.typed() + " can not be done", operation.text() + " has not ended", "wait for it");
        }
        var trace = traces.of(operation.id()).orElseThrow(() -> new Refusing(Errno.EIO, operation.id(),
                command.typed() + " can not be done", "the journal can not be read that far back", "journal verify"));
        return plan(command.typed(), operation.text(), trace);
    }

    /** @param what the operation, for people */
    Plan plan(String title, String what, Traces.Trace trace) throws Refusing {
        var plans = new ArrayList<Plan>();
        var modules = new ArrayList<Plan>();
        for (Key key : trace.touched()) {
            var was = Things.of(trace.before(), key);
            var is = Things.of(ledger.observed(), key);
            if (was.map(Thing::state).equals(is.map(Thing::state))) {
                continue;
            }
            if (key.kind() == Key.Kind.MODULE) {
                module(title, key, was, trace).ifPresent(modules::add);
            } else {
                plans.add(object(title, key, was, is));
            }
        }
        plans.addAll(modules);
        return plans.isEmpty() ? Plan.nothingToDo(title, "what " + what + " touched is as it was before")
                : Plans.join(title, plans, List.of());
    }

    private Plan object(String title, Key key, Optional<Thing> was, Optional<Thing> is) throws Refusing {
        if (was.isPresent() && is.isPresent()) {
            if (was.get().state() instanceof State.Policy policy) {
                return Restoration.policy(title, ledger.observed(), policy);
            }
            if (was.get().state() instanceof State.Dax dax) {
                return restoration.device(title, ledger.observed(), is.get().name(), dax);
            }
        }
        String name = is.or(() -> was).map(Thing::name).orElse(key.identity());
        throw new Refusing(Errno.EOPNOTSUPP, name, title + " can not be done",
                name + " was " + State.text(was.map(Thing::state)) + ", is " + State.text(is.map(Thing::state))
                        + "; daxplane takes back what happened to dax devices and to the auto-online policy",
                "use ndctl for " + name);
    }

    /** A module that the operation loaded goes when nobody else has a device of its driver; one that it unloaded comes back. */
    private Optional<Plan> module(String title, Key key, Optional<Thing> was, Traces.Trace trace) {
        if (was.isPresent()) {
            return Optional.of(Restoration.load(title, key.identity()));
        }
        boolean othersUse = ledger.observed().daxDevices().values().stream()
                .anyMatch(device -> device.driver().equals(Optional.of(key.identity())) && !trace.touched().contains(Key.of(device)));
        return othersUse ? Optional.empty() : Optional.of(Restoration.unload(title, key.identity()));
    }
}
