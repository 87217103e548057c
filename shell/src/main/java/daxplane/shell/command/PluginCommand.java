package daxplane.shell.command;

import daxplane.control.ControlException;
import daxplane.host.Host;
import daxplane.shell.extension.ConsoleCall;
import daxplane.shell.extension.ConsoleCommand;
import daxplane.shell.extension.ConsoleMachine;
import daxplane.shell.screen.Format;
import daxplane.shell.verb.Context;
import daxplane.shell.verb.ExitCode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A command of another bundle. */
final class PluginCommand implements ShellCommand {

    private final String name;
    private final PrototypeService<ConsoleCommand> commands;

    PluginCommand(String name, PrototypeService<ConsoleCommand> commands) {
        this.name = name;
        this.commands = commands;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String summary() {
        return commands.with(ConsoleCommand::summary);
    }

    @Override
    public int run(List<String> arguments, Context context) {
        var streams = context.streams();
        try {
            var screen = context.screen();
            var form = form(arguments);
            var call = new ConsoleCall(form.isPresent() ? arguments.subList(0, arguments.size() - (arguments.getLast().contains("=") ? 1 : 2)) : arguments,
                    streams.in(), streams.out(), streams.err(), screen.columns(), form.orElse(screen.format()).toString(), () -> machine(context));
            return commands.with(command -> command.run(call));
        } catch (RuntimeException bug) {
            // Somebody else's code: its mistake must not end the console.
            context.complain("daxplane: " + name + " failed: " + bug + "; this is a mistake in the bundle that brings the command");
            return ExitCode.FAILED;
        }
    }

    /** {@code -o json} behind any command, whoever brings it. */
    private static Optional<Format> form(List<String> arguments) {
        if (arguments.isEmpty()) {
            return Optional.empty();
        }
        var last = arguments.getLast();
        boolean apart = arguments.size() > 1 && List.of("-o", "--output").contains(arguments.get(arguments.size() - 2));
        var said = apart ? last : last.startsWith("--output=") ? last.substring("--output=".length()) : "";
        return Arrays.stream(Format.values()).filter(format -> format.toString().equals(said)).findFirst();
    }

    private static Host machine(Context context) throws ConsoleMachine.Unavailable {
        try {
            return context.session().host();
        } catch (ControlException failure) {
            throw new ConsoleMachine.Unavailable(failure.getMessage());
        }
    }

    @Override
    public Optional<String> help(List<String> path, Context context) {
        if (!path.isEmpty()) {
            return Optional.empty();
        }
        return commands.with(command -> {
            var text = new StringBuilder("Usage: " + command.synopsis() + "\n" + command.summary() + "\n");
            if (!command.examples().isEmpty()) {
                text.append("\nExamples:\n");
                command.examples().forEach(example -> text.append("  ").append(example).append('\n'));
            }
            return Optional.of(text.toString());
        });
    }

    @Override
    public List<Suggestion> complete(List<String> words, ObjectNames names) {
        return commands.with(command -> command.complete(words)).stream().map(Suggestion::of).toList();
    }
}
