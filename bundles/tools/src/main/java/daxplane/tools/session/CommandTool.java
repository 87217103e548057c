package daxplane.tools.session;

import daxplane.tools.Command;
import daxplane.tools.Surroundings;
import daxplane.tools.Tool;
import daxplane.tools.options.CommandLine;
import daxplane.tools.options.Parsed;
import daxplane.tools.options.UsageText;
import java.util.List;
import java.util.Optional;

/** A tool that consists of commands. */
public final class CommandTool implements Tool {

    /** The version whose behaviour this is. */
    public static final String VERSION = "76.1";

    private final String name;
    private final String summary;
    private final List<Entry> entries;

    public CommandTool(String name, String summary, List<Entry> entries) {
        this.name = name;
        this.summary = summary;
        this.entries = List.copyOf(entries);
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
    public int run(Surroundings surroundings, List<String> arguments) {
        var session = new Session(surroundings);
        if (arguments.isEmpty()) {
            session.stdout(overview());
            return 1;
        }
        String first = arguments.getFirst();
        var rest = arguments.subList(1, arguments.size());
        return switch (first) {
            case "--version", "-v" -> version(session);
            case "--list-cmds" -> listCommands(session);
            case "--help", "-h", "help" -> help(session, rest);
            default -> first.startsWith("-") ? unknownOption(session, first) : runCommand(session, first, rest);
        };
    }

    private int runCommand(Session session, String word, List<String> rest) {
        var entry = entries.stream().filter(candidate -> candidate.command().name().equals(word)).findFirst();
        if (entry.isEmpty()) {
            session.stderr("Unknown command: '" + word + "'\n");
            return 1;
        }
        if (!rest.isEmpty() && rest.getFirst().equals("--help")) {
            return help(session, List.of(word));
        }
        return switch (new CommandLine(entry.get().command()).parse(rest)) {
            case Parsed.Rejected(var exitCode, var stdout, var stderr) -> {
                session.stdout(stdout);
                session.stderr(stderr);
                yield exitCode;
            }
            case Parsed.Accepted(var options, var words) -> entry.get().action().run(session, options, words) & 0xff;
        };
    }

    private int version(Session session) {
        session.stdout(VERSION + "\n");
        return 0;
    }

    private int listCommands(Session session) {
        commands().forEach(command -> session.stdout(command.name() + "\n"));
        return 0;
    }

    private int unknownOption(Session session, String option) {
        session.stderr("Unknown option: " + option + "\n\n Usage: " + usage() + "\n");
        return UsageText.EXIT;
    }

    /** The originals show a manual page for a command; here it is its usage with a line on what the command does. */
    private int help(Session session, List<String> words) {
        if (words.isEmpty()) {
            session.stdout(overview());
            return 0;
        }
        Optional<Command> command = command(words.getFirst());
        command.ifPresentOrElse(
                known -> session.stdout(name + " " + known.name() + ": " + known.summary() + "\n" + UsageText.whole(known)),
                () -> session.stderr("No manual entry for " + name + "-" + words.getFirst() + "\n"));
        return command.isPresent() ? 0 : 1;
    }

    private String overview() {
        return "\n usage: " + usage() + "\n\n\n See '" + name + " help COMMAND' for more information on a specific command.\n "
                + name + " --list-cmds to see all available commands\n\n";
    }

    private String usage() {
        return name + " [--version] [--help] COMMAND [ARGS]";
    }
}
