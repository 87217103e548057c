package daxplane.control.engine;

import daxplane.control.Step;
import daxplane.events.LeftBehind;
import daxplane.events.desired.ManagedObject;
import daxplane.events.desired.ManagedObjects;
import daxplane.events.desired.ObjectId;
import daxplane.events.desired.State;
import daxplane.events.ledger.OpenOperation;
import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.host.HostException;
import daxplane.inventory.Inventory;
import daxplane.inventory.Namespace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Taking steps back, the last one first, and telling what that left behind. */
final class Undo {

    private final Engine engine;
    private final String id;
    private final Inventory before;
    /** Steps that were begun, the last one first. */
    private final Deque<Step> steps = new ArrayDeque<>();
    /** What is left to do of the undo, once it has begun. */
    private final Deque<Effect> remaining = new ArrayDeque<>();
    private final List<LeftBehind> irreversible = new ArrayList<>();

    Undo(Engine engine, String id, Inventory before) {
        this.engine = engine;
        this.id = id;
        this.before = before;
    }

    void add(Step step) {
        steps.push(step);
    }

    void forgetLast() {
        steps.pop();
    }

    private void begin() {
        while (!steps.isEmpty()) {
            switch (steps.pop()) {
                case Step.Irreversible step -> irreversible.add(LeftBehind.other(step.effect().typed() + " cannot be taken back: " + step.because()));
                case Step.Reversible step -> remaining.addAll(step.undo());
            }
        }
    }

    /** @return what is not as it was before */
    List<LeftBehind> all() throws OperationAborted {
        begin();
        while (!remaining.isEmpty()) {
            perform(remaining.peek());
            remaining.pop();
        }
        var left = new ArrayList<>(irreversible);
        left.addAll(leftBehind());
        return left;
    }

    /** An undo that fails, or must not be done, shows in what is left behind. */
    private void perform(Effect effect) throws OperationAborted {
        if (engine.guard(effect).isEmpty()) {
            engine.write(engine.attempt(id, 0, effect).events());
        }
    }

    /** What is not as it was before the operation, among the objects that it touched; after a full look. */
    List<LeftBehind> leftBehind() throws OperationAborted {
        try {
            engine.write(engine.look(id, List.of()));
        } catch (HostException unseen) {
            return List.of(LeftBehind.other("unknown: the machine cannot be looked at: " + unseen.getMessage()));
        }
        SortedSet<ObjectId> touched = engine.ledger().open().filter(open -> open.id().equals(id)).map(OpenOperation::touched).orElseGet(TreeSet::new);
        var left = new ArrayList<LeftBehind>();
        for (ObjectId key : touched) {
            var was = ManagedObjects.of(before, key);
            var is = ManagedObjects.of(engine.ledger().observed(), key);
            if (!was.map(ManagedObject::state).equals(is.map(ManagedObject::state))) {
                left.add(new LeftBehind(Optional.of(key), was.map(ManagedObject::state), is.map(ManagedObject::state),
                        is.or(() -> was).map(ManagedObject::name).orElse(key.identity()) + " is " + State.text(is.map(ManagedObject::state))
                                + ", was " + State.text(was.map(ManagedObject::state))));
            }
        }
        left.addAll(otherNames());
        return left;
    }

    /** A name is nothing that is wanted of a namespace, but who renames it and takes that back expects the old one. */
    private List<LeftBehind> otherNames() {
        var left = new ArrayList<LeftBehind>();
        for (Namespace was : before.namespaces().values()) {
            engine.ledger().observed().namespaces().values().stream()
                    .filter(is -> was.uuid().isPresent() && is.uuid().equals(was.uuid()) && !is.altName().equals(was.altName()))
                    .forEach(is -> left.add(LeftBehind.other("%s is called '%s', was '%s'".formatted(is.name(), is.altName(), was.altName()))));
        }
        return left;
    }

    /** Without a record, because there is nowhere to write one; goes on where {@link #all} was stopped. @return what failed */
    List<String> silently() {
        begin();
        var failed = new ArrayList<>(irreversible.stream().map(LeftBehind::what).toList());
        while (!remaining.isEmpty()) {
            silently(remaining.pop()).ifPresent(failed::add);
        }
        return failed;
    }

    private Optional<String> silently(Effect effect) {
        try {
            if (Guards.risky(effect) && engine.guards().leak(effect, engine.fresh()).isPresent()) {
                return Optional.of(effect.typed() + " (it would leak memory)");
            }
            return switch (engine.attempt(id, 0, effect).result()) {
                case EffectResult.Ended(var status, _, _) when status != 0 -> Optional.of(effect.typed() + " (exit status " + status + ")");
                case EffectResult.Done _, EffectResult.Ended _ -> Optional.empty();
                case EffectResult.Failed(var errno, var _, var _) -> Optional.of(effect.typed() + " (" + errno + ")");
            };
        } catch (OperationAborted | HostException unable) {
            return Optional.of(effect.typed() + " (" + unable.getMessage() + ")");
        }
    }
}
