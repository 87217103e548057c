package daxplane.shell.verb;

import daxplane.control.Command;
import daxplane.control.ControlException;
import daxplane.journal.JournalException;

/** A verb that asks the control plane for one thing. */
public interface SingleCommandVerb extends PlannableVerb {

    /** What the words say. */
    Command command() throws Failure;

    @Override
    default Command command(Context context) throws Failure {
        return command();
    }

    @Override
    default int run(Context context) throws ControlException, JournalException, Failure {
        return CommandRunner.perform(told(context), command());
    }
}
