package daxplane.control.plane;

import daxplane.control.Outcome;
import daxplane.control.Plan;
import daxplane.control.engine.Attribution;
import daxplane.control.engine.Engine;
import daxplane.control.engine.ExecutionPolicy;
import daxplane.control.engine.OperationAborted;
import daxplane.control.engine.PartsRun;
import daxplane.control.engine.Run;
import daxplane.control.planning.Planner;
import daxplane.control.planning.SettlementPlan;
import daxplane.control.planning.SettlementPlan.Course;
import daxplane.events.Event;
import daxplane.events.Intent;
import daxplane.events.ledger.OpenOperation;
import daxplane.host.Errno;
import daxplane.host.HostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Ends an operation that its process did not end: the machine is looked at, and what {@link SettlementPlan} says is done. */
final class Settlement {

    private final Engine engine;
    private final Planner planner;

    Settlement(Engine engine, Planner planner) {
        this.engine = engine;
        this.planner = planner;
    }

    /** @return what became of it, one line; empty when nothing was in doubt */
    Optional<String> settle() throws OperationAborted, HostException {
        var open = engine.ledger().open();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        var operation = open.get();
        look(operation);
        var policyBack = settling(operation).policyBack();
        if (policyBack.isPresent()) {
            engine.record(operation.id(), policyBack.get());
        }
        take(operation, settling(operation).course());
        return engine.ledger().operation(operation.id())
                .map(ended -> ended.text() + ": " + ended.outcome().orElseThrow().name().toLowerCase(Locale.ROOT) + ", " + ended.summary());
    }

    /** From the picture of now. */
    private SettlementPlan settling(OpenOperation operation) {
        return new SettlementPlan(operation, engine.ledger(), planner, engine.host());
    }

    private void look(OpenOperation operation) throws OperationAborted, HostException {
        if (settling(operation).booted()) {
            engine.write(engine.arrival());
        } else if (operation.meant() instanceof Intent.ToolRun) {
            // Nobody knows what it was about to do: whatever is new is taken as its doing.
            engine.write(engine.lookAfter(operation.id()));
        } else {
            engine.write(engine.look(operation.id(), Attribution.possible(operation)));
        }
    }

    private void take(OpenOperation operation, Course course) throws OperationAborted {
        switch (course) {
            case Course.Onward(var plan) -> {
                if (!run(operation, plan, ExecutionPolicy.settlingOnward(operation.before()), "completed after the process that began it was gone")) {
                    take(operation, settling(operation).back());
                }
            }
            case Course.Back(var plan) -> run(operation, plan, ExecutionPolicy.settlingBack(operation.before()), "taken back after the process that began it was gone");
            case Course.Ended(var outcome, var how) -> engine.write(List.of(new Event.OperationSettled(operation.id(), outcome, how,
                    Optional.of(engine.decisions(operation.id(), outcome, List.of())), settling(operation).left())));
        }
    }

    private boolean run(OpenOperation operation, Plan plan, ExecutionPolicy course, String how) throws OperationAborted {
        var titled = plan.called(how);
        boolean keepsGoing = operation.meant() instanceof Intent.Several several && several.keepGoing() && course.reaching() == Event.Outcome.COMPLETED;
        var outcome = keepsGoing ? new PartsRun(engine, operation.id(), titled, course, planner::plan).perform(List.of())
                : new Run(engine, operation.id(), titled, course).perform(List.of());
        return switch (outcome) {
            case Outcome.Done _, Outcome.Partly _ -> true;
            case Outcome.Failed _ -> false;
            case Outcome.InDoubt(var _, var why) -> throw new OperationAborted(Errno.EIO, why);
            case Outcome.Refused(var refusal) -> throw new OperationAborted(refusal.errno(), refusal.rule());
            case Outcome.Repeated _ -> throw new IllegalStateException("a settlement has no command id");
        };
    }
}
