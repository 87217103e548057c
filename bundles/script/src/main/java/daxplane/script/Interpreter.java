package daxplane.script;

import daxplane.script.Script.Redirection;
import daxplane.script.Script.Stream;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * Runs scripts, one command after the other, on the caller's thread. Variables stay from one script to the next, as lines of
 * one console do.
 *
 * <p>Besides what {@link Commands} knows, it understands {@code true}, {@code false}, {@code :}, {@code exit [STATUS]},
 * {@code break} and {@code continue}, {@code test} and {@code [}, {@code seq}, {@code timeout}, and {@code set -eux -o pipefail} itself.
 */
public final class Interpreter {

    private static final String NOWHERE = "/dev/null";
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    /** What {@link #command} knows by itself. */
    private static final Set<String> OWN = Set.of("true", ":", "false", "exit", "quit", "set", "test", "[", "seq", "timeout");

    private final Commands commands;
    private final Tree tree;
    private final Variables variables;
    private final Interruption interruption;
    private boolean ended;
    private final Loops loops = new Loops();
    private final ShellOptions options;
    /** How many constructs around what runs take its failure for an answer; on each thread, because both ends of a pipe have one. */
    private final ThreadLocal<Integer> asked = ThreadLocal.withInitial(() -> 0);
    /** Whether a command ran inside the words of the one that is looked at; on each thread, too. */
    private final ThreadLocal<Boolean> substituted = ThreadLocal.withInitial(() -> false);

    public Interpreter(Commands commands, Tree tree, Variables variables, Interruption interruption) {
        this.commands = commands;
        this.tree = tree;
        this.variables = variables;
        this.options = new ShellOptions(variables);
        this.interruption = interruption;
    }

    /** Whether {@code exit}, or a failure under {@code set -e}, has ended it. Nothing runs any more then. */
    public boolean ended() {
        return ended;
    }

    /** @return exit status of the last command */
    public int run(Script script, Streams streams) {
        Pipe.betweenCommands();
        if (ended || loops.leaving()) {
            return variables.status();
        }
        if (interruption.raised()) {
            return remember(Interruption.STATUS);
        }
        return switch (script) {
            case Script.Sequence(var parts) -> sequence(parts, streams);
            case Script.Conditional(var left, var ifLeftSucceeds, var right) -> conditional(left, ifLeftSucceeds, right, streams);
            case Script.Not(var inner) -> remember(unchecked(inner, streams) == 0 ? 1 : 0);
            case Script.Pipe(var stages) -> pipe(stages, streams);
            case Script.For loop -> loop(loop, streams);
            case Script.Loop loop -> loop(loop, streams);
            case Script.If branches -> branch(branches, streams);
            case Script.Simple simple -> simple(simple, streams);
        };
    }

    private int sequence(List<Script> parts, Streams streams) {
        int status = variables.status();
        for (var part : parts) {
            status = run(part, streams);
        }
        return status;
    }

    private int conditional(Script left, boolean ifLeftSucceeds, Script right, Streams streams) {
        int status = unchecked(left, streams);
        return (status == 0) == ifLeftSucceeds ? run(right, streams) : status;
    }

    /** Runs something whose failure is an answer and not a reason to stop. */
    private int unchecked(Script script, Streams streams) {
        return within(asked.get() + 1, () -> run(script, streams));
    }

    private int within(int constructs, IntSupplier work) {
        int before = asked.get();
        asked.set(constructs);
        try {
            return work.getAsInt();
        } finally {
            asked.set(before);
        }
    }

    private int pipe(List<Script> stages, Streams streams) {
        int around = asked.get();
        var rest = stages.subList(1, stages.size());
        var pipe = new Pipe(in -> within(around,
                () -> rest.size() == 1 ? run(rest.getFirst(), streams.reading(in)) : pipe(rest, streams.reading(in))));
        int written = pipe.write(() -> unchecked(stages.getFirst(), streams.printing(pipe.stream(), streams.err())));
        if (ended) {
            return variables.status();
        }
        if (pipe.overflown()) {
            return complain(streams, "more than " + Limits.LONGEST_OUTPUT + " bytes in a pipe; the rest was cut off");
        }
        int read = pipe.read();
        return options.pipeFails() && read == 0 && written != 0 ? check(remember(written)) : read;
    }

    private int loop(Script.For loop, Streams streams) {
        try {
            int status = 0;
            for (var item : expansion(streams).texts(loop.items())) {
                variables.set(loop.variable(), item);
                status = loops.round(() -> run(loop.body(), streams));
                if (loops.left() || ended || interruption.raised()) {
                    break;
                }
            }
            return remember(status);
        } catch (ExpansionException wrong) {
            return complain(streams, wrong.getMessage());
        }
    }

    private int branch(Script.If branches, Streams streams) {
        if (unchecked(branches.condition(), streams) == 0) {
            return run(branches.body(), streams);
        }
        remember(0); // what a branch that is not there leaves
        return run(branches.otherwise(), streams);
    }

    private int loop(Script.Loop loop, Streams streams) {
        int status = 0;
        for (int round = 0; (unchecked(loop.condition(), streams) == 0) == loop.whileItSucceeds(); round++) {
            if (ended || interruption.raised()) {
                break;
            }
            if (round == Limits.MOST_ROUNDS) {
                return complain(streams, "a loop of more than " + Limits.MOST_ROUNDS + " rounds");
            }
            status = loops.round(() -> run(loop.body(), streams));
            if (loops.left()) {
                break;
            }
        }
        return remember(status);
    }

    private int simple(Script.Simple simple, Streams streams) {
        try {
            substituted.set(false);
            for (var assignment : simple.assignments()) {
                variables.set(assignment.name(), expansion(streams).text(assignment.value()));
            }
            var words = expansion(streams).texts(simple.words());
            if (simple.words().isEmpty() && !substituted.get()) {
                variables.status(0); // only now: an assignment may ask for the status before it
            }
            if (options.traces() && !words.isEmpty()) {
                streams.err().println("+ " + String.join(" ", words));
            }
            Optional<Streams> reading = reading(simple.inputs(), streams);
            return check(remember(reading.isPresent() ? redirected(words, simple.redirections(), reading.get()) : FAILED));
        } catch (ExpansionException wrong) {
            return check(complain(streams, wrong.getMessage()));
        }
    }

    /** What {@code <} names, read as {@code cat} reads it. Empty: it cannot be read, which was said, and the command does not run. */
    private Optional<Streams> reading(List<Word> inputs, Streams streams) throws ExpansionException {
        var reading = streams;
        for (var input : inputs) {
            String path = onePath(input, "<", streams);
            var captured = new Captured();
            if (!path.equals(NOWHERE) && commands.run(List.of("cat", path), streams.printing(captured.stream(), streams.err())) != 0) {
                return Optional.empty();
            }
            if (captured.overflown()) {
                throw new ExpansionException("more than " + Limits.LONGEST_OUTPUT + " bytes in " + path);
            }
            reading = reading.reading(new ByteArrayInputStream(captured.toBytes()));
        }
        return Optional.of(reading);
    }

    private int redirected(List<String> words, List<Redirection> redirections, Streams streams) throws ExpansionException {
        var out = streams.out();
        var err = streams.err();
        Optional<Target> target = Optional.empty();
        for (var redirection : redirections) {
            PrintStream to = switch (redirection) {
                case Redirection.ToStream(_, var stream) -> stream == Stream.OUT ? out : err;
                case Redirection.ToFile(_, var word, var append) -> switch (onePath(word, ">", streams)) {
                    case NOWHERE -> new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
                    case "/dev/stdout" -> out;
                    case "/dev/stderr" -> err;
                    case String path -> {
                        if (target.isPresent()) {
                            throw new ExpansionException("only one file can be written at a time");
                        }
                        target = Optional.of(new Target(path, append, new Captured()));
                        yield target.get().captured().stream();
                    }
                };
            };
            if (redirection.from() == Stream.OUT) {
                out = to;
            } else {
                err = to;
            }
        }
        var printing = streams.printing(out, err);
        return target.isEmpty() ? perform(words, printing) : written(target.get(), words, printing, streams.err());
    }

    /** @param captured what the command prints; a path of the machine or of the operator */
    private record Target(String path, boolean append, Captured captured) {
    }

    private int perform(List<String> words, Streams streams) {
        return words.isEmpty() ? variables.status() : command(words, streams);
    }

    private int written(Target target, List<String> words, Streams streams, PrintStream complaints) throws ExpansionException {
        boolean file = tree.isFile(target.path());
        if (file) {
            int opened = tree.open(target.path(), target.append(), complaints);
            if (opened != 0) {
                return opened;
            }
        } else if (!tree.writable(target.path())) {
            // As a shell does: a file that cannot be opened keeps the command from running.
            return tree.write(words, target.path(), "", complaints);
        }
        int status = perform(words, streams);
        byte[] bytes = target.captured().toBytes();
        if (bytes.length == 0) {
            return status;
        }
        if (target.captured().overflown()) {
            throw new ExpansionException("more than " + Limits.LONGEST_OUTPUT + " bytes for " + target.path() + "; nothing was written");
        }
        // It is the command that fails to write: what it says goes where its complaints go.
        int written = file ? tree.append(target.path(), bytes, streams.err())
                : target.append() ? tree.append(words, target.path(), target.captured().text(), streams.err())
                : tree.write(words, target.path(), target.captured().text(), streams.err());
        return status != 0 ? status : written;
    }

    private String onePath(Word word, String before, Streams streams) throws ExpansionException {
        var paths = expansion(streams).texts(List.of(word));
        if (paths.size() != 1) {
            throw new ExpansionException(before + " needs exactly one file, not " + paths.size());
        }
        return paths.getFirst();
    }

    private int command(List<String> words, Streams streams) {
        return switch (words.getFirst()) {
            case "true", ":" -> 0;
            case "false" -> FAILED;
            case "exit", "quit" -> exit(words, streams);
            case "break", "continue" -> loops.leave(words, streams);
            case "set" -> options.set(words, streams);
            case "test", "[" -> test(words, streams);
            case "seq" -> seq(words, streams);
            case "timeout" -> timeout(words, streams);
            default -> commands.run(words, streams);
        };
    }

    private int exit(List<String> words, Streams streams) {
        if (words.size() > 2 || words.size() == 2 && !words.get(1).matches("\\d{1,3}")) {
            streams.err().println("exit: one number from 0 to 255 may follow");
            return MISUSED;
        }
        ended = true;
        return words.size() == 2 ? Integer.parseInt(words.get(1)) & 255 : variables.status();
    }

    private int test(List<String> words, Streams streams) {
        try {
            return Condition.of(words, tree).holds() ? 0 : FAILED;
        } catch (ExpansionException wrong) {
            streams.err().println(words.getFirst() + ": " + wrong.getMessage());
            return MISUSED;
        }
    }

    private int seq(List<String> words, Streams streams) {
        var numbers = SeqCommand.parse(words);
        if (numbers.isEmpty()) {
            streams.err().println("seq: [-w] [-s SEPARATOR] [FIRST [INCREMENT]] LAST, whole numbers, are understood");
            return FAILED;
        }
        if (numbers.get().count() > Limits.MOST_WORDS) {
            streams.err().println("seq: more than " + Limits.MOST_WORDS + " numbers");
            return FAILED;
        }
        streams.out().print(numbers.get().text());
        return 0;
    }

    private int timeout(List<String> words, Streams streams) {
        var command = TimeoutCommand.parse(words);
        if (command.isEmpty()) {
            streams.err().println("timeout: a number of seconds and a command must follow");
            return FAILED;
        }
        if (!OWN.contains(command.get().words().getFirst()) && !commands.knows(command.get().words().getFirst())) {
            commands.run(command.get().words(), streams);   // it says what there is instead
            return TimeoutCommand.NOT_FOUND;
        }
        if (command.get().duration().isZero()) {
            return command(command.get().words(), streams);
        }
        try (var limit = commands.limit(command.get().duration())) {
            int status = interruption.within(limit, () -> command(command.get().words(), TimeoutCommand.heard(streams, limit)));
            return limit.reached() ? command.get().status() : status;
        }
    }

    private Expansion expansion(Streams streams) {
        return new Expansion(variables, tree, script -> {
            var captured = new Captured();
            unchecked(script, streams.printing(captured.stream(), streams.err()));
            substituted.set(true);
            if (captured.overflown()) {
                throw new ExpansionException("more than " + Limits.LONGEST_OUTPUT + " bytes in a substitution");
            }
            return captured.text();
        });
    }

    private int check(int status) {
        if (status != 0 && options.stopsOnFailure() && asked.get() == 0) {
            ended = true;
        }
        return status;
    }

    private int complain(Streams streams, String what) {
        streams.err().println("daxplane: " + what);
        return remember(FAILED);
    }

    private int remember(int status) {
        variables.status(status);
        return status;
    }
}
