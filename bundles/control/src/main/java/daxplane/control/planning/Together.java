package daxplane.control.planning;

import daxplane.control.Capacity;
import daxplane.control.Command;
import daxplane.control.Condition;
import daxplane.control.Mode;
import daxplane.control.Plan;
import daxplane.control.PlannedPart;
import daxplane.control.Proposal;
import daxplane.control.Refusal;
import daxplane.control.RefusalCode;
import daxplane.control.Step;
import daxplane.events.ledger.MachineLedger;
import daxplane.host.Effect;
import daxplane.host.Errno;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.inventory.ByteSize;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Several commands as one plan: each is planned on a copy of the machine on which those before it were done (decision 175). A host
 * without copies gets plans side by side, each from the machine as it is.
 */
final class Together {

    private final Host host;
    private final List<Mode> modes;
    private final MachineLedger ledger;
    private final OperationScopes past;

    Together(Host host, List<Mode> modes, MachineLedger ledger, OperationScopes past) {
        this.host = host;
        this.modes = modes;
        this.ledger = ledger;
        this.past = past;
    }

    Plan plan(Command.Several several) throws RefusalException {
        WalkedCopy copy;
        try {
            copy = new WalkedCopy(host, ledger);
        } catch (HostException none) {
            return sideBySide(several);
        }
        try (copy) {
            return onCopy(several, copy);
        } catch (HostException unable) {
            throw new RefusalException(RefusalCode.NO_REHEARSAL, unable.errno(), "plan", several.typed() + " cannot be done", unable.getMessage(), "doctor");
        }
    }

    private Plan onCopy(Command.Several several, WalkedCopy copy) throws RefusalException, HostException {
        var parts = new ArrayList<PlannedPart>();
        for (Command command : several.commands()) {
            var proposal = new Planner(modes, copy.host(), copy.ledger(), past, ledger).plan(command);
            if (proposal instanceof Proposal.Planned(var plan)) {
                var failed = copy.follow(plan);
                proposal = failed.isPresent() ? new Proposal.Refused(failed.get().of(command, Command.Several.object(command))) : proposal;
            }
            parts.add(part(several, command, proposal));
        }
        return joined(several, parts, goal -> goal.holds(copy.picture()));      // what a later part takes on is no goal of an earlier one
    }

    private Plan sideBySide(Command.Several several) throws RefusalException {
        var parts = new ArrayList<PlannedPart>();
        var loaded = new HashSet<Effect>();
        var planner = new Planner(modes, host, ledger, past);
        for (Command command : several.commands()) {
            var proposal = planner.plan(command);
            parts.add(part(several, command, proposal instanceof Proposal.Planned(var plan) ? new Proposal.Planned(loadingOnce(plan, loaded)) : proposal));
        }
        return joined(several, parts, _ -> true);
    }

    /** Taking the second load back would unload a module under the devices of the first plan. */
    private static Plan loadingOnce(Plan plan, Set<Effect> loaded) {
        return new Plan(plan.title(), plan.steps().stream().filter(step -> !(step.effect() instanceof Effect.LoadModule) || loaded.add(step.effect())).toList(),
                plan.goal(), plan.lost(), plan.dramForPages(), plan.notes(), plan.capacity());
    }

    /** @throws RefusalException it is refused, and with it the others */
    private static PlannedPart part(Command.Several several, Command command, Proposal proposal) throws RefusalException {
        if (proposal instanceof Proposal.Refused(var why) && !several.keepGoing()) {
            throw new RefusalException(new Refusal(why.code(), why.errno(), why.object(), why.what() + ", so none of the " + several.commands().size()
                    + " is done; --keep-going does the others", why.rule(), why.kernel(), why.remedy()));
        }
        return PlannedPart.of(command, proposal);
    }

    private static Plan joined(Command.Several several, List<PlannedPart> parts, Predicate<Condition> last) throws RefusalException {
        if (parts.stream().allMatch(part -> part.refused().isPresent())) {
            throw new RefusalException(parts.getFirst().refused().orElseThrow());
        }
        var plans = parts.stream().map(PlannedPart::plan).toList();
        List<Step> steps = plans.stream().flatMap(plan -> plan.steps().stream()).toList();
        if (steps.size() > Plan.MOST_STEPS) {
            throw new RefusalException(RefusalCode.INVALID_OPTION, Errno.EINVAL, "plan", several.typed() + " cannot be done",
                    "together that takes " + steps.size() + " steps, more than " + Plan.MOST_STEPS, "name fewer devices at once");
        }
        var goals = parts.stream().filter(part -> part.refused().isEmpty() && !part.plan().steps().isEmpty()).map(part -> part.plan().goal()).filter(last).toList();
        return new Plan(several.typed(), steps, new Condition.All(goals), sum(plans.stream().map(Plan::lost).toList()), sum(plans.stream().map(Plan::dramForPages).toList()),
                plans.stream().flatMap(plan -> plan.notes().stream()).toList(), Capacity.total(plans.stream().flatMap(plan -> plan.capacity().stream()).toList()), parts);
    }

    private static ByteSize sum(List<ByteSize> sizes) {
        return new ByteSize(sizes.stream().mapToLong(ByteSize::bytes).sum());
    }
}
