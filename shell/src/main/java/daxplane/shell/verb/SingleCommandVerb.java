package daxplane.shell.verb;

import daxplane.control.Command;

/** A verb that asks the control plane for one thing. */
public interface SingleCommandVerb extends PlannableVerb {

    /** What the words say. */
    Command command() throws Failure;

    @Override
    default Command command(Context context) throws Failure {
        return command();
    }
}
