package daxplane.conform;

import daxplane.host.Cancellation;
import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.host.Effects;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.host.Stage;
import daxplane.tools.Console;
import daxplane.tools.LocalFiles;
import daxplane.tools.Surroundings;
import daxplane.tools.Tools;
import daxplane.tools.UuidSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Performs recorded actions on a host, directly: no control plane in between. */
public final class Performer {

    private final Host host;
    private final Tools tools;
    private final UuidSource uuids;

    public Performer(Host host, Tools tools, UuidSource uuids) {
        this.host = host;
        this.tools = tools;
        this.uuids = uuids;
    }

    /** What the host answers; empty when the action has no meaning for it. */
    public Optional<Step.Result> perform(Step.Action action) {
        return switch (action) {
            case Step.Action.Write(var path, var value) -> Optional.of(result(new Effect.WriteAttribute(path, value)));
            case Step.Action.Read(var path) -> Optional.of(read(path));
            case Step.Action.Reboot() -> Optional.of(result(new Effect.Reboot()));
            case Step.Action.Exec(var command) -> exec(List.of(command.split(" +")));
            case Step.Action.Other _ -> Optional.empty();
        };
    }

    private Step.Result result(Effect effect) {
        return switch (Effects.perform(host, effect, Cancellation.NEVER)) {
            case EffectResult.Done(var bytes) -> new Step.Result.Done(bytes);
            case EffectResult.Failed(var errno, var at) -> new Step.Result.Failed(errno.name(), at == Stage.OPEN ? "open" : "write");
        };
    }

    private Step.Result read(String path) {
        try {
            return new Step.Result.Text(host.attributes().read(path));
        } catch (HostException failure) {
            return new Step.Result.Failed(failure.errno().name(), failure.stage() == Stage.OPEN ? "open" : "read");
        }
    }

    private Optional<Step.Result> exec(List<String> words) {
        var arguments = words.subList(1, words.size());
        return switch (words.getFirst()) {
            case "ndctl", "daxctl" -> Optional.of(tool(words.getFirst(), arguments));
            case "modprobe" -> Optional.of(modprobe(arguments));
            case "cat" -> Optional.of(cat(arguments));
            case "grep" -> Optional.of(grep(arguments));
            default -> Optional.empty();
        };
    }

    private Step.Result tool(String name, List<String> arguments) {
        var out = new StringBuilder();
        var err = new StringBuilder();
        var console = new Console() {
            @Override
            public void stdout(String text) {
                out.append(text);
            }

            @Override
            public void stderr(String text) {
                err.append(text);
            }

            @Override
            public void stdout(byte[] bytes) {
                out.append(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1));
            }
        };
        var surroundings = new Surroundings(host, effect -> Effects.perform(host, effect, Cancellation.NEVER), console, uuids, LocalFiles.none());
        int exitCode = tools.named(name).orElseThrow().run(surroundings, arguments);
        return new Step.Result.Ended(exitCode, out.toString(), err.toString());
    }

    private Step.Result modprobe(List<String> arguments) {
        boolean remove = arguments.contains("-r");
        for (String module : arguments) {
            if (!module.startsWith("-")) {
                var effect = remove ? new Effect.UnloadModule(module) : new Effect.LoadModule(module);
                if (Effects.perform(host, effect, Cancellation.NEVER) instanceof EffectResult.Failed(var errno, _)) {
                    return new Step.Result.Ended(1, "", "modprobe: " + module + ": " + errno.text() + "\n");
                }
            }
        }
        return new Step.Result.Ended(0, "", "");
    }

    private Step.Result cat(List<String> paths) {
        var out = new StringBuilder();
        for (String path : paths) {
            switch (read(path)) {
                case Step.Result.Text(var text) -> out.append(text);
                case Step.Result.Failed(var errno, _) -> {
                    return new Step.Result.Ended(1, out.toString(), "cat: " + path + ": " + errno + "\n");
                }
                default -> { }
            }
        }
        return new Step.Result.Ended(0, out.toString(), "");
    }

    /** A fixed text in one file: all that straight-line recordings use. */
    private Step.Result grep(List<String> arguments) {
        if (arguments.size() != 2 || !(read(arguments.get(1)) instanceof Step.Result.Text(var text))) {
            return new Step.Result.Ended(2, "", "grep: " + String.join(" ", arguments) + "\n");
        }
        String found = String.join("", Arrays.stream(text.split("(?<=\n)")).filter(line -> line.contains(arguments.getFirst())).toList());
        return new Step.Result.Ended(found.isEmpty() ? 1 : 0, found, "");
    }
}
