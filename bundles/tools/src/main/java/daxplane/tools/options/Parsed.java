package daxplane.tools.options;

import java.util.List;

/** What came of a command line. */
public sealed interface Parsed {

    /** @param arguments what is no option, in the order given */
    record Accepted(Values options, List<String> arguments) implements Parsed {
    }

    /** The command is not to be run: print and leave. */
    record Rejected(int exitCode, String stdout, String stderr) implements Parsed {
    }
}
