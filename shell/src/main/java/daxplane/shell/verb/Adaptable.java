package daxplane.shell.verb;

import daxplane.control.ControlException;
import picocli.CommandLine.Model.CommandSpec;

/** A verb whose options depend on what there is at the moment. */
public interface Adaptable extends Verb {

    /** Adds options before the words are parsed. */
    void adapt(CommandSpec spec, Context context) throws ControlException;
}
