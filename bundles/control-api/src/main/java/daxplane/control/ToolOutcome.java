package daxplane.control;

import java.util.Optional;

/**
 * What became of a tool's run.
 *
 * @param exitCode  the tool's own; 3 when {@code control} refused to let it begin, 4 when the journal failed under it
 * @param operation the operation that its effects were journalled under; empty when it changed nothing
 * @param hint      what we have to say to that, for standard error: the refusal, or why it is in doubt
 * @param residue   what a failed tool left behind and how to take it back, as in the journal; no part of what the tool printed
 */
public record ToolOutcome(int exitCode, Optional<String> operation, Optional<String> hint, Optional<String> residue) {

    /** One that left nothing behind. */
    public ToolOutcome(int exitCode, Optional<String> operation, Optional<String> hint) {
        this(exitCode, operation, hint, Optional.empty());
    }
}
