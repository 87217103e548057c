package daxplane.it.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process dies at random points of {@code assign}; the next one settles what was in doubt. Each process settles, checks,
 * and is killed in turn, so that twenty kills take twenty starts. Most of these processes are the control plane without
 * console and container, which the emulator starts in half the time; the last one is the distribution.
 */
class KilledIT {

    private static final int KILLS = 20;

    @TempDir
    Path directory;

    @Test
    void settlesWhatAKilledProcessLeft() throws Exception {
        long seed = Long.getLong("daxplane.seed", System.nanoTime());
        var random = new Random(seed);
        var site = Lab.fromSystemProperties().site("killed", "6.12", directory);
        try (var guest = site.boot()) {
            var daxplane = new Installed(guest);
            var console = daxplane.operator("killed");
            console.run("echo it is there");
            long begin = System.nanoTime();
            assertThat(console.run("assign dax0.0 system-ram")).endsWith("Done\n");
            assertThat(console.run("release dax0.0")).endsWith("Done\n");
            int assignMicros = (int) ((System.nanoTime() - begin) / 2000); // both are about as long, starting aside
            for (int kill = 1; kill <= KILLS; kill++) {
                String where = "seed " + seed + ", kill " + kill + " of " + KILLS;
                int afterMicros = random.nextInt(assignMicros);
                System.out.println(where + ": " + afterMicros / 1000 + " ms after the command");
                console.killWhile("assign dax0.0 system-ram", afterMicros);
                boolean distribution = kill == KILLS;
                console = distribution ? daxplane.open("killed") : daxplane.operator("killed");

                // The first command settles what is in doubt, before it does anything of its own.
                String released = console.run("release dax0.0");
                assertThat(released).as(where).containsPattern(distribution ? "dax0.0 .* devdax " : "Done\n$");
                Memory.of(guest, "6.12").isDevdax();
            }
            assertThat(console.run("drift")).contains("no drift");
            assertThat(console.run("journal verify")).startsWith("intact: ");
            String settled = console.run("journal tail -n 2000 -o jsonl");
            var outcomes = settled.lines().filter(line -> line.contains("OperationSettled")).toList();
            assertThat(outcomes).allMatch(line -> line.contains(" settled, completed: ") || line.contains(" settled, undone: "));
            assertThat(outcomes).as("kills that left something to settle (seed " + seed + ")").isNotEmpty();
            site.keep("journal", new Guest.Ended(0, settled, ""));
            System.out.println("killed: " + KILLS + " kills within " + assignMicros / 1000 + " ms, " + outcomes.size() + " left an operation in doubt, seed " + seed);
            console.end();
        }
    }
}
