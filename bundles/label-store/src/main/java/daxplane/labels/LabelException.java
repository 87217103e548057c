package daxplane.labels;

/** A change that a label area cannot take. */
public final class LabelException extends Exception {

    private static final long serialVersionUID = 1;

    /** The rule that refused. */
    public enum Rule {
        /** The area is smaller than 1 KiB or larger than 4 MiB. */
        AREA_SIZE,
        /** Every slot is in use; a change needs one more than it frees. */
        NO_FREE_SLOT
    }

    private final Rule rule;

    LabelException(Rule rule, String message) {
        super(message, null, false, false);
        this.rule = rule;
    }

    public Rule rule() {
        return rule;
    }
}
