package daxplane.tools.session;

import daxplane.labels.LabelRules;
import daxplane.tools.Answer;
import daxplane.tools.Command;
import daxplane.tools.Subject;
import daxplane.tools.ToolEnvironment;
import daxplane.tools.Tool;
import daxplane.tools.options.CommandLine;
import daxplane.tools.options.Parsed;
import daxplane.tools.options.UsageText;
import daxplane.tools.options.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A tool that consists of commands. */
public final class CommandTool implements Tool {

    /** The version whose behaviour this is. */
    public static final String VERSION = "76.1";

    private static final String HELP = "help";
    private static final String VERSION_COMMAND = "version";

    /** Exit code of man(1) for a page that is not there. */
    private static final int NO_MANUAL = 16;

    private final String name;
    private final String summary;
    private final List<Entry> entries;
    private final Supplier<LabelRules> labels;

    /** @param entries in the order of {@code --list-cmds}, with {@link #version} and {@link #help} among them */
    public CommandTool(String name, String summary, List<Entry> entries) {
        this(name, summary, entries, () -> LabelRules.LIBRARY);
    }

    /** @param labels by which it reads and writes label areas; asked once for each run */
    public CommandTool(String name, String summary, List<Entry> entries, Supplier<LabelRules> labels) {
        this.labels = labels;
        this.name = name;
        this.summary = summary;
        this.entries = List.copyOf(entries);
    }

    /** The command that tells the version, whatever else stands on its line. */
    public static Entry version(String tool) {
        return new Entry(new Command(VERSION_COMMAND, "tells the version", tool + " version", Subject.NOTHING, List.of(), false),
                (_, _, _) -> {
                    throw new IllegalStateException("a tool tells its version");
                });
    }

    /** The command that explains the others: the place that it has among them. What it does is up to the tool. */
    public static Entry help(String tool) {
        return new Entry(new Command(HELP, "explains a command", tool + " help [command]", Subject.COMMAND, List.of(), false),
                (_, _, _) -> {
                    throw new IllegalStateException("a tool explains itself");
                });
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String summary() {
        return summary;
    }

    @Override
    public List<Command> commands() {
        return entries.stream().map(Entry::command).toList();
    }

    @Override
    public int run(ToolEnvironment surroundings, List<String> arguments) {
        return switch (read(arguments)) {
            case Line.Answered(var answer) -> {
                surroundings.console().stdout(answer.stdout());
                surroundings.console().stderr(answer.stderr());
                yield answer.exitCode();
            }
            case Line.Work(var action, var options, var words) -> action.run(new Session(surroundings, labels.get()), options, words) & 0xff;
        };
    }

    @Override
    public Optional<Answer> withoutMachine(List<String> arguments) {
        return read(arguments) instanceof Line.Answered(var answer) ? Optional.of(answer) : Optional.empty();
    }

    /** What a command line comes to. */
    private sealed interface Line {

        record Answered(Answer answer) implements Line {
        }

        record Work(Action action, Values options, List<String> words) implements Line {
        }
    }

    private Line read(List<String> arguments) {
        if (arguments.isEmpty()) {
            return printed(1, overview());
        }
        String first = arguments.getFirst();
        var rest = arguments.subList(1, arguments.size());
        return switch (first) {
            case "--version", "-v", VERSION_COMMAND -> printed(0, VERSION + "\n");
            case "--list-cmds" -> printed(0, listing());
            case "--help", "-h", HELP -> help(rest);
            default -> first.startsWith("-") ? complained(UsageText.EXIT, "Unknown option: " + first + "\n\n Usage: " + usage() + "\n") : command(first, rest);
        };
    }

    private Line command(String word, List<String> rest) {
        if (!rest.isEmpty() && rest.getFirst().equals("--help")) {
            var words = new ArrayList<>(rest);
            words.set(0, word);
            return help(words);
        }
        var entry = entries.stream().filter(candidate -> candidate.command().name().equals(word)).findFirst();
        return entry.isEmpty() ? complained(1, "Unknown command: '" + word + "'\n")
                : parse(entry.get().command(), rest, (options, words) -> work(entry.get(), options, words));
    }

    private static Line work(Entry entry, Values options, List<String> words) {
        if (entry.takesWords() || words.isEmpty()) {
            return new Line.Work(entry.action(), options, words);
        }
        var complaints = new StringBuilder();
        words.forEach(word -> complaints.append("  Error: unknown parameter \"").append(word).append("\"\n\n"));
        return complained(UsageText.EXIT, complaints + UsageText.whole(entry.command()));
    }

    private static Line parse(Command command, List<String> rest, BiFunction<Values, List<String>, Line> then) {
        return switch (new CommandLine(command).parse(rest)) {
            case Parsed.Rejected(var exitCode, var stdout, var stderr) -> new Line.Answered(new Answer(exitCode, stdout, stderr));
            case Parsed.Accepted(var options, var words) -> then.apply(options, words);
        };
    }

    private static Line printed(int exitCode, String stdout) {
        return new Line.Answered(new Answer(exitCode, stdout, ""));
    }

    private static Line complained(int exitCode, String stderr) {
        return new Line.Answered(new Answer(exitCode, "", stderr));
    }

    private String listing() {
        return entries.stream().filter(Entry::listed).map(entry -> entry.command().name() + "\n").collect(Collectors.joining());
    }

    private Line help(List<String> rest) {
        return parse(help(name).command(), rest, (_, words) -> explained(words));
    }

    /** The originals show a manual page for a command; here it is its usage with a line on what the command does. */
    private Line explained(List<String> words) {
        if (words.isEmpty()) {
            return printed(0, overview());
        }
        Optional<Command> command = command(words.getFirst());
        return command.isEmpty() ? complained(NO_MANUAL, "No manual entry for " + name + "-" + words.getFirst() + "\n")
                : printed(0, name + " " + command.get().name() + ": " + command.get().summary() + "\n" + UsageText.whole(command.get()));
    }

    private String overview() {
        return "\n usage: " + usage() + "\n\n\n See '" + name + " help COMMAND' for more information on a specific command.\n "
                + name + " --list-cmds to see all available commands\n\n";
    }

    private String usage() {
        return name + " [--version] [--help] COMMAND [ARGS]";
    }
}
