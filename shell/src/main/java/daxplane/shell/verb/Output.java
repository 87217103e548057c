package daxplane.shell.verb;

import daxplane.shell.screen.Format;
import picocli.CommandLine.Option;

/** The option for the form of an answer. */
final class Output {

    @Option(names = {"-o", "--output"}, paramLabel = "FORM", description = "table, json or jsonl (a line for each entry)")
    private Format format;

    Context of(Context context) {
        return format == null ? context : context.with(format);
    }
}
