package daxplane.control;

import java.util.Optional;

/**
 * What became of a tool's run.
 *
 * @param exitCode  the tool's own; 3 when {@code control} refused to let it begin, 4 when the journal failed under it
 * @param operation the operation that its effects were journalled under; empty when it changed nothing
 * @param hint      what we have to say to that, for standard error: the refusal, or that something was left behind and how
 *                  to take it back
 */
public record ToolOutcome(int exitCode, Optional<String> operation, Optional<String> hint) {
}
