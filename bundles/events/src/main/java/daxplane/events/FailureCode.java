package daxplane.events;

/** Why a step did not reach what it was for. A code keeps its word and its meaning for ever: journals hold it. */
public enum FailureCode {
    /** The kernel answered with an errno. */
    KERNEL_REFUSED("kernel-refused"),
    /** The kernel accepted it, and what should hold afterwards does not. */
    CONDITION_NOT_REACHED("condition-not-reached"),
    /** Every step worked, and at the end the goal does not hold. */
    GOAL_NOT_REACHED("goal-not-reached"),
    /** The machine cannot be looked at. */
    MACHINE_UNSEEN("machine-unseen"),
    /** It would have lost memory until the next boot; it was not done. */
    WOULD_LEAK("would-leak"),
    WOULD_WRITE_OVER("would-write-over"),
    /** Somebody cancelled the operation; it was not done. */
    CANCELLED("cancelled");

    private final String word;

    FailureCode(String word) {
        this.word = word;
    }

    /** As the journal has it. */
    public String word() {
        return word;
    }
}
