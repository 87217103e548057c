package daxplane.modes;

import daxplane.control.Plan;
import daxplane.control.Proposal;

/** Making a plan, up to the first rule that it would break. */
@FunctionalInterface
interface Planning {

    Plan plan() throws RuleBroken;

    static Proposal propose(Planning planning) {
        try {
            return new Proposal.Planned(planning.plan());
        } catch (RuleBroken broken) {
            return new Proposal.Refused(broken.refusal());
        }
    }
}
