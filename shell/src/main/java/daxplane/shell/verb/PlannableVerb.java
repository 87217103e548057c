package daxplane.shell.verb;

import daxplane.control.Command;
import java.util.List;

/** A verb that asks the control plane for one thing. */
public interface PlannableVerb extends PlannedVerb {

    /** What the words say. */
    Command command() throws Failure;

    @Override
    default List<Command> commands(Context context) throws Failure {
        return List.of(command());
    }
}
