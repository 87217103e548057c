package daxplane.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** A jar in the state directory runs when owner, mode and the journalled digest agree; else it is left out, and why is told. */
class JarsThatRunTest {

    private static final int NOBODY = 65534;

    @TempDir
    private Path work;
    private Path jar;
    private String digest;
    private Framework framework;

    @BeforeEach
    void install() throws Exception {
        framework = new FrameworkFactory().newFramework(Map.of(Constants.FRAMEWORK_STORAGE, work.resolve("cache").toString(),
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, "daxplane.kernel"));
        framework.start();
        framework.getBundleContext().registerService(CountDownLatch.class, new CountDownLatch(1), null);
        jar = Files.createDirectory(work.resolve("drivers")).resolve("example.rogue.jar");
        Files.copy(RogueJar.in(work, "1.0.0", "is good", "rogue"), jar);
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(jar.getParent(), PosixFilePermissions.fromString("rwx------"));
        digest = DriverJar.sha256(Files.readAllBytes(jar));
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    private Plugins open(Optional<String> recorded) {
        return new FrameworkDriverLoader(framework.getBundleContext(), new IdleMachines(), new Patience(Duration.ofSeconds(10), Duration.ofSeconds(1)))
                .open(work, _ -> recorded);
    }

    private void assertLeftOut(Optional<String> recorded, String reason) {
        var drivers = open(recorded);
        assertThat(drivers.list()).isEmpty();
        assertThat(drivers.leftOut()).singleElement().asString().contains(reason);
        assertThat(framework.getBundleContext().getBundles()).as("not even installed").hasSize(1);
    }

    @Test
    void whatTheJournalKnowsRuns() {
        var drivers = open(Optional.of(digest));

        assertThat(drivers.list()).singleElement().satisfies(one -> assertThat(one.digest()).isEqualTo(digest));
        assertThat(drivers.leftOut()).isEmpty();
    }

    @Test
    void anotherJarInItsPlaceDoesNot() throws Exception {
        Files.copy(RogueJar.in(work, "2.0.0", "is good", "rogue"), jar, java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertLeftOut(Optional.of(digest), "the journal knows example.rogue with " + digest);
    }

    @Test
    void oneThatNobodyInstalledDoesNot() {
        assertLeftOut(Optional.empty(), "the journal knows no bundle example.rogue");
    }

    @Test
    void oneUnderAnotherNameDoesNot() throws Exception {
        Files.move(jar, jar.resolveSibling("example.other.jar"));

        assertLeftOut(Optional.of(digest), "the journal knows");
    }

    @Test
    void oneThatOthersCanWriteDoesNot() throws Exception {
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw--w----"));

        assertLeftOut(Optional.of(digest), "can be written by others; chmod go-w");
    }

    @Test
    void oneInAFolderThatOthersCanWriteDoesNot() throws Exception {
        Files.setPosixFilePermissions(jar.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));

        assertLeftOut(Optional.of(digest), "can be written by others");
    }

    @Test
    void aLinkToOneDoesNot() throws Exception {
        Path elsewhere = Files.move(jar, work.resolve("elsewhere.jar"));
        Files.createSymbolicLink(jar, elsewhere);

        assertLeftOut(Optional.of(digest), "is a link or no file");
    }

    @Test
    void oneOfAnotherUserDoesNot() throws Exception {
        assumeThat(System.getProperty("user.name")).as("only root can give a file away").isEqualTo("root");
        Files.setAttribute(jar, "unix:uid", NOBODY);

        assertLeftOut(Optional.of(digest), "belongs to user 65534");
    }
}
