package daxplane.shell;

import daxplane.shell.screen.Format;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What stands before the command. */
@Command(name = "daxplane", sortOptions = false,
        header = "Who owns this machine's persistent and CXL memory, and how to hand it over.",
        synopsisHeading = "Usage: ", customSynopsis = {"daxplane [OPTIONS]                  a console",
            "       daxplane [OPTIONS] COMMAND...       one command; 'daxplane help' shows them",
            "       daxplane [OPTIONS] -f FILE | -c LINE"},
        footer = {"", "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 refused by a rule, 4 in doubt, 5 drift or changes pending;",
            "of ndctl and daxctl, theirs."})
final class GlobalOptions {

    static final String SIMULATED = "simulated";

    /** When to colour. */
    enum Colour {
        AUTO, ALWAYS, NEVER;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    @Option(names = "--state", paramLabel = "DIR", description = "state directory: journal, machine, history (default: $$DAXPLANE_STATE, or ~/.local/state/daxplane)")
    String state;
    @Option(names = "--host", paramLabel = "HOST", defaultValue = SIMULATED, description = "simulated or linux (default: ${DEFAULT-VALUE})")
    String host;
    @Option(names = "--machine", paramLabel = "NAME|DIR", defaultValue = "",
            description = "definition of the simulated machine; needed once (default: what the state directory has, else two-socket)")
    String machine;
    @Option(names = {"-o", "--output"}, paramLabel = "FORM", defaultValue = "table", description = "table, json or jsonl (default: ${DEFAULT-VALUE})")
    Format output;
    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "why, for the journal")
    String reason;
    @Option(names = "--color", paramLabel = "WHEN", defaultValue = "auto", description = "auto, always or never (default: ${DEFAULT-VALUE}; $$NO_COLOR is honoured)")
    Colour colour;
    @Option(names = {"-q", "--quiet"}, description = "names alone, or nothing but the exit code")
    boolean quiet;
    @Option(names = {"-v", "--verbose"}, description = "fold nothing, leave nothing out")
    boolean verbose;
    @Option(names = "--no-pager", description = "print long answers at once; else $$PAGER, or less, shows them")
    boolean noPager;
    @Option(names = "-c", paramLabel = "LINE", description = "run a line of commands")
    String line;
    @Option(names = "-f", paramLabel = "FILE", description = "run the commands in a file; - is the standard input")
    String file;
    @Option(names = {"-h", "--help"}, usageHelp = true, description = "show this")
    boolean help;
    @Option(names = {"-V", "--version"}, description = "show the version")
    boolean version;
    @Parameters(arity = "0..*", paramLabel = "COMMAND", hidden = true)
    List<String> words = List.of();

    /** What cannot be said together. */
    Optional<String> clash() {
        int ways = (line == null ? 0 : 1) + (file == null ? 0 : 1) + (words.isEmpty() ? 0 : 1);
        return ways > 1 ? Optional.of("-c, -f and a command exclude each other") : Optional.empty();
    }
}
