package daxplane.control.engine;

import daxplane.control.Refusal;
import daxplane.control.ledger.ObservedChanges;
import daxplane.events.Cause;
import daxplane.events.Decision;
import daxplane.events.Event;
import daxplane.events.ledger.Decisions;
import daxplane.events.ledger.MachineLedger;
import daxplane.host.DriverIdEffects;
import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.host.InventoryReader;
import daxplane.inventory.Difference;
import daxplane.inventory.Fold;
import daxplane.inventory.Inventory;
import daxplane.rehearsal.KeptContents;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What every operation acts with: the machine, the eyes on it, and the journal. Not thread-safe, but for {@link #cancel}. */
public final class Engine implements AutoCloseable {

    private final Host host;
    private final Observer observer;
    private final Worker worker;
    private final EventRecorder scribe;
    private final LongSupplier nanos;
    private volatile boolean cancelled;

    public Engine(Host host, InventoryReader reader, EventRecorder scribe, Limits limits, LongSupplier nanos) {
        Supplier<Limits> configured = () -> limits.with(scribe.ledger().configuration());
        this.host = host;
        this.observer = new Observer(host, reader, configured);
        this.worker = new Worker(host, configured);
        this.scribe = scribe;
        this.nanos = nanos;
    }

    /**
     * An effect that was performed, and what could be seen afterwards. Nothing of it is in the journal yet.
     *
     * @param events what to journal
     * @param after  the machine afterwards; empty when it could not be looked at, {@code blind} says why
     */
    record Attempt(EffectResult result, List<Event> events, Optional<Inventory> after, String blind) {

        boolean done() {
            return result instanceof EffectResult.Done || result instanceof EffectResult.Ended(var status, _, _) && status == 0;
        }
    }

    /** Performs an effect and looks at what it touched. */
    Attempt attempt(String operation, int step, Effect effect) throws OperationAborted {
        var before = ledger().observed();
        var pins = effect instanceof Effect.Reboot || effect instanceof Effect.PowerCycle || effect instanceof Effect.PowerLoss ? BlockPins.of(host, before) : List.<String>of();
        var undo = KeptContents.of(effect, host);
        long start = nanos.getAsLong();
        var result = worker.perform(effect);
        var events = new ArrayList<Event>();
        events.add(new Event.EffectPerformed(operation, step, effect, result, nanos.getAsLong() - start, undo));
        try {
            if (!host.bootId().equals(ledger().bootId())) {
                var seen = observer.full(Inventory.EMPTY);
                events.addAll(ObservedChanges.events(ledger(), host, seen, pins));
                return new Attempt(result, events, Optional.of(seen), "");
            }
            var seen = observer.glance(Fold.apply(before, DriverIdEffects.after(before, effect, result)), LabelSight.changedBy(effect));
            events.addAll(Attribution.events(Difference.between(before, seen), operation, List.of(effect), before, seen));
            return new Attempt(result, events, Optional.of(seen), "");
        } catch (HostException unseen) {
            return new Attempt(result, events, Optional.empty(), unseen.getMessage());
        }
    }

    /** Looks at everything; what is new since the last look, as events that {@code effects} of {@code operation} explain, or nobody. */
    public List<Event> look(String operation, List<Effect> effects) throws HostException {
        var before = ledger().observed();
        var seen = observer.full(before);
        return Attribution.events(Difference.between(before, seen), operation, effects, before, seen);
    }

    /** Looks at everything after a tool's run that nobody saw the end of: whatever is new is taken as the tool's doing. */
    public List<Event> lookAfter(String operation) throws HostException {
        var before = ledger().observed();
        var facts = Difference.between(before, observer.full(before));
        return facts.isEmpty() ? List.of() : List.of(new Event.FactsObserved(Cause.operation(operation), facts));
    }

    /** Performs an effect outside of any plan's steps and records it. */
    public EffectResult record(String operation, Effect effect) throws OperationAborted {
        var attempt = attempt(operation, 0, effect);
        write(attempt.events());
        return attempt.result();
    }

    /** What an operation decides when it ends so, seen what was not written yet. None unless it reached its goal. */
    public List<Decision> decisions(String operation, Event.Outcome outcome, List<Event> seen) {
        if (outcome != Event.Outcome.COMPLETED) {
            return List.of();
        }
        var then = ledger().with(seen);
        return then.open().filter(open -> open.id().equals(operation)).map(open -> Decisions.of(open, then)).orElse(List.of());
    }

    /** The same of several commands that were done in part. @param done by the position of the command */
    List<Decision> decisionsOfParts(String operation, IntPredicate done, List<Event> seen) {
        var then = ledger().with(seen);
        return then.open().filter(open -> open.id().equals(operation)).map(open -> Decisions.ofParts(open, done, then)).orElse(List.of());
    }

    /** Looks at what was touched since the last look; whatever is new was done from outside. */
    public List<Event> glance() throws HostException {
        if (!host.bootId().equals(ledger().bootId())) {
            return arrival();
        }
        var before = ledger().observed();
        return ObservedChanges.events(ledger(), host, observer.glance(before), List.of());
    }

    /** Compares the machine with the journal, as at a start: a boot, changes from outside, or nothing. */
    public List<Event> arrival() throws HostException {
        boolean sameBoot = host.bootId().equals(ledger().bootId());
        return ObservedChanges.events(ledger(), host, observer.full(sameBoot ? ledger().observed() : Inventory.EMPTY), List.of());
    }

    Guards guards() {
        return Guards.of(host.kernelRelease());
    }

    /** Why an effect must not be performed now, judged by a fresh look when it is of a kind that can leak. */
    Optional<Refusal> guard(Effect effect) throws OperationAborted {
        if (!Guards.risky(effect)) {
            return Optional.empty();
        }
        try {
            write(glance());
        } catch (HostException unseen) {
            throw new OperationAborted(unseen.errno(), "the machine cannot be looked at: " + unseen.getMessage());
        }
        return guards().leak(effect, ledger().observed());
    }

    /** Looks at everything and records nothing, for when nothing can be recorded. */
    Inventory fresh() throws HostException {
        return observer.full(ledger().observed());
    }

    /** Makes events durable. When that fails, what was seen is not in the ledger, and the next look is a full one. */
    public void write(List<Event> events) throws OperationAborted {
        try {
            scribe.write(events);
        } catch (OperationAborted broken) {
            observer.forget();
            throw broken;
        }
    }

    public MachineLedger ledger() {
        return scribe.ledger();
    }

    public Host host() {
        return host;
    }

    /** @throws OperationAborted while an effect of an earlier operation may still happen: nothing can be settled or begun beside it */
    public void requireFree() throws OperationAborted {
        worker.requireFree();
    }

    /** Whether no effect of an earlier operation may still happen. */
    public boolean free() {
        try {
            requireFree();
            return true;
        } catch (OperationAborted stillUnderWay) {
            return false;
        }
    }

    /** Begins an operation that can be cancelled. */
    void begin() {
        cancelled = false;
    }

    boolean cancelled() {
        return cancelled;
    }

    /** Gives up what is being done. @return whether an effect was under way */
    public boolean cancel() {
        cancelled = true;
        return worker.cancel();
    }

    @Override
    public void close() {
        worker.close();
    }
}
