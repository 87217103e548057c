package daxplane.shell.command;

import daxplane.control.Actor;
import daxplane.control.ControlException;
import daxplane.control.ToolOutcome;
import daxplane.script.Streams;
import daxplane.shell.screen.TerminalStream;
import daxplane.shell.screen.Wrapping;
import daxplane.shell.verb.Context;
import daxplane.shell.verb.ExitCode;
import daxplane.tools.Command;
import daxplane.tools.Console;
import daxplane.tools.Option;
import daxplane.tools.Subject;
import daxplane.tools.Tool;
import daxplane.tools.ToolEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** {@code ndctl} or {@code daxctl}: it parses its own words, and its exit codes are its own. */
final class ToolCommand implements ShellCommand {

    /** Exit code of the tools for a wrong use. */
    private static final int USAGE = 129;

    private final Tool tool;

    ToolCommand(Tool tool) {
        this.tool = tool;
    }

    @Override
    public String name() {
        return tool.name();
    }

    @Override
    public String summary() {
        return tool.summary();
    }

    @Override
    public int run(List<String> arguments, Context context) {
        var answer = tool.withoutMachine(arguments);
        if (answer.isPresent()) {
            context.streams().out().print(answer.get().stdout());
            context.streams().err().print(answer.get().stderr());
            return answer.get().exitCode();
        }
        try {
            var argv = Stream.concat(Stream.of(tool.name()), arguments.stream()).toList();
            var streams = context.streams();
            context.session().host();                           // no tool tells of a machine that cannot be used
            var said = new StringBuilder();
            var following = new Following(context);
            var outcome = context.session().control().runTool(argv, context.actor(), (host, effects) -> tool.run(
                    new ToolEnvironment(host, effects, printing(streams, said), UUID::randomUUID, new OperatorFiles(streams.in()), following), arguments));
            streams.out().flush();
            if (refusedByItself(outcome, arguments)) {
                context.session().control().toolRefused(argv, context.actor(), outcome.exitCode(), said.toString());
            }
            context.tellNotes();
            if (stopped(outcome, arguments)) {
                context.session().control().inTheWay(argv).forEach(user -> streams.err().println("daxplane: " + user));
            }
            outcome.hint().ifPresent(streams.err()::println);
            if (TerminalStream.isAround(streams.err())) {
                // A script that compares what a tool prints is not disturbed; it finds this in 'operations' (decision 120).
                outcome.residue().ifPresent(streams.err()::println);
            }
            return outcome.exitCode() == 0 ? following.untilEnded() : outcome.exitCode();
        } catch (ControlException unusable) {
            context.complain("daxplane: " + tool.name() + ": " + unusable.getMessage());
            return ExitCode.FAILED;
        }
    }

    /** A command that was to change the machine and failed, or changed nothing: {@code disable-region} says so and ends with 0. */
    private boolean stopped(ToolOutcome outcome, List<String> arguments) {
        return outcome.exitCode() != USAGE && (outcome.exitCode() != 0 || outcome.operation().isEmpty())
                && tool.command(arguments.getFirst()).filter(Command::mutating).isPresent();
    }

    /** A command that was to change the machine and did not begin to. How it is used is a matter between the tool and its user. */
    private boolean refusedByItself(ToolOutcome outcome, List<String> arguments) {
        return outcome.exitCode() != 0 && outcome.exitCode() != USAGE && outcome.operation().isEmpty() && outcome.hint().isEmpty()
                && tool.command(arguments.getFirst()).filter(Command::mutating).isPresent();
    }

    private static Console printing(Streams streams, StringBuilder said) {
        return new Console() {
            @Override
            public void stdout(String text) {
                streams.out().print(text);
            }

            @Override
            public void stderr(String text) {
                streams.err().print(text);
                said.append(text, 0, Math.min(text.length(), Math.max(0, Actor.LONGEST - said.length())));
            }

            @Override
            public void stdout(byte[] bytes) {
                streams.out().write(bytes, 0, bytes.length);
            }

            @Override
            public boolean terminal() {
                return TerminalStream.isAround(streams.out());
            }
        };
    }

    @Override
    public Optional<String> help(List<String> path, Context context) {
        var text = new StringBuilder();
        var command = path.isEmpty() ? Optional.<Command>empty() : tool.command(path.getFirst());
        if (path.size() > 1 || !path.isEmpty() && command.isEmpty()) {
            return Optional.empty();
        }
        if (command.isPresent()) {
            text.append("Usage: ").append(command.get().usage()).append('\n').append(command.get().summary()).append("\n\n");
            for (var option : command.get().options()) {
                row(text, "  " + spelled(option), option.help(), context.screen().columns());
            }
            return Optional.of(text.toString());
        }
        text.append("Usage: ").append(tool.name()).append(" COMMAND [OPTIONS]\n").append(tool.summary()).append(", word for word as version 76\n\n");
        for (var each : tool.commands()) {
            row(text, "  " + each.name(), each.summary(), context.screen().columns());
        }
        return Optional.of(text.append("\n'help ").append(tool.name()).append(" COMMAND' tells more, '").append(tool.name()).append(" COMMAND -h' what the original prints.\n").toString());
    }

    private static void row(StringBuilder text, String left, String right, int columns) {
        int indent = 32;
        var before = left.length() < indent - 1 ? left + " ".repeat(indent - left.length()) : left + "\n" + " ".repeat(indent);
        for (var line : Wrapping.lines(right, columns - indent)) {
            text.append(before).append(line).append('\n');
            before = " ".repeat(indent);
        }
    }

    private static String spelled(Option option) {
        return option.letter().map(letter -> "-" + letter + (option.isLong() ? ", " : "")).orElse("    ") + (option.isLong() ? "--" + option.name() : "")
                + (option.takesValue() ? "=" + option.placeholder() : "");
    }

    @Override
    public List<Suggestion> complete(List<String> words, ObjectNames names) {
        if (words.size() == 1) {
            return tool.commands().stream().map(command -> Suggestion.of(command.name(), command.summary())).toList();
        }
        return tool.command(words.getFirst()).map(command -> complete(command, words, names)).orElse(List.of());
    }

    private static List<Suggestion> complete(Command command, List<String> words, ObjectNames names) {
        var word = words.getLast();
        int equals = word.indexOf('=');
        if (word.startsWith("--") && equals > 0) {
            return option(command, word.substring(0, equals)).map(option -> names.of(option.subject(), word.substring(equals + 1)).stream()
                    .map(value -> value.behind(word.substring(0, equals + 1))).toList())
                    .orElse(List.of());
        }
        if (word.startsWith("-")) {
            var found = new ArrayList<Suggestion>();
            command.options().stream().filter(Option::isLong).forEach(option -> found.add(option.takesValue() ? Suggestion.unfinished("--" + option.name() + "=", option.help())
                    : Suggestion.of("--" + option.name(), option.help())));
            return found;
        }
        var before = words.get(words.size() - 2);
        var subject = option(command, before).filter(Option::takesValue).map(Option::subject).orElse(command.subject());
        return subject == Subject.NOTHING ? List.of() : names.of(subject, word);
    }

    private static Optional<Option> option(Command command, String word) {
        return command.options().stream().filter(option -> option.isLong() && word.equals("--" + option.name())
                || option.letter().filter(letter -> word.equals("-" + letter)).isPresent()).findFirst();
    }
}
