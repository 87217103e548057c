package daxplane.script;

import daxplane.script.Script.Redirection;
import daxplane.script.Script.Stream;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Runs scripts, one command after the other, on the caller's thread. Variables stay from one script to the next, as lines of
 * one console do.
 *
 * <p>Besides what {@link Commands} knows, it understands {@code true}, {@code false}, {@code :}, {@code exit [STATUS]},
 * {@code test} and {@code [}, and {@code set -e|+e|-x|+x} itself.
 */
public final class Interpreter {

    private static final String NOWHERE = "/dev/null";
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private final Commands commands;
    private final Tree tree;
    private final Variables variables;
    private final Interruption interruption;
    private boolean ended;
    private boolean stopOnFailure;
    private boolean trace;

    public Interpreter(Commands commands, Tree tree, Variables variables, Interruption interruption) {
        this.commands = commands;
        this.tree = tree;
        this.variables = variables;
        this.interruption = interruption;
    }

    /** Whether {@code exit}, or a failure under {@code set -e}, has ended it. Nothing runs any more then. */
    public boolean ended() {
        return ended;
    }

    /** @return exit status of the last command */
    public int run(Script script, Streams streams) {
        if (ended) {
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
        boolean before = stopOnFailure;
        stopOnFailure = false;
        int status = run(script, streams);
        stopOnFailure = before;
        return status;
    }

    private int pipe(List<Script> stages, Streams streams) {
        var in = streams.in();
        for (var stage : stages.subList(0, stages.size() - 1)) {
            var captured = new Captured();
            unchecked(stage, streams.reading(in).printing(captured.stream(), streams.err()));
            if (ended) {
                return variables.status();
            }
            if (captured.overflown()) {
                return complain(streams, "more than " + Limits.LONGEST_OUTPUT + " bytes in a pipe; the rest was cut off");
            }
            in = new ByteArrayInputStream(captured.toBytes());
        }
        return run(stages.getLast(), streams.reading(in));
    }

    private int loop(Script.For loop, Streams streams) {
        try {
            int status = 0;
            for (var item : expansion(streams).texts(loop.items())) {
                variables.set(loop.variable(), item);
                status = run(loop.body(), streams);
                if (ended || interruption.raised()) {
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
            status = run(loop.body(), streams);
        }
        return remember(status);
    }

    private int simple(Script.Simple simple, Streams streams) {
        try {
            if (simple.words().isEmpty()) {
                variables.status(0); // unless a substitution says otherwise
            }
            for (var assignment : simple.assignments()) {
                variables.set(assignment.name(), expansion(streams).text(assignment.value()));
            }
            var words = expansion(streams).texts(simple.words());
            if (trace && !words.isEmpty()) {
                streams.err().println("+ " + String.join(" ", words));
            }
            return check(remember(redirected(words, simple.redirections(), streams)));
        } catch (ExpansionException wrong) {
            return check(complain(streams, wrong.getMessage()));
        }
    }

    private int redirected(List<String> words, List<Redirection> redirections, Streams streams) throws ExpansionException {
        var out = streams.out();
        var err = streams.err();
        Captured toFile = null;
        String path = NOWHERE;
        for (var redirection : redirections) {
            PrintStream target = switch (redirection) {
                case Redirection.ToStream(_, var to) -> to == Stream.OUT ? out : err;
                case Redirection.ToFile(_, var word) -> {
                    var name = onePath(word, streams);
                    if (name.equals(NOWHERE)) {
                        yield new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
                    }
                    if (toFile != null) {
                        throw new ExpansionException("only one file can be written at a time");
                    }
                    path = name;
                    toFile = new Captured();
                    yield toFile.stream();
                }
            };
            if (redirection.from() == Stream.OUT) {
                out = target;
            } else {
                err = target;
            }
        }
        if (toFile != null && !tree.writable(path)) {
            // As a shell does: a file that cannot be opened keeps the command from running.
            return tree.write(words, path, "", streams.err());
        }
        int status = words.isEmpty() ? variables.status() : command(words, streams.printing(out, err));
        if (toFile == null || toFile.toBytes().length == 0) {
            return status;
        }
        if (toFile.overflown()) {
            throw new ExpansionException("more than " + Limits.LONGEST_OUTPUT + " bytes for " + path + "; nothing was written");
        }
        int written = tree.write(words, path, toFile.text(), streams.err());
        return status != 0 ? status : written;
    }

    private String onePath(Word word, Streams streams) throws ExpansionException {
        var paths = expansion(streams).texts(List.of(word));
        if (paths.size() != 1) {
            throw new ExpansionException("> needs exactly one file, not " + paths.size());
        }
        return paths.getFirst();
    }

    private int command(List<String> words, Streams streams) {
        return switch (words.getFirst()) {
            case "true", ":" -> 0;
            case "false" -> FAILED;
            case "exit", "quit" -> exit(words, streams);
            case "set" -> set(words, streams);
            case "test", "[" -> test(words, streams);
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

    private int set(List<String> words, Streams streams) {
        for (var option : words.subList(1, words.size())) {
            switch (option) {
                case "-e", "+e" -> stopOnFailure = option.startsWith("-");
                case "-x", "+x" -> trace = option.startsWith("-");
                default -> {
                    streams.err().println("set: " + option + " is not understood; -e, +e, -x and +x are");
                    return MISUSED;
                }
            }
        }
        return 0;
    }

    private int test(List<String> words, Streams streams) {
        try {
            return Condition.of(words, tree).holds() ? 0 : FAILED;
        } catch (ExpansionException wrong) {
            streams.err().println(words.getFirst() + ": " + wrong.getMessage());
            return MISUSED;
        }
    }

    private Expansion expansion(Streams streams) {
        return new Expansion(variables, tree, script -> {
            var captured = new Captured();
            unchecked(script, streams.printing(captured.stream(), streams.err()));
            if (captured.overflown()) {
                throw new ExpansionException("more than " + Limits.LONGEST_OUTPUT + " bytes in a substitution");
            }
            return captured.text();
        });
    }

    private int check(int status) {
        if (status != 0 && stopOnFailure) {
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
