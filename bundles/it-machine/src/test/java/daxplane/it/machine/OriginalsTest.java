package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.fixtures.machine.Machines;
import daxplane.host.Cancellation;
import daxplane.host.Effects;
import daxplane.host.Host;
import daxplane.tools.Console;
import daxplane.tools.LocalFiles;
import daxplane.tools.ToolEnvironment;
import daxplane.tools.Toolbox;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The tools beside the originals: what ndctl, daxctl and cxl 76.1 print to listings, filters, refusals and wrong uses on a view of a
 * machine's /sys as files (decision 121). Of a command that changes something only what is refused is here: a view takes any write.
 */
class OriginalsTest {

    private static final String MACHINE = "machine ";
    private static final String SHIPPED = "shipped ";
    private static final String FIRST = "first ";

    @TempDir
    private Path folder;
    private final AtomicInteger uuids = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(strings = {"two-socket", "two-socket-changed", "e820", "soft", "cxl", "nfit-test"})
    void printsWhatTheOriginalPrints(String recording) throws Exception {
        var text = text(recording);
        var head = text.substring(0, text.indexOf("== ")).lines().toList();
        try (var host = Machines.open(folder.resolve("state"), definition(head))) {
            head.stream().filter(line -> line.startsWith(FIRST)).forEach(line -> run(host, line.substring(FIRST.length())));
            Map<String, String> original = new LinkedHashMap<>();
            Arrays.stream(text.substring(text.indexOf("== ")).split("(?m)^== ")).filter(block -> !block.isEmpty())
                    .forEach(block -> original.put(block.substring(0, block.indexOf('\n')), block.substring(block.indexOf('\n') + 1)));
            Map<String, String> ours = new LinkedHashMap<>();
            original.keySet().forEach(line -> ours.put(line, run(host, line)));

            assertThat(ours).isEqualTo(original);
        }
    }

    private static String text(String recording) throws IOException {
        try (InputStream in = OriginalsTest.class.getResourceAsStream("/daxplane/it/machine/originals/" + recording + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Path definition(List<String> head) throws IOException {
        var shipped = head.stream().filter(line -> line.startsWith(SHIPPED)).findFirst();
        if (shipped.isPresent()) {
            return Machines.HOME.resolve("config/machines").resolve(shipped.get().substring(SHIPPED.length()));
        }
        Path definition = Files.createDirectory(folder.resolve("definition"));
        Files.writeString(definition.resolve("machine.properties"), head.stream().filter(line -> line.startsWith(MACHINE))
                .map(line -> line.substring(MACHINE.length()) + "\n").collect(Collectors.joining()));
        return definition;
    }

    private String run(Host host, String line) {
        var out = new StringBuilder();
        var err = new StringBuilder();
        Console console = new Console() {
            @Override
            public void stdout(String text) {
                out.append(text);
            }

            @Override
            public void stdout(byte[] bytes) {
                out.append(new String(bytes, StandardCharsets.ISO_8859_1));
            }

            @Override
            public void stderr(String text) {
                err.append(text);
            }
        };
        var words = List.of(line.split(" +"));
        int exit = new Toolbox().named(words.getFirst()).orElseThrow().run(new ToolEnvironment(host,
                effect -> Effects.perform(host, effect, Cancellation.NEVER), console, () -> new UUID(0, uuids.incrementAndGet()), LocalFiles.none()), words.subList(1, words.size()));
        return out.toString() + err + "rc=" + exit + "\n";
    }
}
