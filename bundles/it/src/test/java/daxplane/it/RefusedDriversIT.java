package daxplane.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A driver bundle that throws or hangs when it is started: the refusal is told and journalled, and everything else goes on. */
@Timeout(120)
class RefusedDriversIT {

    /** For ever, unless it is interrupted. */
    private static final String HANG = "new java.util.concurrent.CountDownLatch(1).await();";
    private static final String OWNED = "384 MiB online in zone Movable (memory33-35)";

    @TempDir
    private Path work;
    private Daxplane daxplane;

    @BeforeEach
    void start() throws Exception {
        daxplane = Daxplane.start(work, Map.of("daxplane.driver.patience.seconds", "1"));
        assertThat(daxplane.run("-c", "assign dax0.0 system-ram").exitCode()).isZero();
    }

    @AfterEach
    void stop() throws Exception {
        daxplane.close();
    }

    @Test
    void anUpdateThatThrowsIsJournalledAndTheRunningDriverGoesOn() throws Exception {
        Path shipped = DriverVersions.shipped("driver-kmem");
        Path throwing = DriverVersions.starting(shipped, "9.0.0", "throw new IllegalStateException(\"wants another machine\");", work);
        String sentence = "daxplane.driver.kmem 9.0.0 does not start: java.lang.IllegalStateException: wants another machine (EINVAL)";

        var refused = daxplane.run("driver", "update", "kmem", throwing.toString());

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains(sentence);
        requireKmemGoesOn(sentence);
    }

    /** It can be interrupted: nothing is left of it. */
    @Test
    void anUpdateThatHangsIsGivenUpAndTheRunningDriverGoesOn() throws Exception {
        Path shipped = DriverVersions.shipped("driver-kmem");
        Path hanging = DriverVersions.starting(shipped, "9.0.0", HANG, work);
        String sentence = "daxplane.driver.kmem 9.0.0 did not start in 1 s (ETIMEDOUT)";

        var refused = daxplane.run("driver", "update", "kmem", hanging.toString());

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains(sentence);
        requireKmemGoesOn(sentence);
        var updated = daxplane.run("driver", "update", "kmem", DriverVersions.withVersion(shipped, "9.1.0", work.resolve("kmem-9.1.jar")).toString());
        assertThat(updated.out()).contains("driver update daxplane.driver.kmem: " + Distribution.VERSION).contains("-> 9.1.0");
    }

    @Test
    void anInstallationThatHangsIsGivenUp() throws Exception {
        Path hanging = DriverVersions.starting(DriverVersions.shipped("driver-kmem"), "9.0.0", HANG, work);
        daxplane.run("-c", "release dax0.0; modprobe -r kmem; driver remove kmem");

        var run = daxplane.run("-c", "driver install " + hanging + "; driver list; list; journal tail -n 2 -o jsonl");

        assertThat(run.err()).contains("daxplane.driver.kmem 9.0.0 did not start in 1 s (ETIMEDOUT)");
        assertThat(run.out()).contains("dax0.0").doesNotContain("daxplane.driver.kmem  ");
        assertThat(run.out().lines().toList().reversed().get(1)).contains("DriverChanged", "daxplane.driver.kmem install: none -> 9.0.0 (sha256 ",
                "did not start in 1 s (ETIMEDOUT)");
    }

    /** The component is made when the machines ask for it; what hangs is the framework's thread for components. */
    @Test
    void aComponentThatHangsIsGivenUpAndOthersAreTaken() throws Exception {
        Path rogue = DriverVersions.component("example.rogue", HANG, work);
        Path good = DriverVersions.component("example.good", "", work);

        var run = daxplane.run("-c", String.join("; ", "driver install " + rogue, "driver install " + good, "modprobe example_good", "driver list", "who dax0.0",
                "release dax0.0"));

        assertThat(run.err()).contains("example.rogue 1.0.0 ").contains("(ETIMEDOUT)");
        assertThat(run.out()).contains("done: driver install example.good").contains(OWNED).contains("done: release dax0.0");
        assertThat(run.out().lines().filter(line -> line.startsWith("example."))).singleElement().asString().as("offered and loaded")
                .matches("example\\.good +1\\.0\\.0 .* example_good +example_good *");
    }

    /** In the next run of the program, too: the version that was refused is not on the disk. */
    private void requireKmemGoesOn(String sentence) throws Exception {
        var run = daxplane.run("-c", "journal tail -n 2 -o jsonl; driver list; who dax0.0; drift; release dax0.0; assign dax0.0 system-ram; who dax0.0; journal verify");

        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines().findFirst().orElseThrow()).contains("DriverChanged", "daxplane.driver.kmem update: " + Distribution.VERSION + " (sha256 ", " -> 9.0.0 (sha256 ",
                "), " + sentence + "\"");
        assertThat(run.out().lines().filter(line -> line.startsWith("daxplane.driver.kmem "))).singleElement().asString().contains(Distribution.VERSION).doesNotContain("9.0.0");
        assertThat(run.out().lines().filter(line -> line.startsWith("dax0.0: ") && line.contains(OWNED))).hasSize(2);
        assertThat(run.out()).contains("done: release dax0.0").contains("intact:");
    }
}
