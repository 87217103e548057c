package daxplane.conform;

import daxplane.host.Cancellation;
import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.host.FailedCall;
import daxplane.script.Interpreter;
import daxplane.script.Interruption;
import daxplane.script.Parser;
import daxplane.script.Script;
import daxplane.script.Streams;
import daxplane.script.SyntaxException;
import daxplane.script.Variables;
import daxplane.tools.Tools;
import daxplane.tools.UuidSource;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Performs recorded actions on a host, directly: no control plane in between. */
public final class Performer {

    /** A shell that keeps a device open. */
    private static final Pattern OPENS = Pattern.compile("exec((?: ?[0-9]?<>?/dev/[a-z]+[0-9.]+s?(?:p?[0-9]+)?)+);.*");

    /** The file that a program that goes on prints into. */
    private static final Pattern PRINTS = Pattern.compile("^exec [^;]*> ?(/tmp/[a-z0-9]+)");

    private final Host host;
    private final BackgroundPrograms programs;
    private final RecordedShell shell;
    private List<String> skipped = List.of();

    /** On any host; an effect takes as long as it takes. */
    public Performer(Host host, Tools tools, UuidSource uuids) {
        this(host, tools, uuids, BackgroundPrograms.NONE, UserCommands.NONE, Cancellation.NEVER);
    }

    private Performer(Host host, Tools tools, UuidSource uuids, BackgroundPrograms programs, UserCommands users, Cancellation patience) {
        this.host = host;
        this.programs = programs;
        this.shell = new RecordedShell(host, tools, uuids, programs, users, patience);
    }

    /**
     * On a simulated host, where an effect blocks only if it would for good: it ends at once, as the recordings' programs were
     * interrupted. A real kernel is in the middle of its work at any time, and would be torn out of it.
     */
    static Performer impatient(Host host, Tools tools, UuidSource uuids, BackgroundPrograms programs, UserCommands users) {
        var impatience = new Cancellation();
        impatience.cancel();
        return new Performer(host, tools, uuids, programs, users, impatience);
    }

    /** What the host answers; empty when the action, or all of a line of shell, has no meaning for it. */
    public Optional<Step.Result> perform(Step.Action action) {
        skipped = List.of();
        return switch (action) {
            case Step.Action.Write(var path, var value) -> Optional.of(result(new Effect.WriteAttribute(path, value)));
            case Step.Action.Read(var path) -> Optional.of(read(path));
            // The recorder starts its machine anew: what only RAM holds is lost (corpus acc-memmap-one, step 7).
            case Step.Action.Reboot() -> Optional.of(result(new Effect.PowerCycle()));
            case Step.Action.Exec(var command) -> {
                Optional<Step.Result> result = exec("", command);
                shell.followed();
                yield result;
            }
            case Step.Action.Spawn(var tag, var command) -> spawn(tag, command);
            case Step.Action.Kill(var tag) -> known(programs.kill(tag) | shell.kill(tag), "kill " + tag);
            case Step.Action.EditMedia _, Step.Action.ReadTree _, Step.Action.ReadBytes _, Step.Action.Sleep _, Step.Action.Other _ -> Optional.empty();
        };
    }

    /** Commands of the last action that have no meaning for a host. */
    public List<String> skipped() {
        return skipped;
    }

    MemoryFiles files() {
        return shell.files();
    }

    private Optional<Step.Result> known(boolean done, String command) {
        if (!done) {
            skipped = List.of(command);
            return Optional.empty();
        }
        return Optional.of(new Step.Result.Nothing());
    }

    private Step.Result result(Effect effect) {
        return switch (shell.perform(effect)) {
            case EffectResult.Done(var bytes) -> new Step.Result.Done(bytes);
            case EffectResult.Ended(var status, var out, var err) -> new Step.Result.Ended(status, out, err);
            case EffectResult.Failed(var errno, var at, var _) -> new Step.Result.Failed(errno.name(), at == FailedCall.OPEN ? "open" : "write");
        };
    }

    private Step.Result read(String path) {
        try {
            return new Step.Result.Text(host.attributes().read(path));
        } catch (HostException failure) {
            return new Step.Result.Failed(failure.errno().name(), failure.stage() == FailedCall.OPEN ? "open" : "read");
        }
    }

    /** A program that goes on, or a shell that opens a device and goes on. */
    private Optional<Step.Result> spawn(String tag, String command) {
        var opens = OPENS.matcher(command);
        if (opens.lookingAt()) {
            var devices = Stream.of(opens.group(1).strip().split(" ")).map(word -> word.substring(word.indexOf('/'))).toList();
            return known(shell.open(tag, devices) || devices.size() == 1 && programs.open(tag, devices.getFirst()), command);
        }
        exec(tag, command);
        var prints = PRINTS.matcher(command);
        if (prints.find()) {
            shell.follow(tag, prints.group(1));
        }
        return known(skipped.isEmpty(), command);
    }

    private Optional<Step.Result> exec(String tag, String command) {
        Script script;
        try {
            script = Parser.parse(command);
        } catch (SyntaxException notUnderstood) {
            skipped = List.of(command);
            return Optional.empty();
        }
        shell.begin(tag);
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var streams = new Streams(InputStream.nullInputStream(), new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8));
        int status = new Interpreter(shell, shell, new Variables(Map.of()), new Interruption()).run(script, streams);
        streams.out().flush();
        streams.err().flush();
        skipped = shell.skipped();
        var ended = new Step.Result.Ended(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        return skipped.isEmpty() || !Wildcard.saysNothing(ended.out() + ended.err()) ? Optional.of(ended) : Optional.empty();
    }
}
