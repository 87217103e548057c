package daxplane.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each target for five seconds, in a process of its own: one more at a time than there are cores, as starting and ending leaves them idle. */
class FuzzIT {

    private static final int SECONDS = 5;
    /** Each takes some 600 MiB; more at a time would not fit into small machines. */
    private static final int MOST_AT_A_TIME = 4;
    /** Starting takes three seconds; the rest is for machines that do something else as well. */
    private static final int PATIENCE_SECONDS = 120;

    private static final SortedMap<String, Future<String>> RUNS = new TreeMap<>();
    private static ExecutorService pool;

    @BeforeAll
    static void start() {
        pool = Executors.newFixedThreadPool(Math.min(MOST_AT_A_TIME, Runtime.getRuntime().availableProcessors() + 1));
        Targets.names().forEach(target -> RUNS.put(target, pool.submit(fuzzing(target))));
    }

    @AfterAll
    static void stop() {
        pool.shutdownNow();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void findsNothing(String target) throws Exception {
        assertThat(RUNS.get(target).get()).matches("(?s)" + target + ": [1-9]\\d{2,} inputs in \\d+ s\n");
    }

    static SortedSet<String> targets() {
        return Targets.names();
    }

    /** The answer is what the run prints. */
    private static Callable<String> fuzzing(String target) {
        return () -> {
            Path output = Path.of(System.getProperty("work"), "fuzz-" + target + ".out");
            Files.createDirectories(output.getParent());
            Process run = new ProcessBuilder(System.getProperty("run"), "--built", target, String.valueOf(SECONDS))
                    .redirectErrorStream(true).redirectOutput(output.toFile()).start();
            try {
                if (!run.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    return target + " does not end within " + PATIENCE_SECONDS + " s:\n" + text(output);
                }
                return text(output);
            } finally {
                run.descendants().forEach(ProcessHandle::destroyForcibly);
                run.destroyForcibly();
            }
        };
    }

    private static String text(Path output) throws IOException {
        return Files.readString(output);
    }
}
