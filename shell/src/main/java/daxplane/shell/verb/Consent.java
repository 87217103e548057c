package daxplane.shell.verb;

import daxplane.control.ModeOption;
import daxplane.control.Options;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a command that hands memory to somebody may destroy, take away or lose; for those that have no options of a mode. */
final class Consent {

    @Mixin private Loss loss;
    @Option(names = "--clear-errors", description = "make good what is known to be bad of memory that is handed over; what it held is lost")
    private boolean clearErrors;

    Options given() {
        var options = loss.accepted();
        return clearErrors ? options.with(ModeOption.CLEAR_ERRORS.name(), "") : options;
    }
}
