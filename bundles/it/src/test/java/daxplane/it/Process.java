package daxplane.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program run to its end, with its standard streams.
 *
 * @param exitCode of the process
 */
record Process(int exitCode, String out, String err) {

    /** Nothing here takes a tenth of it, also on a busy machine. */
    private static final long DEADLINE_SECONDS = 120;

    /** Runs {@code bin/daxplane} of the built distribution with a home directory of its own. */
    static Process daxplane(Path home, String... arguments) throws IOException, InterruptedException {
        return run(home, Map.of(), "", command(Distribution.DIRECTORY.resolve("bin/daxplane"), arguments));
    }

    static List<String> command(Path program, String... arguments) {
        var command = new ArrayList<String>();
        command.add(program.toString());
        command.addAll(List.of(arguments));
        return command;
    }

    static Process run(Path home, Map<String, String> environment, String input, List<String> command)
            throws IOException, InterruptedException {
        var running = start(home, environment, input, command);
        return running.end();
    }

    static Running start(Path home, Map<String, String> environment, String input, List<String> command) throws IOException {
        var directory = Files.createTempDirectory(home, "process");
        var builder = new ProcessBuilder(command)
                .redirectInput(Files.writeString(directory.resolve("in"), input).toFile())
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile());
        var variables = builder.environment();
        variables.keySet().removeIf(name -> name.startsWith("XDG_") || name.startsWith("DAXPLANE_") || name.equals("NO_COLOR"));
        variables.put("HOME", home.toString());
        variables.put("JAVA_HOME", System.getProperty("java.home"));
        variables.putAll(environment);
        return new Running(builder.start(), directory);
    }

    /** A program that still runs. */
    record Running(java.lang.Process process, Path directory) {

        Process end() throws IOException, InterruptedException {
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running after " + DEADLINE_SECONDS + " s; printed so far: " + text("out") + text("err"));
            }
            return new Process(process.exitValue(), text("out"), text("err"));
        }

        private String text(String stream) throws IOException {
            return Files.readString(directory.resolve(stream), StandardCharsets.UTF_8);
        }
    }
}
