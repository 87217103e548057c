package daxplane.control.plane;

import daxplane.control.Command;
import daxplane.control.KernelFiles;
import daxplane.control.Mode;
import daxplane.control.Outcome;
import daxplane.control.Plan;
import daxplane.control.PlannedPart;
import daxplane.control.Proposal;
import daxplane.control.engine.Attribution;
import daxplane.control.engine.Engine;
import daxplane.control.engine.ExecutionPolicy;
import daxplane.control.engine.OperationAborted;
import daxplane.control.engine.PartsRun;
import daxplane.control.engine.Run;
import daxplane.control.planning.Intents;
import daxplane.control.planning.OperationScopes;
import daxplane.control.planning.Planner;
import daxplane.events.Event;
import daxplane.events.Intent;
import daxplane.events.LeftBehind;
import daxplane.events.desired.ManagedObject;
import daxplane.events.desired.ManagedObjects;
import daxplane.events.desired.ObjectId;
import daxplane.events.ledger.OpenOperation;
import daxplane.host.Effect;
import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.inventory.Inventory;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What becomes of an operation that its process did not end: the machine is looked at, and the operation completed or taken
 * back (docs/kernel/operations.md 11). The binding decides:
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
 *
 * Before all this the kernel's auto-online policy gets its saved value back: with it set aside, the host would treat new
 * memory in another way than its owner decided.
 */
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
        boolean booted = !engine.host().bootId().equals(operation.bootId());
        look(operation, booted);
        if (booted) {
            afterBoot(operation);
        } else {
            restorePolicy(operation);
            var command = Intents.command(operation.meant(), engine.ledger());
            if (command.isPresent()) {
                planned(operation, command.get());
            } else {
                unplanned(operation);
            }
        }
        return engine.ledger().operation(operation.id())
                .map(ended -> ended.text() + ": " + ended.outcome().orElseThrow().name().toLowerCase(Locale.ROOT) + ", " + ended.summary());
    }

    private void look(OpenOperation operation, boolean booted) throws OperationAborted, HostException {
        if (booted) {
            engine.write(engine.arrival());
        } else if (operation.meant() instanceof Intent.ToolRun) {
            // Nobody knows what it was about to do: whatever is new is taken as its doing.
            engine.write(engine.lookAfter(operation.id()));
        } else {
            engine.write(engine.look(operation.id(), Attribution.possible(operation)));
        }
    }

    /** The plan in the intent carries the saved value: it is what the first write to the policy would be undone with. */
    private void restorePolicy(OpenOperation operation) throws OperationAborted {
        var setAside = operation.intent().steps().stream().filter(step -> policy(step.effect()).isPresent()).findFirst();
        if (setAside.isEmpty()) {
            return;
        }
        String written = policy(setAside.get().effect()).orElseThrow();
        var saved = setAside.get().undo().stream().flatMap(effect -> policy(effect).stream()).findFirst();
        String now = engine.ledger().observed().policy().autoOnline();
        if (saved.isPresent() && now.equals(written) && !now.equals(saved.get())) {
            engine.record(operation.id(), KernelFiles.autoOnline(saved.get()));
        }
    }

    private static Optional<String> policy(Effect effect) {
        return effect instanceof Effect.WriteAttribute(var path, var value) && path.equals(KernelFiles.AUTO_ONLINE)
                ? Optional.of(value.strip()) : Optional.empty();
    }

    private void planned(OpenOperation operation, Command command) throws OperationAborted {
        switch (command) {
            case Command.Assign assign -> {
                if (planner.mode(assign.mode()).isEmpty()) {
                    end(operation, Event.Outcome.IN_DOUBT, "no mode " + assign.mode() + " is installed to settle it with");
                } else {
                    go(operation, command);
                }
            }
            case Command.Adjust(var _, Command.Adjust.Adjustment.Destroyed _, var _) when gone(operation.meant()) ->
                    end(operation, Event.Outcome.COMPLETED, "it is destroyed");
            case Command.Release _, Command.Adjust _, Command.Several _ -> go(operation, command);
            case Command.Recover _, Command.Undo _ -> onward(operation, command);
            case Command.Accept _ -> end(operation, Event.Outcome.COMPLETED, "it was a decision only");
            case Command.Power _ -> end(operation, Event.Outcome.UNDONE, "the machine has not booted");
            case Command.Perform _ -> unplanned(operation);
        }
    }

    /** Whether nothing is left of what the operation was about. */
    private boolean gone(Intent meant) {
        var about = meant.about().stream().flatMap(target -> target.object().stream()).toList();
        return !about.isEmpty() && about.stream().allMatch(key -> ManagedObjects.of(engine.ledger().observed(), key).isEmpty());
    }

    private void go(OpenOperation operation, Command command) throws OperationAborted {
        switch (SettlementWay.of(operation, engine.ledger(), planner, engine.host().bootId())) {
            case ONWARD -> onward(operation, command);
            case BACK -> back(operation);
            case AS_IT_IS -> unplanned(operation);
        }
    }

    private boolean owns(Mode mode, OpenOperation operation, String device) {
        return SettlementWay.owns(mode, operation, engine.ledger(), device);
    }

    /** To the end; when that cannot be, back. */
    private void onward(OpenOperation operation, Command command) throws OperationAborted {
        if (!(onwards(operation, command) instanceof Proposal.Planned(var plan)) || !run(operation, plan, ExecutionPolicy.settlingOnward(operation.before()),
                "completed after the process that began it was gone")) {
            back(operation);
        }
    }

    /** What of several is destroyed already is done. */
    private Proposal onwards(OpenOperation operation, Command command) {
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

    private void back(OpenOperation operation) throws OperationAborted {
        switch (planner.takeBack(operation.intent().command(), new OperationScopes.OperationScope(operation.before(), operation.touched(),
                operation.intended()))) {
            case Proposal.Refused(var refusal) -> end(operation, Event.Outcome.PARTIAL, "it can be neither completed nor taken back: "
                    + refusal.what() + ": " + refusal.rule() + "; " + leftBehind(operation));
            case Proposal.Planned(var plan) -> run(operation, plan, ExecutionPolicy.settlingBack(operation.before()),
                    "taken back after the process that began it was gone");
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

    /** What was typed by hand or done by a tool: nobody but the operator knows what was to come of it. */
    private void unplanned(OpenOperation operation) throws OperationAborted {
        String left = leftBehind(operation);
        boolean byHand = operation.meant() instanceof Intent.ByHand;
        if (byHand && operation.effects().size() >= operation.intent().steps().size()) {
            end(operation, Event.Outcome.COMPLETED, "every effect of it is recorded");
        } else if (left.isEmpty()) {
            boolean visible = operation.intent().steps().stream().noneMatch(step -> idList(step.effect()));
            end(operation, visible ? Event.Outcome.UNDONE : Event.Outcome.IN_DOUBT,
                    visible ? "nothing of it shows" : "nobody can look at what it changes (an id list)");
        } else {
            end(operation, byHand && operation.intent().steps().size() == 1 ? Event.Outcome.COMPLETED : Event.Outcome.PARTIAL,
                    left + "; take it back with: undo " + operation.id());
        }
    }

    private static boolean idList(Effect effect) {
        return effect instanceof Effect.WriteAttribute(var path, var _) && (path.endsWith("/new_id") || path.endsWith("/remove_id"));
    }

    private void afterBoot(OpenOperation operation) throws OperationAborted {
        var command = Intents.command(operation.meant(), engine.ledger());
        boolean reached = command.filter(one -> reached(operation, one)).isPresent();
        String left = leftBehind(operation);
        end(operation, reached ? Event.Outcome.COMPLETED : left.isEmpty() ? Event.Outcome.UNDONE : Event.Outcome.PARTIAL,
                "the machine has booted since" + (reached || left.isEmpty() ? "" : "; " + left));
    }

    private boolean reached(OpenOperation operation, Command command) {
        return switch (command) {
            case Command.Power _, Command.Accept _ -> true;
            case Command.Several several -> several.commands().stream().allMatch(one -> reached(operation, one));
            case Command.Assign assign -> planner.mode(assign.mode()).filter(mode -> owns(mode, operation, assign.device())).isPresent();
            case Command.Release release -> planner.owner(operation.before(), release.device())
                    .filter(mode -> !owns(mode, operation, release.device())).isPresent();
            case Command.Adjust _, Command.Recover _, Command.Undo _, Command.Perform _ -> false;
        };
    }

    /** What it touched and is not as it was before, for people; empty text when all is as before. */
    private String leftBehind(OpenOperation operation) {
        return String.join("; ", operation.touched().stream()
                .filter(key -> !state(operation.before(), key).equals(state(engine.ledger().observed(), key)))
                .map(this::text)
                .toList());
    }

    private String text(ObjectId key) {
        return ManagedObjects.of(engine.ledger().observed(), key).map(thing -> thing.name() + " is " + thing.state().text())
                .orElse(key.identity() + " is gone");
    }

    private List<LeftBehind> left(OpenOperation operation) {
        var now = engine.ledger().observed();
        return operation.touched().stream().filter(key -> !state(operation.before(), key).equals(state(now, key)))
                .map(key -> new LeftBehind(Optional.of(key), ManagedObjects.of(operation.before(), key).map(ManagedObject::state),
                        ManagedObjects.of(now, key).map(ManagedObject::state), text(key))).toList();
    }

    private static Optional<Object> state(Inventory picture, ObjectId key) {
        return ManagedObjects.of(picture, key).map(ManagedObject::state);
    }

    private void end(OpenOperation operation, Event.Outcome outcome, String how) throws OperationAborted {
        engine.write(List.of(new Event.OperationSettled(operation.id(), outcome, how,
                Optional.of(engine.decisions(operation.id(), outcome, List.of())), left(operation))));
    }
}
