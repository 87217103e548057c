package daxplane.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The test recipe of the requirements runs as a script, and answers as a real kernel did (corpus recipe-e820). */
class RecipeIT {

    private static final Path MACHINES = Distribution.DIRECTORY.resolve("config/machines");

    /** Step 16 of the recording: 128 MiB more with each block. */
    private static final String LOOP = """
            MemTotal:        3503864 kB
            /sys/devices/system/memory/memory17/state: offline
            MemTotal:        3634936 kB
            /sys/devices/system/memory/memory18/state: offline
            MemTotal:        3766008 kB
            /sys/devices/system/memory/memory19/state: offline
            MemTotal:        3897080 kB
            """;

    @TempDir
    private Path work;

    @Test
    void theScriptBringsTheMemoryOnline() throws Exception {
        try (var daxplane = Daxplane.start(work)) {
            assertThat(daxplane.run("--machine", "recipe", "-c", "ndctl list -N").out()).contains("\"mode\":\"fsdax\"", "\"size\":536870912");

            var run = daxplane.run("--machine", "recipe", "-f", MACHINES.resolve("recipe/recipe").toString());

            assertThat(run.out()).contains("\"chardev\":\"dax0.0\"", "\"size\":526385152", "\"target_node\":1").endsWith(LOOP);
            assertThat(run.err()).startsWith("failed: echo -n dax0.0 > /sys/bus/dax/drivers/kmem/bind: Device or resource busy (EBUSY at write)")
                    .containsOnlyOnce("failed");
            assertThat(run.exitCode()).as("that of the last command").isZero();
            assertThat(daxplane.run("--machine", "recipe", "-c", "readlink /sys/bus/dax/devices/dax0.0/driver").out()).endsWith("/bus/dax/drivers/kmem\n");
            assertThat(daxplane.run("--machine", "recipe", "-c", "cat /proc/iomem").out()).contains("""
                    80000000-9fffffff : Persistent Memory (legacy)
                      80000000-809fffff : namespace0.0
                      88000000-9fffffff : dax0.0
                        88000000-9fffffff : System RAM (kmem)
                    """);
            assertThat(daxplane.run("--machine", "recipe", "-c", "daxctl list -DM").out())
                    .contains("\"online_memblocks\":3", "\"total_memblocks\":3", "\"movable\":true", "\"mode\":\"system-ram\"");

            // Steps 19 to 22: and back.
            var back = daxplane.runWithInput("""
                    for f in /sys/devices/system/memory/memory1[789]/state; do echo offline > $f; done; grep ^MemTotal /proc/meminfo
                    echo dax0.0 > /sys/bus/dax/drivers/kmem/unbind
                    echo dax0.0 > /sys/bus/dax/drivers/kmem/remove_id
                    echo dax0.0 > /sys/bus/dax/drivers/device_dax/bind
                    daxctl list -D
                    """, "--machine", "recipe");
            assertThat(back.err()).isEmpty();
            assertThat(back.out()).startsWith("MemTotal:        3503864 kB\n").contains("\"mode\":\"devdax\"");
        }
    }

    /** As somebody pastes it. */
    @Test
    void itCanBeTypedThroughStandardInputAndLeavesAJournal() throws Exception {
        try (var daxplane = Daxplane.start(work)) {
            var run = daxplane.runWithInput(Files.readString(MACHINES.resolve("recipe/recipe")), "--machine", "recipe");

            assertThat(run.out()).endsWith(LOOP);
            assertThat(daxplane.run("--machine", "recipe", "history", "dax0.0").out()).contains("memory19 online in zone Movable");
            assertThat(daxplane.run("--machine", "recipe", "journal", "verify").exitCode()).isZero();
        }
    }

    /** The kernels that it was written for: 5.1 is what its patches became, before it the fourth version had no pages to bring online. */
    @ParameterizedTest
    @CsvSource({"5.1, 3897080", "kmem-v4, 3503864"})
    void itRunsOnTheKernelsOfItsTime(String profile, String memTotalKib) throws Exception {
        Path machine = Files.createDirectory(work.resolve("machine"));
        try (var files = Files.list(MACHINES.resolve("recipe"))) {
            for (Path file : files.toList()) {
                Files.copy(file, machine.resolve(file.getFileName()));
            }
        }
        Path properties = machine.resolve("machine.properties");
        Files.writeString(properties, Files.readString(properties).replace("kernel.profile = 6.12", "kernel.profile = " + profile)
                .replaceAll("kernel.release = .*", ""));
        try (var daxplane = Daxplane.start(work)) {
            var run = daxplane.run("--machine", machine.toString(), "-f", machine.resolve("recipe").toString());

            assertThat(run.out()).contains("MemTotal:        3503864 kB\n/sys/devices/system/memory/memory17/state: offline\n")
                    .endsWith("/sys/devices/system/memory/memory19/state: offline\nMemTotal:        " + memTotalKib + " kB\n");
            assertThat(run.err()).as("bound by the new id already").contains("/kmem/bind: No such device (ENODEV at write)")
                    .containsOnlyOnce("failed");
            assertThat(daxplane.run("--machine", machine.toString(), "-c", "cat /proc/iomem").out())
                    .contains("  88000000-9fffffff : dax0.0\n    88000000-9fffffff : System RAM\n");
        }
    }
}
