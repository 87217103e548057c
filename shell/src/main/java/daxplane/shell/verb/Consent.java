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

    Options given() {
        var options = Options.NONE;
        options = discardContents ? options.with(ModeOption.DISCARD_CONTENTS.name(), "") : options;
        return despiteHolders ? options.with(ModeOption.DESPITE_HOLDERS.name(), "") : options;
    }
}
