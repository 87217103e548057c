package daxplane.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every {@code bundles/benchmarks/run} of docs/BENCHMARKS.md runs: the command that stands there, with as few and as short
 * iterations as there can be. How long something takes is nothing that is tested.
 */
class DocumentedRunsIT {

    private static final Path TOP = Path.of(System.getProperty("basedir", ".")).resolve("../..").normalize();
    private static final Pattern RUN = Pattern.compile("`bundles/benchmarks/run ([^`]*)`");
    private static final long PATIENCE_SECONDS = 300;

    @TempDir
    private Path work;

    @Test
    void runAndReport() throws Exception {
        var documented = RUN.matcher(Files.readString(TOP.resolve("docs/BENCHMARKS.md"))).results().map(found -> found.group(1)).toList();

        assertThat(documented).hasSizeGreaterThanOrEqualTo(4);
        for (String arguments : documented) {
            assertThat(run(shortened(arguments))).as("run " + arguments).contains("# Run complete.", arguments.split(" ")[0] + ".")
                    .doesNotContain("<failure>", "Exception");
        }
    }

    private static String shortened(String arguments) {
        return arguments.replaceAll("-f \\d+", "-f 1").replaceAll("-wi \\d+", "-wi 0").replaceAll("-i \\d+", "-i 1")
                .replaceAll("-w \\d+", "-w 50ms").replaceAll("-r \\d+", "-r 50ms");
    }

    private String run(String arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(TOP.resolve("bundles/benchmarks/run").toString(), "--built"));
        command.addAll(List.of(arguments.split(" ")));
        Path said = work.resolve("said");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // Somebody else may be measuring on this machine, which is no reason not to run. Each JVM lives for a second: one compiler is enough.
        builder.environment().put("JDK_JAVA_OPTIONS", "-Djmh.ignoreLock=true -XX:TieredStopAtLevel=1");
        Process running = builder.start();
        if (!running.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly();
            throw new AssertionError("run " + arguments + " still runs; so far: " + Files.readString(said));
        }
        assertThat(running.exitValue()).as("run %s: %s", arguments, Files.readString(said)).isZero();
        return Files.readString(said);
    }
}
