package daxplane.shell.verb;

import daxplane.control.ModeOption;
import daxplane.control.Options;
import picocli.CommandLine.Option;

/** What a command may destroy or take away from who uses it. */
final class Loss {

    @Option(names = "--discard-contents", description = "destroy what namespaces hold that go or change")
    private boolean discardContents;
    @Option(names = "--despite-holders", description = "take devices although processes have them mapped; they get SIGBUS")
    private boolean despiteHolders;

    Options accepted() {
        var options = discardContents ? Options.NONE.with(ModeOption.DISCARD_CONTENTS.name(), "") : Options.NONE;
        return despiteHolders ? options.with(ModeOption.DESPITE_HOLDERS.name(), "") : options;
    }
}
