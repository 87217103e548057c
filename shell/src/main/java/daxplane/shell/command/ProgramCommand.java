package daxplane.shell.command;

import daxplane.control.ControlException;
import daxplane.control.ToolOutcome;
import daxplane.host.Cancellation;
import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.host.EffectSink;
import daxplane.host.Errno;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.host.Programs;
import daxplane.shell.verb.Context;
import daxplane.shell.verb.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A program of the simulated machine: {@code mkfs.ext4}, {@code mount}, {@code dmsetup}. What changes something is an operation. */
final class ProgramCommand implements ShellCommand {

    /** A shell's, for what cannot be run. */
    private static final int CANNOT_RUN = 126;

    private final String name;

    ProgramCommand(String name) {
        this.name = name;
    }

    /** @return empty when the machine has no such program, or runs none from here */
    static Optional<ShellCommand> named(String name, Context context) {
        try {
            return context.session().hasProgram(name) ? Optional.of(new ProgramCommand(name)) : Optional.empty();
        } catch (ControlException unusable) {
            return Optional.empty();
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String summary() {
        return "A program of the simulated machine";
    }

    @Override
    public int run(List<String> arguments, Context context) {
        List<String> words = Stream.concat(Stream.of(name), arguments.stream()).toList();
        try {
            Programs programs = context.session().host().programs().orElseThrow();
            String input = programs.readsInput(words) ? input(context) : "";
            if (input.length() > Programs.MOST_CHARACTERS) {
                context.complain(name + ": its input is longer than " + Programs.MOST_CHARACTERS + " characters (E2BIG)");
                return CANNOT_RUN;
            }
            ToolOutcome outcome = context.session().control().runTool(words, context.actor(), (host, effects) -> run(words, input, host, effects, context));
            context.streams().out().flush();
            context.tellNotes();
            outcome.hint().ifPresent(context.streams().err()::println);
            return outcome.exitCode();
        } catch (ControlException unusable) {
            context.complain("daxplane: " + name + ": " + unusable.getMessage());
            return ExitCode.FAILED;
        } catch (IOException unreadable) {
            context.complain(name + ": its input cannot be read: " + unreadable.getMessage());
            return CANNOT_RUN;
        }
    }

    private static String input(Context context) throws IOException {
        return new String(context.streams().in().readNBytes(Programs.MOST_CHARACTERS + 1), StandardCharsets.UTF_8);
    }

    private int run(List<String> words, String input, Host host, EffectSink effects, Context context) {
        EffectResult result;
        if (host.programs().filter(programs -> programs.looks(words)).isPresent()) {
            try {
                result = host.programs().get().run(words, input, Cancellation.NEVER);
            } catch (HostException refused) {
                result = new EffectResult.Failed(refused.errno(), refused.stage(), refused.explanation());
            }
        } else {
            result = effects.perform(new Effect.RunProgram(words, input));
        }
        return switch (result) {
            case EffectResult.Ended(var status, var out, var err) -> {
                context.streams().out().print(out);
                context.streams().err().print(err);
                yield status;
            }
            case EffectResult.Done _ -> ExitCode.DONE;
            case EffectResult.Failed(var errno, _, _) -> {
                context.complain(name + ": " + (errno == Errno.EOPNOTSUPP ? "it is not simulated when called like this" : errno.text()) + " (" + errno + ")");
                yield CANNOT_RUN;
            }
        };
    }

    @Override
    public Optional<String> help(List<String> path, Context context) {
        return path.isEmpty() ? Optional.of("Usage: " + name + " ...\nA program of the simulated machine, as far as it is simulated (docs/CONSOLE.md). What it changes is journalled.\n")
                : Optional.empty();
    }

    @Override
    public List<Suggestion> complete(List<String> words, ObjectNames names) {
        return List.of();
    }
}
