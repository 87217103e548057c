package daxplane.journal.child;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another JVM with this one's class path and openings. */
public final class ChildJvm {

    /** Longer than anything here takes on a busy machine; a hang must end the test, not the build. */
    private static final int PATIENCE_SECONDS = 120;

    private ChildJvm() {
    }

    /** The command line; quick to start rather than quick to run. */
    public static List<String> command(List<String> options, Class<?> main, Object... arguments) {
        var command = new ArrayList<String>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData",
                "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return command;
    }

    /** Starts a command; what it says on standard error is part of its output. */
    public static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** @param output everything that it said */
    public record Ended(int exit, String output) {
    }

    public static Ended run(List<String> command) throws IOException, InterruptedException {
        Process child = start(command);
        child.getOutputStream().close();
        String output = new String(child.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (!child.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            child.destroyForcibly();
            throw new AssertionError("the child hangs: " + command + "\n" + output);
        }
        return new Ended(child.exitValue(), output);
    }
}
