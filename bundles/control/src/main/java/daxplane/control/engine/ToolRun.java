package daxplane.control.engine;

import daxplane.control.Actor;
import daxplane.control.Refusal;
import daxplane.control.ToolOutcome;
import daxplane.control.ledger.Subjects;
import daxplane.events.Event;
import daxplane.events.FailureCode;
import daxplane.events.Intent;
import daxplane.events.LeftBehind;
import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.host.EffectSink;
import daxplane.host.Errno;
import daxplane.host.FailedCall;
import daxplane.host.HostException;
import daxplane.inventory.Inventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A tool's run as an operation: nothing is known of it beforehand but its command line, which is durable before its first
 * effect. A tool that performs none leaves no record. Used once, from one thread.
 */
public final class ToolRun implements EffectSink {

    private final Engine engine;
    private final String id;
    private final Intent.ToolRun intent;
    private final String typed;
    private final Actor actor;
    private Inventory before = Inventory.EMPTY;
    private int steps;
    private Optional<OperationAborted> broken = Optional.empty();
    private final Supplier<List<String>> users;
    private final Supplier<Function<Effect, Optional<Refusal>>> rules;
    private Function<Effect, Optional<Refusal>> rule = _ -> Optional.empty();
    private Optional<Refusal> refused = Optional.empty();

    /**
     * @param users asked when the tool has failed, for who is in its way, a sentence each
     * @param rules asked once, before the first effect, for what this tool may not do whatever the kernel would say
     */
    public ToolRun(Engine engine, String id, List<String> argv, Actor actor, Supplier<Function<Effect, Optional<Refusal>>> rules, Supplier<List<String>> users) {
        this.users = users;
        this.rules = rules;
        this.engine = engine;
        this.id = id;
        this.intent = new Intent.ToolRun(List.copyOf(argv));
        this.typed = intent.typed();
        this.actor = actor;
        engine.begin();
    }

    /** Makes the outcome durable. @param exit the tool's own exit code */
    public ToolOutcome end(int exit) {
        if (steps == 0) {
            return new ToolOutcome(broken.isPresent() ? 3 : exit, Optional.empty(), broken.map(OperationAborted::getMessage));
        }
        try {
            if (broken.isPresent()) {
                throw broken.get();
            }
            return ended(exit);
        } catch (OperationAborted doubt) {
            return new ToolOutcome(4, Optional.of(id), Optional.of(doubt.getMessage() + "; " + id + " is in doubt, and settled at the next start"));
        }
    }

    private ToolOutcome ended(int exit) throws OperationAborted {
        var left = new Undo(engine, id, before).leftBehind();
        if (exit == 0) {
            engine.write(List.of(ended(Event.Outcome.COMPLETED, typed, List.of())));
            return new ToolOutcome(exit, Optional.of(id), said());
        }
        String how = typed + " ended with exit code " + exit + users.get().stream().map("; "::concat).collect(Collectors.joining());
        if (left.isEmpty()) {
            engine.write(List.of(ended(Event.Outcome.UNDONE, how + "; the machine is as before", List.of())));
            return new ToolOutcome(exit, Optional.of(id), said());
        }
        String hint = "left behind: " + String.join("; ", left.stream().map(LeftBehind::what).toList()) + "; take it back with: undo " + id;
        engine.write(List.of(ended(Event.Outcome.PARTIAL, how + "; " + hint, left)));
        return new ToolOutcome(exit, Optional.of(id), said(), Optional.of(hint));
    }

    private Event ended(Event.Outcome outcome, String summary, List<LeftBehind> left) {
        return new Event.OperationEnded(id, outcome, summary, Optional.of(engine.decisions(id, outcome, List.of())), left);
    }

    /** After the journal has failed, nothing more is done to the machine: the tool is told EIO. */
    @Override
    public EffectResult perform(Effect effect) {
        if (broken.isPresent()) {
            return new EffectResult.Failed(Errno.EIO, FailedCall.WRITE);
        }
        if (engine.cancelled()) {
            return new EffectResult.Failed(Errno.EINTR, FailedCall.WRITE);
        }
        try {
            if (steps == 0) {
                intend();
            }
            steps++;
            var refusal = rule.apply(effect);
            if (refusal.isPresent()) {
                return refuse(effect, refusal.get());
            }
            var attempt = engine.attempt(id, steps, effect);
            engine.write(attempt.events());
            return attempt.result();
        } catch (OperationAborted stopped) {
            broken = Optional.of(stopped);
            return new EffectResult.Failed(stopped.errno(), FailedCall.WRITE);
        }
    }

    /** The tool is told an errno, as by the kernel, and goes on as it does then. */
    private EffectResult refuse(Effect effect, Refusal refusal) throws OperationAborted {
        refused = Optional.of(refusal);
        engine.write(List.of(new Event.StepFailed(id, steps, refusal.what() + ": " + refusal.rule(), FailureCode.WOULD_WRITE_OVER.word(), refusal.errno().name(),
                Subjects.of(effect, engine.ledger()))));
        return new EffectResult.Failed(refusal.errno(), FailedCall.WRITE);
    }

    /** Beside what the tool says of it. */
    private Optional<String> said() {
        return refused.map(refusal -> "daxplane: " + refusal.what() + ": " + refusal.rule() + "; " + refusal.remedy().replaceAll(" {2,}", " "));
    }

    private void intend() throws OperationAborted {
        var first = new ArrayList<Event>();
        try {
            first.addAll(engine.glance());
        } catch (HostException unseen) {
            throw new OperationAborted(unseen.errno(), "the machine cannot be looked at: " + unseen.getMessage());
        }
        first.add(new Event.OperationIntended(id, typed, actor.name(), actor.reason(), List.of(), intent));
        engine.write(first);
        before = engine.ledger().observed();
        rule = rules.get();
    }
}
