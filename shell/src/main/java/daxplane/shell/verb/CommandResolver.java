package daxplane.shell.verb;

import daxplane.control.Command;
import daxplane.control.ControlException;
import daxplane.tools.Tool;
import java.util.List;
import java.util.Optional;

/** Commands as values, for verbs that take a whole command as their words. */
public interface CommandResolver {

    /**
     * What was asked for.
     *
     * @param context as the words want to be answered: form, reason
     */
    record Asked(Command command, Context context) {
    }

    /** What the words ask the control plane for. Words that only look are a usage failure. */
    Asked command(List<String> words, Context context) throws ControlException, Failure;

    /** The administrators' tool that these words, its name first, are for. */
    Optional<Tool> tool(List<String> words);

    /** @throws Failure {@link #look} would refuse these words whatever there is to see */
    void checkLook(List<String> words, Context context) throws ControlException, Failure;

    /** Runs a command that only looks at a picture; any other is a usage failure. */
    int look(List<String> words, Context context) throws Failure;
}
