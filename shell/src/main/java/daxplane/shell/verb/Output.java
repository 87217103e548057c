package daxplane.shell.verb;

import daxplane.shell.screen.Detail;
import daxplane.shell.screen.Format;
import picocli.CommandLine.Option;

/** The options for the form of an answer, and how much of it there is. */
final class Output {

    @Option(names = {"-o", "--output"}, paramLabel = "FORM", description = "table, json or jsonl (a line for each entry)")
    private Format format;

    @Option(names = {"-q", "--quiet"}, description = "names alone, or nothing but the exit code")
    private boolean quiet;
    @Option(names = {"-v", "--verbose"}, description = "fold nothing, leave nothing out")
    private boolean verbose;

    Context of(Context context) {
        var formed = format == null ? context : context.with(format);
        return quiet ? formed.with(Detail.QUIET) : verbose ? formed.with(Detail.FULL) : formed;
    }
}
