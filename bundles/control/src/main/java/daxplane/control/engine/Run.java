package daxplane.control.engine;

import daxplane.control.Condition;
import daxplane.control.Outcome;
import daxplane.control.Plan;
import daxplane.control.Refusal;
import daxplane.control.RefusalCode;
import daxplane.control.Step;
import daxplane.control.ledger.Subjects;
import daxplane.events.Event;
import daxplane.events.FailureCode;
import daxplane.events.LeftBehind;
import daxplane.events.Target;
import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.inventory.Fold;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One operation, from its durable intent to its durable outcome. Used once.
 *
 * <pre>
 *   intended ── step ── step ── ... ── full look, goal holds ── completed
 *                 │                          │
 *                 └─ condition fails ────────┴── undo list backwards ── undone | partial
 *
 *   the journal takes nothing any more: stop, undo without it, in doubt
 * </pre>
 */
public final class Run {

    /** What a step did not reach. */
    private record Failure(FailureCode code, Errno errno, String what) {
    }

    private final Engine engine;
    private final String id;
    private final Plan plan;
    private final ExecutionPolicy course;
    private final Undo undo;

    public Run(Engine engine, String id, Plan plan, ExecutionPolicy course) {
        this.engine = engine;
        this.id = id;
        this.plan = plan;
        this.course = course;
        this.undo = new Undo(engine, id, course.before());
    }

    /** @param first events to make durable before the first effect: the intent, and what was seen before it */
    public Outcome perform(List<Event> first) {
        var notBegun = begin(first);
        if (notBegun.isPresent()) {
            return notBegun.get();
        }
        try {
            var failure = steps();
            if (failure.isEmpty()) {
                failure = finish();
            }
            return failure.isEmpty() ? new Outcome.Done(id, plan, engine.ledger().snapshot()) : failed(failure.get());
        } catch (OperationAborted broken) {
            return doubt(broken);
        }
    }

    /** @return what became of it when it was not begun */
    Optional<Outcome> begin(List<Event> first) {
        engine.begin();
        try {
            engine.write(first);
            return Optional.empty();
        } catch (OperationAborted broken) {
            return Optional.of(new Outcome.Refused(new Refusal(RefusalCode.NOT_RECORDED, broken.errno(), "journal", plan.title() + " was not begun", broken.getMessage(),
                    "nothing was changed", JournalRemedy.of(broken.errno()))));
        }
    }

    /** A part of an operation that failed. @param left what of it could not be taken back */
    record FailedPart(String what, List<LeftBehind> left) {
    }

    /** As a part of an operation that has begun: when it fails, what it did is taken back, and the operation goes on. */
    Optional<FailedPart> part() throws OperationAborted {
        var failure = steps();
        if (failure.isEmpty() && !plan.steps().isEmpty() && !plan.goal().holds(engine.ledger().observed())) {
            failure = fail(0, List.of(), FailureCode.GOAL_NOT_REACHED, Errno.EBUSY, "at the end it does not hold that " + plan.goal().text(), List.of());
        }
        return failure.isEmpty() ? Optional.empty() : Optional.of(new FailedPart(failure.get().what(), undo.all()));
    }

    private Optional<Failure> steps() throws OperationAborted {
        for (int index = 0; index < plan.steps().size(); index++) {
            var failure = step(course.number(index), plan.steps().get(index));
            if (failure.isPresent()) {
                return failure;
            }
        }
        return Optional.empty();
    }

    private Optional<Failure> step(int number, Step step) throws OperationAborted {
        if (engine.cancelled()) {
            return fail(number, step.effect(), FailureCode.CANCELLED, Errno.EINTR, "cancelled before " + step.effect().typed(), List.of());
        }
        if (!course.leakAllowed() && !(step instanceof Step.Irreversible)) {
            var refusal = engine.guard(step.effect());
            if (refusal.isPresent()) {
                return fail(number, step.effect(), FailureCode.WOULD_LEAK, refusal.get().errno(), refusal.get().what() + ": " + refusal.get().rule(), List.of());
            }
        }
        undo.add(step);
        var attempt = engine.attempt(id, number, step.effect());
        boolean changed = attempt.done() || attempt.events().size() > 1;
        boolean reached = reached(step, attempt);
        var whyNot = step instanceof Step.Reversible reversible ? reversible.whyNot() : Optional.<Effect>empty();
        if (!reached && attempt.done() && attempt.after().isPresent() && whyNot.isPresent()) {
            engine.write(attempt.events());
            attempt = engine.attempt(id, number, whyNot.get());
            reached = reached(step, attempt);
        }
        if (!reached) {
            if (!changed) {
                undo.forgetLast(); // the kernel refused it, and there is nothing to take back
            }
            return fail(number, step.effect(), code(attempt), errno(attempt), what(step, attempt), attempt.events());
        }
        engine.write(attempt.events());
        return Optional.empty();
    }

    private static boolean reached(Step step, Engine.Attempt attempt) {
        return attempt.after().isPresent() && switch (step.afterwards()) {
            case Condition.EffectSucceeded _ -> attempt.done();
            case Condition condition -> condition.holds(attempt.after().get());
        };
    }

    private Optional<Failure> fail(int number, Effect effect, FailureCode code, Errno errno, String what, List<Event> seen) throws OperationAborted {
        return fail(number, Subjects.of(effect, engine.ledger()), code, errno, what, seen);
    }

    private Optional<Failure> fail(int number, List<Target> about, FailureCode code, Errno errno, String what, List<Event> seen) throws OperationAborted {
        var events = new ArrayList<>(seen);
        events.add(new Event.StepFailed(id, number, what, code.word(), errno.name(), about));
        engine.write(events);
        return Optional.of(new Failure(code, errno, what));
    }

    private static FailureCode code(Engine.Attempt attempt) {
        if (attempt.after().isEmpty()) {
            return FailureCode.MACHINE_UNSEEN;
        }
        return attempt.done() ? FailureCode.CONDITION_NOT_REACHED : FailureCode.KERNEL_REFUSED;
    }

    private Errno errno(Engine.Attempt attempt) {
        return switch (attempt.result()) {
            case EffectResult.Failed(var errno, var _, var _) -> errno;
            case EffectResult.Done _, EffectResult.Ended _ -> engine.cancelled() ? Errno.EINTR : Errno.EIO;
        };
    }

    private static String what(Step step, Engine.Attempt attempt) {
        String typed = step.effect().typed();
        if (attempt.after().isEmpty()) {
            return typed + ": the machine cannot be looked at: " + attempt.blind();
        }
        return switch (attempt.result()) {
            case EffectResult.Failed(var errno, var at, var explanation) -> typed + ": " + errno.text() + " (" + errno + " at "
                    + at.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")" + explanation.map(": "::concat).orElse("");
            case EffectResult.Ended(var status, _, var err) when status != 0 -> typed + ": exit status " + status
                    + err.lines().findFirst().map(line -> " (" + line + ")").orElse("");
            case EffectResult.Done _, EffectResult.Ended _ -> typed + ": the kernel accepts it, but not: " + step.afterwards().text();
        };
    }

    /** The full look that ends an operation. */
    private Optional<Failure> finish() throws OperationAborted {
        List<Event> seen;
        var about = engine.ledger().open().map(operation -> operation.meant().about()).orElse(List.of());
        try {
            seen = engine.look(id, plan.steps().stream().map(Step::effect).toList());
        } catch (HostException unseen) {
            return fail(0, about, FailureCode.MACHINE_UNSEEN, unseen.errno(), "the machine cannot be looked at: " + unseen.getMessage(), List.of());
        }
        var after = engine.ledger().observed();
        for (Event event : seen) {
            after = event instanceof Event.FactsObserved(var _, var facts) ? Fold.apply(after, facts) : after;
        }
        if (!plan.goal().holds(after)) {
            return fail(0, about, FailureCode.GOAL_NOT_REACHED, Errno.EBUSY, "something else interfered: at the end it does not hold that " + plan.goal().text(), seen);
        }
        var events = new ArrayList<>(seen);
        events.add(course.end(id, course.reaching(), plan.title(), engine.decisions(id, course.reaching(), seen), List.of()));
        engine.write(events);
        return Optional.empty();
    }

    private Outcome failed(Failure failure) throws OperationAborted {
        var left = course.undoes() ? undo.all() : undo.leftBehind();
        var texts = left.stream().map(LeftBehind::what).toList();
        var outcome = left.isEmpty() ? Event.Outcome.UNDONE : Event.Outcome.PARTIAL;
        String remedy = left.isEmpty() ? "" : "undo " + id;
        String summary = failure.what() + (left.isEmpty() ? "; the machine is as before"
                : "; left behind: " + String.join("; ", texts) + "; take it back with: " + remedy);
        if (course.endsFailed()) {
            engine.write(List.of(course.end(id, outcome, summary, List.of(), left)));
        }
        return new Outcome.Failed(id, failure.code(), failure.errno(), failure.what(), texts, remedy, engine.ledger().snapshot());
    }

    /**
     * The journal or the machine failed under us. The intent is durable, and with it every undo; what can be taken back is
     * taken back, and the next start settles the rest and records it.
     */
    Outcome doubt(OperationAborted broken) {
        var failures = course.undoes() ? undo.silently() : List.<String>of();
        return new Outcome.InDoubt(id, broken.getMessage()
                + (course.undoes() ? failures.isEmpty() ? "; every step was taken back, unrecorded" : "; not taken back: " + String.join("; ", failures) : "")
                + "; settled at the next start");
    }
}
