package daxplane.control.planning;

import daxplane.control.Command;
import daxplane.control.KernelFiles;
import daxplane.control.Mode;
import daxplane.control.Plan;
import daxplane.control.PlannedPart;
import daxplane.control.Proposal;
import daxplane.events.Event;
import daxplane.events.Intent;
import daxplane.events.LeftBehind;
import daxplane.events.desired.ManagedObject;
import daxplane.events.desired.ManagedObjects;
import daxplane.events.desired.ObjectId;
import daxplane.events.ledger.MachineLedger;
import daxplane.events.ledger.OpenOperation;
import daxplane.host.Effect;
import daxplane.host.Host;
import daxplane.inventory.Inventory;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What settling an operation in doubt comes to, worked out from the picture that a ledger holds: for whoever announces it, and for
 * whoever does it (docs/kernel/operations.md 11). Changes nothing. The binding decides:
 *
 * <pre>
 *   assign   the device has the wanted owner      -> on to the end
 *            it has not                           -> back to what it was
 *   release  the device still has the old owner   -> back to what it was
 *            it has not                           -> on to the end
 *   several  all of them are settled by going on -> on to the end, else all of it back
 *            of those that keep going            -> on to the end, unless something is made by them
 *   typed by hand, a tool                         -> looked at only; a hand may have meant anything
 *   the machine has booted since                  -> looked at only; recovery is the operator's command
 * </pre>
 */
public final class SettlementPlan {

    private final OpenOperation operation;
    private final MachineLedger ledger;
    private final Planner planner;
    private final String bootId;

    /** @param host of the machine now */
    public SettlementPlan(OpenOperation operation, MachineLedger ledger, Planner planner, Host host) {
        this.operation = operation;
        this.ledger = ledger;
        this.planner = planner;
        this.bootId = host.bootId();
    }

    /** What is done first. */
    public sealed interface Course {

        /** On to the end; when a step fails, back. */
        record Onward(Plan plan) implements Course {
        }

        record Back(Plan plan) implements Course {
        }

        /** Nothing is done: it is recorded what it has come to. */
        record Ended(Event.Outcome outcome, String how) implements Course {
        }
    }

    public Course course() {
        if (booted()) {
            return afterBoot();
        }
        var command = Intents.command(operation.meant(), ledger);
        return command.isPresent() ? course(command.get()) : looked();
    }

    private Course course(Command command) {
        return switch (command) {
            case Command.Assign assign when planner.mode(assign.mode()).isEmpty() ->
                    new Course.Ended(Event.Outcome.IN_DOUBT, "no mode " + assign.mode() + " is installed to settle it with");
            case Command.Adjust(var _, Command.Adjust.Adjustment.Destroyed _, var _) when gone(operation.meant()) ->
                    new Course.Ended(Event.Outcome.COMPLETED, "it is destroyed");
            case Command.Accept _ -> new Course.Ended(Event.Outcome.COMPLETED, "it was a decision only");
            case Command.Power _ -> new Course.Ended(Event.Outcome.UNDONE, "the machine has not booted");
            case Command.Assign _, Command.Release _, Command.Adjust _, Command.Several _, Command.Recover _, Command.Undo _, Command.Perform _ ->
                    switch (SettlementWay.of(operation, ledger, planner, bootId)) {
                        case ONWARD -> onwards(command) instanceof Proposal.Planned(var plan) ? new Course.Onward(plan) : back();
                        case BACK -> back();
                        case AS_IT_IS -> looked();
                    };
        };
    }

    /** Whether the machine has booted since it began. */
    public boolean booted() {
        return !bootId.equals(operation.bootId());
    }

    /** What gives the kernel's auto-online policy its saved value back, before all else: with it set aside, the host would treat new memory in
     *  another way than its owner decided. Empty when it is as it was, or somebody else has set it since. */
    public Optional<Effect> policyBack() {
        // The plan in the intent carries the saved value: it is what the first write to the policy would be undone with.
        var setAside = operation.intent().steps().stream().filter(step -> policy(step.effect()).isPresent()).findFirst();
        if (booted() || setAside.isEmpty()) {
            return Optional.empty();
        }
        String written = policy(setAside.get().effect()).orElseThrow();
        var saved = setAside.get().undo().stream().flatMap(effect -> policy(effect).stream()).findFirst();
        String now = ledger.observed().policy().autoOnline();
        return saved.filter(value -> now.equals(written) && !now.equals(value)).map(KernelFiles::autoOnline);
    }

    private static Optional<String> policy(Effect effect) {
        return effect instanceof Effect.WriteAttribute(var path, var value) && path.equals(KernelFiles.AUTO_ONLINE)
                ? Optional.of(value.strip()) : Optional.empty();
    }

    /** Whether nothing is left of what the operation was about. */
    private boolean gone(Intent meant) {
        var about = meant.about().stream().flatMap(target -> target.object().stream()).toList();
        return !about.isEmpty() && about.stream().allMatch(key -> ManagedObjects.of(ledger.observed(), key).isEmpty());
    }

    /** What of several is destroyed already is done. */
    private Proposal onwards(Command command) {
        if (!(command instanceof Command.Several(var commands, var keepGoing)) || !(operation.meant() instanceof Intent.Several(var meant, var _))) {
            return planner.plan(command);
        }
        var left = IntStream.range(0, commands.size()).filter(part -> !(commands.get(part) instanceof Command.Adjust(var _, Command.Adjust.Adjustment.Destroyed _, var _)
                && gone(meant.get(part).intent()))).boxed().toList();
        if (left.size() == commands.size()) {
            return planner.plan(command);
        }
        var proposal = left.isEmpty() ? new Proposal.Planned(Plan.nothingToDo(command.typed(), "all of it is destroyed"))
                : planner.plan(new Command.Several(left.stream().map(commands::get).toList(), keepGoing));
        if (!(proposal instanceof Proposal.Planned(var plan))) {
            return proposal;
        }
        var parts = IntStream.range(0, commands.size()).mapToObj(part -> left.contains(part) ? plan.parts().get(left.indexOf(part))
                : new PlannedPart(commands.get(part), Plan.nothingToDo(commands.get(part).typed(), "it is destroyed"), Optional.empty())).toList();
        return new Proposal.Planned(new Plan(command.typed(), plan.steps(), plan.goal(), plan.lost(), plan.dramForPages(), plan.notes(), plan.capacity(), parts));
    }

    /** Back to what it was, or what cannot be taken back. */
    public Course back() {
        return switch (planner.takeBack(operation.intent().command(), new OperationScopes.OperationScope(operation.before(), operation.touched(), operation.intended(),
                OperationScopes.OperationScope.relabelled(Stream.concat(operation.intent().steps().stream().map(Event.PlannedStep::effect),
                        operation.effects().stream().map(Event.EffectPerformed::effect)))))) {
            case Proposal.Refused(var refusal) -> new Course.Ended(Event.Outcome.PARTIAL, "it can be neither completed nor taken back: "
                    + refusal.what() + ": " + refusal.rule() + "; " + leftBehind());
            case Proposal.Planned(var plan) -> new Course.Back(plan);
        };
    }

    /** What was typed by hand or done by a tool: nobody but the operator knows what was to come of it. */
    private Course.Ended looked() {
        String left = leftBehind();
        boolean byHand = operation.meant() instanceof Intent.ByHand;
        if (byHand && operation.effects().size() >= operation.intent().steps().size()) {
            return new Course.Ended(Event.Outcome.COMPLETED, "every effect of it is recorded");
        }
        if (left.isEmpty()) {
            boolean visible = operation.intent().steps().stream().noneMatch(step -> idList(step.effect()));
            return new Course.Ended(visible ? Event.Outcome.UNDONE : Event.Outcome.IN_DOUBT,
                    visible ? "nothing of it shows" : "nobody can look at what it changes (an id list)");
        }
        return new Course.Ended(byHand && operation.intent().steps().size() == 1 ? Event.Outcome.COMPLETED : Event.Outcome.PARTIAL,
                left + "; take it back with: undo " + operation.id());
    }

    private static boolean idList(Effect effect) {
        return effect instanceof Effect.WriteAttribute(var path, var _) && (path.endsWith("/new_id") || path.endsWith("/remove_id"));
    }

    private Course.Ended afterBoot() {
        boolean reached = Intents.command(operation.meant(), ledger).filter(this::reached).isPresent();
        String left = leftBehind();
        return new Course.Ended(reached ? Event.Outcome.COMPLETED : left.isEmpty() ? Event.Outcome.UNDONE : Event.Outcome.PARTIAL,
                "the machine has booted since" + (reached || left.isEmpty() ? "" : "; " + left));
    }

    private boolean reached(Command command) {
        return switch (command) {
            case Command.Power _, Command.Accept _ -> true;
            case Command.Several several -> several.commands().stream().allMatch(this::reached);
            case Command.Assign assign -> planner.mode(assign.mode()).filter(mode -> owns(mode, assign.device())).isPresent();
            case Command.Release release -> planner.owner(operation.before(), release.device()).filter(mode -> !owns(mode, release.device())).isPresent();
            case Command.Adjust _, Command.Recover _, Command.Undo _, Command.Perform _ -> false;
        };
    }

    private boolean owns(Mode mode, String device) {
        return SettlementWay.owns(mode, operation, ledger, device);
    }

    /** What it touched and is not as it was before, for people; empty text when all is as before. */
    private String leftBehind() {
        return String.join("; ", left().stream().map(LeftBehind::what).toList());
    }

    /** What it touched and is not as it was before. */
    public List<LeftBehind> left() {
        var now = ledger.observed();
        return operation.touched().stream().filter(key -> !state(operation.before(), key).equals(state(now, key)))
                .map(key -> new LeftBehind(Optional.of(key), ManagedObjects.of(operation.before(), key).map(ManagedObject::state),
                        ManagedObjects.of(now, key).map(ManagedObject::state), text(key))).toList();
    }

    private String text(ObjectId key) {
        return ManagedObjects.of(ledger.observed(), key).map(thing -> thing.name() + " is " + thing.state().text())
                .orElse(key.identity() + " is gone");
    }

    private static Optional<Object> state(Inventory picture, ObjectId key) {
        return ManagedObjects.of(picture, key).map(ManagedObject::state);
    }
}
