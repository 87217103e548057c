package daxplane.control;

/**
 * Which rule a refusal is by, for programs. A code keeps its word and its meaning for ever: journals hold it. docs/JOURNAL.md says
 * what each means.
 */
public enum RefusalCode {
    NO_SUCH_OBJECT("no-such-object"),
    AMBIGUOUS_NAME("ambiguous-name"),
    NO_SUCH_OPERATION("no-such-operation"),
    NO_SUCH_MODE("no-such-mode"),
    INVALID_OPTION("invalid-option"),
    COMMAND_ID("command-id"),
    NOT_OWNED("not-owned"),
    NOT_BY_ITSELF("not-by-itself"),
    EMPTY_NAMESPACE("empty-namespace"),
    OTHER_MODE("other-mode"),
    NO_NAMESPACE("no-namespace"),
    NO_DAX_BUS("no-dax-bus"),
    REGION_DISABLED("region-disabled"),
    NO_LABELS("no-labels"),
    NO_FREE_SPACE("no-free-space"),
    NO_NODE("no-node"),
    FAST_NODE("fast-node"),
    NO_WHOLE_BLOCK("no-whole-block"),
    BLOCKS_THERE("blocks-there"),
    BLOCKS_MISSING("blocks-missing"),
    BLOCK_IN_SEVERAL_ZONES("block-in-several-zones"),
    BLOCKS_ONLINE("blocks-online"),
    MEMORY_STAYS("memory-stays"),
    NOTHING_WOULD_LEAK("nothing-would-leak"),
    LEAKED("leaked"),
    ADDRESSES_HIDDEN("addresses-hidden"),
    MAPPED("mapped"),
    CONTENTS_AT_STAKE("contents-at-stake"),
    KNOWN_ERRORS("known-errors"),
    UNSUITABLE("unsuitable"),
    SECRETS_AT_STAKE("secrets-at-stake"),
    NO_REHEARSAL("no-rehearsal"),
    REHEARSAL_FAILED("rehearsal-failed"),
    NO_WAY_BACK("no-way-back"),
    PLACE_TAKEN("place-taken"),
    WRITTEN_OVER("written-over"),
    REGION_IN_USE("region-in-use"),
    PLAN_MOVED("plan-moved"),
    IN_USE("in-use"),
    NO_MODE_FOR_DRIVER("no-mode-for-driver"),
    OPERATION_NOT_ENDED("operation-not-ended"),
    JOURNAL_UNREADABLE("journal-unreadable"),
    NOT_RECORDED("not-recorded"),
    MACHINE_UNSEEN("machine-unseen"),
    REAL_MACHINE("real-machine"),
    /** A rule of a mode that is no part of this distribution; its sentence says which. */
    OF_MODE("of-mode"),
    /** A tool would not begin; its sentence is what it printed. */
    OF_TOOL("of-tool");

    private final String word;

    RefusalCode(String word) {
        this.word = word;
    }

    /** As the journal and JSON have it. */
    public String word() {
        return word;
    }
}
