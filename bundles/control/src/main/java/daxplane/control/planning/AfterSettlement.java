package daxplane.control.planning;

import daxplane.control.Command;
import daxplane.control.Condition;
import daxplane.control.Mode;
import daxplane.control.Plan;
import daxplane.control.Proposal;
import daxplane.control.Step;
import daxplane.control.planning.SettlementPlan.Course;
import daxplane.events.Decision;
import daxplane.events.Event;
import daxplane.events.ledger.Decisions;
import daxplane.events.ledger.MachineLedger;
import daxplane.events.ledger.OpenOperation;
import daxplane.host.Effect;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.inventory.ByteSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a command comes to while an operation is in doubt: the operation is settled first, and the command is planned from there, on a
 * copy of the machine (decision 124). Changes nothing.
 */
public final class AfterSettlement {

    private final Host host;
    private final List<Mode> modes;
    private final MachineLedger ledger;
    private final OperationScopes past;
    private final OpenOperation operation;

    public AfterSettlement(Host host, List<Mode> modes, MachineLedger ledger, OperationScopes past, OpenOperation operation) {
        this.host = host;
        this.modes = modes;
        this.ledger = ledger;
        this.past = past;
        this.operation = operation;
    }

    /** One sentence, for whoever only looks. */
    public String announced() {
        return named() + " has not ended: unless its process is still at work, the next command that changes something " + switch (settling(ledger, host).course()) {
            case Course.Onward _ -> "completes it first";
            case Course.Back _ -> "takes it back first";
            case Course.Ended _ -> "records first what it has come to, and changes nothing for it";
        };
    }

    /** What is done for the operation, and then for the command. */
    public Proposal plan(Command command) {
        var policyBack = settling(ledger, host).policyBack();
        if (policyBack.isEmpty() && settling(ledger, host).course() instanceof Course.Ended ended) {
            return then(command, host, settled(ledger, ended.outcome()), List.of());
        }
        try (var copy = new WalkedCopy(host, ledger)) {
            return onCopy(command, copy, policyBack);
        } catch (HostException none) {
            return alone(command, policyBack.stream().map(AfterSettlement::plan).toList(), settling(ledger, host).course());
        }
    }

    private Proposal onCopy(Command command, WalkedCopy copy, Optional<Effect> policyBack) throws HostException {
        var first = new ArrayList<Plan>();
        for (Effect effect : policyBack.stream().toList()) {
            first.add(plan(effect));
            copy.follow(first.getLast());
        }
        var course = settling(copy.ledger(), copy.host()).course();
        var failed = switch (course) {
            case Course.Onward(var plan) -> copy.follow(plan);
            case Course.Back(var plan) -> copy.follow(plan);
            case Course.Ended _ -> Optional.empty();
        };
        if (failed.isPresent()) {
            return alone(command, first, course);
        }
        steps(course).ifPresent(first::add);
        return then(command, copy.host(), settled(copy.ledger(), outcome(course)), List.of(joined(command, first, course)));
    }

    /** The command, from where the settlement has come to. */
    private Proposal then(Command command, Host there, MachineLedger settled, List<Plan> first) {
        var planner = new Planner(modes, there, settled, past, settled);
        var proposal = planner.plan(planner.canonical(command));
        return proposal instanceof Proposal.Planned(var plan) && !first.isEmpty()
                ? new Proposal.Planned(Plans.join(plan.title(), List.of(first.getFirst(), plan), List.of())) : proposal;
    }

    /** Where nobody can tell what the machine is like after it. */
    private Proposal alone(Command command, List<Plan> before, Course course) {
        var plans = new ArrayList<>(before);
        steps(course).ifPresent(plans::add);
        return new Proposal.Planned(joined(command, plans, course).with(List.of("what " + command.typed() + " does after that is planned then")));
    }

    private Plan joined(Command command, List<Plan> plans, Course course) {
        var plan = Plans.join(command.typed(), plans, List.of());
        int steps = plan.steps().size();
        return steps == 0 ? plan : plan.with(List.of((steps == 1 ? "step 1 " : "steps 1 to " + steps + " ") + switch (course) {
            case Course.Onward _ -> (steps == 1 ? "completes " : "complete ") + named();
            case Course.Back _ -> (steps == 1 ? "takes " : "take ") + named() + " back";
            case Course.Ended _ -> (steps == 1 ? "gives" : "give") + " the policy back that " + named() + " had set aside";
        }));
    }

    private String named() {
        return operation.id() + " (" + operation.intent().command() + ")";
    }

    private SettlementPlan settling(MachineLedger from, Host there) {
        return new SettlementPlan(from.open().orElse(operation), from, new Planner(modes, there, from, past, ledger), host);
    }

    private static Optional<Plan> steps(Course course) {
        return switch (course) {
            case Course.Onward(var plan) -> Optional.of(plan);
            case Course.Back(var plan) -> Optional.of(plan);
            case Course.Ended _ -> Optional.empty();
        };
    }

    private static Event.Outcome outcome(Course course) {
        return switch (course) {
            case Course.Onward _ -> Event.Outcome.COMPLETED;
            case Course.Back _ -> Event.Outcome.UNDONE;
            case Course.Ended(var outcome, var _) -> outcome;
        };
    }

    private MachineLedger settled(MachineLedger from, Event.Outcome outcome) {
        var decisions = outcome == Event.Outcome.COMPLETED ? Decisions.of(from.open().orElse(operation), from) : List.<Decision>of();
        return from.with(List.of(new Event.OperationSettled(operation.id(), outcome, "", Optional.of(decisions), List.of())));
    }

    private static Plan plan(Effect effect) {
        return new Plan("", List.of(new Step.Reversible(effect, new Condition.EffectSucceeded(), List.of())), new Condition.EffectSucceeded(), ByteSize.ZERO, ByteSize.ZERO, List.of());
    }
}
