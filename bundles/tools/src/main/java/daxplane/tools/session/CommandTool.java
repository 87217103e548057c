package daxplane.tools.session;

import daxplane.labels.LabelRules;
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
                (session, _, _) -> tellVersion(session));
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
        var session = new Session(surroundings, labels.get());
        if (arguments.isEmpty()) {
            session.stdout(overview());
            return 1;
        }
        String first = arguments.getFirst();
        var rest = arguments.subList(1, arguments.size());
        return switch (first) {
            case "--version", "-v", VERSION_COMMAND -> tellVersion(session);
            case "--list-cmds" -> listCommands(session);
            case "--help", "-h" -> help(session, rest);
            default -> first.startsWith("-") ? unknownOption(session, first) : runCommand(session, first, rest);
        };
    }

    private int runCommand(Session session, String word, List<String> rest) {
        if (!rest.isEmpty() && rest.getFirst().equals("--help")) {
            var words = new ArrayList<>(rest);
            words.set(0, word);
            return help(session, words);
        }
        if (word.equals(HELP)) {
            return help(session, rest);
        }
        var entry = entries.stream().filter(candidate -> candidate.command().name().equals(word)).findFirst();
        if (entry.isEmpty()) {
            session.stderr("Unknown command: '" + word + "'\n");
            return 1;
        }
        var command = entry.get().command();
        return parse(session, command, rest, (options, words) -> entry.get().action().run(session, options, words) & 0xff);
    }

    private static int parse(Session session, Command command, List<String> rest, BiFunction<Values, List<String>, Integer> then) {
        return switch (new CommandLine(command).parse(rest)) {
            case Parsed.Rejected(var exitCode, var stdout, var stderr) -> {
                session.stdout(stdout);
                session.stderr(stderr);
                yield exitCode;
            }
            case Parsed.Accepted(var options, var words) -> then.apply(options, words);
        };
    }

    private static int tellVersion(Session session) {
        session.stdout(VERSION + "\n");
        return 0;
    }

    private int listCommands(Session session) {
        entries.stream().filter(Entry::listed).forEach(entry -> session.stdout(entry.command().name() + "\n"));
        return 0;
    }

    private int unknownOption(Session session, String option) {
        session.stderr("Unknown option: " + option + "\n\n Usage: " + usage() + "\n");
        return UsageText.EXIT;
    }

    private int help(Session session, List<String> rest) {
        return parse(session, help(name).command(), rest, (_, words) -> explain(session, words));
    }

    /** The originals show a manual page for a command; here it is its usage with a line on what the command does. */
    private int explain(Session session, List<String> words) {
        if (words.isEmpty()) {
            session.stdout(overview());
            return 0;
        }
        Optional<Command> command = command(words.getFirst());
        if (command.isEmpty()) {
            session.stderr("No manual entry for " + name + "-" + words.getFirst() + "\n");
            return NO_MANUAL;
        }
        session.stdout(name + " " + command.get().name() + ": " + command.get().summary() + "\n" + UsageText.whole(command.get()));
        return 0;
    }

    private String overview() {
        return "\n usage: " + usage() + "\n\n\n See '" + name + " help COMMAND' for more information on a specific command.\n "
                + name + " --list-cmds to see all available commands\n\n";
    }

    private String usage() {
        return name + " [--version] [--help] COMMAND [ARGS]";
    }
}
