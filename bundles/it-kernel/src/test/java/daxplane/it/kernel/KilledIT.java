package daxplane.it.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process dies at random points of {@code assign}; the next one settles what was in doubt. Each process settles, checks,
 * and is killed in turn, so that six kills take six starts. Most of these processes are the control plane without
 * console and container, which the emulator starts in half the time; the last one is the distribution.
 *
 * <p>Every second kill waits for the first effect, so that there is something to settle; the others come at any time, before the
 * intent as well. More of them, without an emulator: {@code KillTest} of the journal, {@code CrashPointTest} of control.
 */
class KilledIT {

    /** {@code -Ddaxplane.kills=} in JDK_JAVA_OPTIONS makes it more. */
    private static final int KILLS = Integer.getInteger("daxplane.kills", 6);
    private static final String ANY_TIME = "true";
    private static final String FIRST_EFFECT = "! busybox readlink /sys/bus/dax/devices/dax0.0/driver | busybox grep -q device_dax";

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
            int mostMicros = (int) ((System.nanoTime() - begin) / 2000); // both are about as long, starting aside
            for (int kill = 1; kill <= KILLS; kill++) {
                String where = "seed " + seed + ", kill " + kill + " of " + KILLS;
                boolean afterEffect = kill % 2 == 0;
                int afterMicros = random.nextInt(afterEffect ? mostMicros / 2 : mostMicros);
                boolean ended = console.killWhile("assign dax0.0 system-ram", afterEffect ? FIRST_EFFECT : ANY_TIME, afterMicros);
                System.out.println(where + ": " + afterMicros / 1000 + " ms after the " + (afterEffect ? "first effect" : "command") + (ended ? ", too late" : ""));
                // How long the command takes depends on what else the machine does.
                mostMicros = ended ? Math.max(1000, afterMicros + (afterEffect ? mostMicros / 2 : 0)) : mostMicros + mostMicros / 4;
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
            System.out.println("killed: " + KILLS + " kills, " + outcomes.size() + " left an operation in doubt, seed " + seed);
            console.end();
        }
    }
}
