package daxplane.shell.verb;

import daxplane.control.Command;

/** A verb that asks the control plane for something that it can plan. */
public interface PlannableVerb extends Verb {

    /** What the words say. */
    Command command() throws Failure;

    /** As the words want to be answered: in which form, and for which reason it is done. */
    Context told(Context given);
}
