package daxplane.shell.verb;

import daxplane.control.ModeOption;
import daxplane.control.Options;
import picocli.CommandLine.Option;

/** What the way back may destroy or take away; for commands that have no options of a mode. */
final class Consent {

    @Option(names = "--discard-contents", description = "destroy what namespaces hold that go or change")
    private boolean discardContents;
    @Option(names = "--despite-holders", description = "take devices although processes have them mapped; they get SIGBUS")
    private boolean despiteHolders;
    @Option(names = "--clear-errors", description = "make good what is known to be bad of memory that is handed over; what it held is lost")
    private boolean clearErrors;

    Options given() {
        var options = Options.NONE;
        options = discardContents ? options.with(ModeOption.DISCARD_CONTENTS.name(), "") : options;
        options = clearErrors ? options.with(ModeOption.CLEAR_ERRORS.name(), "") : options;
        return despiteHolders ? options.with(ModeOption.DESPITE_HOLDERS.name(), "") : options;
    }
}
