package daxplane.shell.verb;

import daxplane.control.ControlException;
import daxplane.host.HostException;
import daxplane.journal.JournalException;

/** A command whose fields picocli has filled. Used once. */
public interface Verb {

    /** Service property that carries the name. */
    String NAME_PROPERTY = "command";

    /** @return exit code (docs/ARCHITECTURE.md section 6) */
    int run(Context context) throws ControlException, HostException, JournalException, Failure;
}
