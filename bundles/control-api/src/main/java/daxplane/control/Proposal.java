package daxplane.control;

/** Answer of a planner: a plan, or a refusal that says why not. */
public sealed interface Proposal {

    record Planned(Plan plan) implements Proposal {
    }

    record Refused(Refusal refusal) implements Proposal {
    }
}
