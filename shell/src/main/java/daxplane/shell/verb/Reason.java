package daxplane.shell.verb;

import picocli.CommandLine.Option;

/** The option for why something is done; the journal keeps it. */
final class Reason {

    @Option(names = "--reason", paramLabel = "TEXT", description = "why, in your own words; the journal keeps it")
    private String reason;

    Context of(Context context) {
        return reason == null ? context : context.because(reason);
    }
}
