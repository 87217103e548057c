package daxplane.shell.verb;

import daxplane.control.Command;
import daxplane.control.ControlException;
import daxplane.journal.JournalException;

/** A verb that asks the control plane for something that it can plan, of one object or of several. */
public interface PlannableVerb extends Verb {

    /** What the words say. @param context to look at the machine with */
    Command command(Context context) throws Failure, ControlException;

    /** As the words want to be answered: in which form, and for which reason it is done. */
    Context told(Context given);

    /** Does it, and tells how it went. */
    @Override
    default int run(Context given) throws ControlException, JournalException, Failure {
        var context = told(given);
        return CommandRunner.perform(context, command(context));
    }
}
