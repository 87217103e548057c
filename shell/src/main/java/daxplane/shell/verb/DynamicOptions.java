package daxplane.shell.verb;

import daxplane.control.Mode;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** A verb whose options depend on the modes that there are at the moment. */
public interface DynamicOptions extends Verb {

    /** Adds their options before the words are parsed. */
    void adapt(CommandSpec spec, List<Mode> modes);
}
