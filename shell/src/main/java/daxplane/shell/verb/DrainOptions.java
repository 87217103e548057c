package daxplane.shell.verb;

import daxplane.control.ModeOption;
import daxplane.control.Options;
import picocli.CommandLine.Option;

/** Whether who has a lease is asked to let go first, and how long he may take; for commands that have no options of a mode. */
final class DrainOptions {

    @Option(names = "--drain", paramLabel = "SECONDS", description = "how long who has a lease on it may take to let go; 5")
    private String seconds;
    @Option(names = "--no-drain", description = "do not ask who has a lease on it to let go first")
    private boolean nobody;

    Options with(Options given) {
        var options = seconds == null ? given : given.with(ModeOption.DRAIN.name(), seconds);
        return nobody ? options.with(ModeOption.NO_DRAIN.name(), "") : options;
    }
}
