package daxplane.shell.verb;

import daxplane.control.ControlException;
import daxplane.host.HostException;
import daxplane.journal.JournalException;

/** A command whose fields picocli has filled. Used once. */
public interface Verb {

    /** Service property that carries the name. */
    String NAME_PROPERTY = "command";

    /** Service property of a verb with the name of a tool, whose subcommands stand beside the tool's own commands. */
    String BESIDE_PROPERTY = "beside";

    /** @return exit code (docs/ARCHITECTURE.md section 6) */
    int run(Context context) throws ControlException, HostException, JournalException, Failure;
}
