package daxplane.control;

import java.util.Optional;

/**
 * One command of a plan for several.
 *
 * @param command it alone
 * @param plan    its own; without steps when it is refused, or when there is nothing to do
 * @param refused why it is not done; the others are done all the same
 */
public record PlannedPart(Command command, Plan plan, Optional<Refusal> refused) {

    public static PlannedPart of(Command command, Proposal proposal) {
        return switch (proposal) {
            case Proposal.Planned(var plan) -> new PlannedPart(command, plan, Optional.empty());
            case Proposal.Refused(var refusal) -> new PlannedPart(command, Plan.nothingToDo(command.typed(), refusal.rule()), Optional.of(refusal));
        };
    }
}
