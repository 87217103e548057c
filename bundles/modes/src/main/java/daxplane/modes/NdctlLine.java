package daxplane.modes;

import daxplane.control.ToolLine;
import daxplane.host.EffectSink;
import daxplane.host.Host;
import daxplane.tools.Console;
import daxplane.tools.LocalFiles;
import daxplane.tools.ToolEnvironment;
import daxplane.tools.Tools;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A command line of ndctl. Its standard output is for scripts, and nobody reads it here.
 *
 * @param tools ndctl is one of them, and goes by the rules for labels that are in charge when it runs
 */
record NdctlLine(Tools tools, List<String> arguments) implements ToolLine {

    NdctlLine {
        arguments = List.copyOf(arguments);
    }

    @Override
    public String typed() {
        return "ndctl " + String.join(" ", arguments);
    }

    @Override
    public int run(Host host, EffectSink effects, Consumer<String> complaints) {
        var console = new Console() {
            @Override
            public void stdout(String text) {
            }

            @Override
            public void stderr(String text) {
                complaints.accept(text);
            }

            @Override
            public void stdout(byte[] bytes) {
            }
        };
        return tools.named("ndctl").orElseThrow()
                .run(new ToolEnvironment(host, effects, console, UUID::randomUUID, LocalFiles.none()), arguments);
    }
}
