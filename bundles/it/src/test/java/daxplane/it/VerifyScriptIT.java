package daxplane.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./verify} runs, with what exit code and what last line; Maven and the kernels are replaced by what tells of their call. */
class VerifyScriptIT {

    private static final String ONE_FAILED = "<testsuite name=\"x\" tests=\"3\" errors=\"0\" skipped=\"1\" failures=\"1\">";

    @TempDir
    private Path home;
    private Path checkout;

    @BeforeEach
    void aCheckoutWithTheScriptAlone() throws IOException {
        checkout = home.resolve("checkout");
        for (var file : List.of("verify", "bundles/dist/src/build/build.sh", "bundles/dist/src/main/sh/java25.sh")) {
            Files.createDirectories(checkout.resolve(file).getParent());
            Files.copy(Distribution.CHECKOUT.resolve(file), checkout.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
        program("tools/mvn", "echo \"mvn $*\"");
        program("checkout/bundles/it-kernel/verify-kernel", "echo \"kernels $*\"");
        program("checkout/bundles/it/prepare-browser", "echo browser >&2");
    }

    @Test
    void runsEverythingAndThenTheKernels() throws Exception {
        var run = verify();

        assertThat(run.out().replaceAll(" \\d+\n", " PID\n").lines().toList()).containsExactly("mvn -B -ntp -f " + checkout.resolve("pom.xml") + " verify",
                "kernels --await " + checkout.resolve("bundles/it-kernel/target/ready") + " PID", "0 passed, 0 failed");
        assertThat(run.err()).startsWith("browser\n");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void quickRunsTheUnitTestsAlone() throws Exception {
        assertThat(verify("quick").out().lines().toList()).containsExactly("mvn -B -ntp -f " + checkout.resolve("pom.xml") + " test", "0 passed, 0 failed");
    }

    @Test
    void soakLivesForAsLongAsItIsTold() throws Exception {
        String maven = "mvn -B -ntp -f " + checkout.resolve("pom.xml")
                + " -q -pl bundles/it-machine -am test -Dtest=SoakTest -Dsurefire.failIfNoSpecifiedTests=false -Ddaxplane.soak.seconds=600 -Ddaxplane.soak.seed=";
        assertThat(verify("soak", "600").out()).isEqualTo(maven + "0\n");
        assertThat(verify("soak", "600", "7").out()).isEqualTo(maven + "7\n");
        assertThat(verify("soak").exitCode()).isEqualTo(2);
        assertThat(verify("soak", "x").exitCode()).isEqualTo(2);
    }

    @Test
    void kernelRunsThoseOnKernelsAlone() throws Exception {
        assertThat(verify("kernel", "Assign", "Killed").out()).isEqualTo("kernels Assign Killed\n");
        assertThat(verify("kernel", "--walk", "3", "7").out()).isEqualTo("kernels --walk 3 7\n");
    }

    @Test
    void countsWhatWasReportedAndFailsWithMaven() throws Exception {
        program("tools/mvn", "mkdir -p '" + checkout + "/a/target/surefire-reports'; echo '" + ONE_FAILED + "' > '" + checkout
                + "/a/target/surefire-reports/TEST-x.xml'; exit 1");
        var old = checkout.resolve("b/target/surefire-reports/TEST-old.xml");
        Files.createDirectories(old.getParent());
        Files.writeString(old, ONE_FAILED);
        Files.setLastModifiedTime(old, java.nio.file.attribute.FileTime.fromMillis(0));

        var run = verify();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).as("no kernel boots after a failure").isEqualTo("1 passed, 1 failed, 1 skipped\n");
        assertThat(run.err()).contains("Maven says no");
    }

    @Test
    void failsWithTheKernels() throws Exception {
        program("checkout/bundles/it-kernel/verify-kernel", "exit 3");

        assertThat(verify().exitCode()).isEqualTo(3);
    }

    @Test
    void saysHowItIsUsed() throws Exception {
        var run = verify("slowly");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("usage: ./verify [quick");
    }

    /** The build of the distribution, which this test found ready, is {@code mvn package}. */
    @Test
    void mavenMakesTheArchive() {
        assertThat(Distribution.ARCHIVE).isRegularFile();
    }

    private Process verify(String... arguments) throws IOException, InterruptedException {
        return Process.run(home, Map.of("PATH", home.resolve("tools") + ":" + System.getenv("PATH")), "", Process.command(checkout.resolve("verify"), arguments));
    }

    private void program(String name, String text) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
