package daxplane.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import daxplane.host.Errno;
import daxplane.kernel.KernelModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/** In a framework: what is refused leaves the running driver as it was, and a bundle that hangs costs a moment, not the console. */
@Timeout(60)
class RogueBundlesTest {

    private static final Duration PATIENCE = Duration.ofMillis(400);
    /** Whoever can end ends at once; only who is deaf costs it. */
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final long LOOK_AGAIN_MILLIS = 5;
    private static final String DOES_NOT_END = "did not start in 400 ms, and its thread does not end; end daxplane and start it again (ETIMEDOUT)";

    @TempDir
    private Path work;
    private final Hang letGo = new Hang();
    private final IdleMachines machines = new IdleMachines();
    /** What the journal knows of the bundle. */
    private String recorded;
    private Framework framework;
    private FrameworkDriverLoader loader;
    private static final Set<Offer.Kind> MODULES = Set.of(Offer.Kind.MODULE);
    private Plugins drivers;

    @BeforeEach
    void runVersionOne() throws Exception {
        framework = new FrameworkFactory().newFramework(Map.of(Constants.FRAMEWORK_STORAGE, work.resolve("cache").toString(),
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, "daxplane.kernel"));
        framework.start();
        framework.getBundleContext().registerService(CountDownLatch.class, letGo, null);
        drivers = open();
        recorded = drivers.install(jar("1.0.0", "is good", "rogue"), MODULES).after().orElseThrow().digest();
    }

    @AfterEach
    void stop() throws Exception {
        letGo.countDown();
        for (Thread late : threads()) {
            late.join();
        }
        framework.stop();
        framework.waitForStop(10_000);
    }

    /** Those that run code of the bundle. */
    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().endsWith(" of example.rogue")).toList();
    }

    /** What bundles hang in; it tells who came to it. */
    private static final class Hang extends CountDownLatch {

        private final Set<Thread> came = ConcurrentHashMap.newKeySet();

        Hang() {
            super(1);
        }

        @Override
        public void await() throws InterruptedException {
            came.add(Thread.currentThread());
            super.await();
        }
    }

    /** Over as soon as a bundle hangs, however slow the computer is; who does not hang has all the time. */
    private static final class UntilItHangs extends Patience {

        private final Hang hang;
        private final Set<Thread> known = new HashSet<>();

        UntilItHangs(Hang hang) {
            super(PATIENCE, GRACE);
            this.hang = hang;
        }

        @Override
        synchronized <T> T within(FutureTask<T> task) throws ExecutionException, InterruptedException, TimeoutException {
            while (true) {
                try {
                    return task.get(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException notYet) {
                    if (known.addAll(hang.came)) {
                        throw notYet;
                    }
                }
            }
        }
    }

    private Plugins open() {
        loader = new FrameworkDriverLoader(framework.getBundleContext(), machines, new UntilItHangs(letGo));
        return loader.open(work, _ -> Optional.ofNullable(recorded));
    }

    private Path jar(String version, String conduct, String modules) throws IOException {
        return RogueJar.in(work, version, conduct, modules);
    }

    /** Version 1 is listed, kept on the disk and offered; of others there is nothing. */
    private void requireVersionOneGoesOn() throws IOException, InvalidSyntaxException {
        assertThat(drivers.list()).singleElement().satisfies(one -> {
            assertThat(one.version()).isEqualTo("1.0.0");
            assertThat(one.modules()).containsExactly("rogue");
        });
        try (Stream<Path> kept = Files.list(work.resolve("drivers"))) {
            assertThat(kept.map(file -> file.getFileName().toString())).containsExactly("example.rogue.jar");
        }
        assertThat(Files.readAllBytes(work.resolve("drivers/example.rogue.jar"))).isEqualTo(Files.readAllBytes(work.resolve("rogue-1.0.0.jar")));
        assertThat(framework.getBundleContext().getServiceReferences(KernelModule.class, null)).extracting(ServiceReference::getBundle)
                .extracting(bundle -> bundle.getVersion().toString()).containsExactly("1.0.0");
    }

    private static DriverRefused refused(ThrowingCallable act) {
        return (DriverRefused) assertThatExceptionOfType(DriverRefused.class).isThrownBy(act).actual();
    }

    @ParameterizedTest
    @CsvSource({
        "throws, rogue, does not start: java.lang.IllegalStateException: wants another machine (EINVAL)",
        "breaks, rogue, does not start: java.lang.NoClassDefFoundError: example/Missing (EINVAL)",
        "is good, '', started and offers no kernel module: it must provide the service daxplane.kernel.KernelModule (EINVAL)",
        "is good, other, 'offers other and lacks what 1.0.0 offers: rogue (EINVAL)'",
        "has no name, rogue, 'started, but does not tell what it offers, and its thread does not end; end daxplane and start it again (ETIMEDOUT)'",
        "hangs, rogue, did not start in 400 ms (ETIMEDOUT)",
    })
    void anUpdateThatIsRefusedLeavesTheRunningVersion(String conduct, String modules, String sentence) throws Exception {
        Path second = jar("2.0.0", conduct, modules);
        String digest = DriverJar.sha256(Files.readAllBytes(second));

        DriverRefused refused = refused(() -> drivers.update("rogue", second, MODULES, Set.of()));

        assertThat(refused).hasMessageStartingWith("example.rogue 2.0.0 ").hasMessageContaining(sentence);
        assertThat(refused.attempted()).hasValueSatisfying(change -> {
            assertThat(change.before().orElseThrow().version()).isEqualTo("1.0.0");
            assertThat(change.after().orElseThrow().version()).isEqualTo("2.0.0");
            assertThat(change.after().orElseThrow().digest()).isEqualTo(digest);
        });
        requireVersionOneGoesOn();
        assertThat(drivers.update("rogue", jar("3.0.0", "is good", "rogue,more"), MODULES, Set.of()).after().orElseThrow().modules()).containsExactly("more", "rogue");
    }

    /** A call that waits inside of the kernel, or a rehearsal, still needs them; what is never needed again goes. */
    @Test
    void theClassesOfAVersionStayAsLongAsAMachineWorksWithIt() throws Exception {
        BundleContext context = framework.getBundleContext();
        KernelModule first = (KernelModule) context.getService(context.getServiceReference(KernelModule.class.getName()));
        Bundle one = FrameworkUtil.getBundle(first.getClass());
        machines.working().add(first);

        drivers.update("rogue", jar("2.0.0", "is good", "rogue"), MODULES, Set.of());

        assertThat(one.getState()).isEqualTo(Bundle.RESOLVED);
        assertThat(one.loadClass("daxplane.loader.rogue.Rogue")).isNotNull();
        assertThat(drivers.list()).extracting(PluginBundle::version).containsExactly("2.0.0");
        machines.working().clear();
        drivers.update("rogue", jar("3.0.0", "is good", "rogue"), MODULES, Set.of());
        assertThat(one.getState()).isEqualTo(Bundle.UNINSTALLED);
        assertThat(context.getBundles()).filteredOn(bundle -> "example.rogue".equals(bundle.getSymbolicName())).hasSize(1);
    }

    /** The machines have tried it when it has started. */
    @Test
    void anUpdateThatAMachineRefusesLeavesTheRunningVersion() throws Exception {
        machines.refused().put("rogue", "adoption of dax0.0 by rogue failed");

        DriverRefused refused = refused(() -> drivers.update("example.rogue", jar("2.0.0", "is good", "rogue"), MODULES, Set.of()));

        assertThat(refused.errno()).isEqualTo(Errno.EINVAL);
        assertThat(refused).hasMessageContaining("started, but cannot take over the devices of module rogue: adoption of dax0.0 by rogue failed");
        requireVersionOneGoesOn();
    }

    @Test
    void aBundleThatHangsForEverIsGivenUpAndEverythingElseGoesOn() throws Exception {
        Path deaf = jar("2.0.0", "is deaf", "rogue");

        DriverRefused refused = refused(() -> drivers.update("rogue", deaf, MODULES, Set.of()));

        assertThat(refused.errno()).isEqualTo(Errno.ETIMEDOUT);
        assertThat(refused).hasMessage("example.rogue 2.0.0 " + DOES_NOT_END);
        requireVersionOneGoesOn();
        assertThat(refused(() -> drivers.update("rogue", deaf, MODULES, Set.of()))).as("once is enough").hasMessageContaining("did not start before, and its thread does not end");
        assertThat(drivers.update("rogue", jar("3.0.0", "is good", "rogue"), MODULES, Set.of()).after().orElseThrow().version()).isEqualTo("3.0.0");
        assertThat(drivers.remove("rogue", MODULES, Set.of()).before().orElseThrow().version()).isEqualTo("3.0.0");
        assertThat(drivers.list()).isEmpty();
    }

    @Test
    void aBundleThatStartsAfterItWasGivenUpIsTakenAway() throws Exception {
        refused(() -> drivers.update("rogue", jar("2.0.0", "is deaf", "rogue"), MODULES, Set.of()));
        Thread late = threads().getFirst();

        letGo.countDown();
        late.join();

        requireVersionOneGoesOn();
        assertThat(framework.getBundleContext().getBundles()).extracting(bundle -> bundle.getVersion().toString()).doesNotContain("2.0.0");
    }

    @Test
    void anInstallationThatHangsLeavesNothing() throws Exception {
        drivers.remove("rogue", MODULES, Set.of());

        DriverRefused refused = refused(() -> drivers.install(jar("2.0.0", "is deaf", "rogue"), MODULES));

        assertThat(refused).hasMessage("example.rogue 2.0.0 " + DOES_NOT_END);
        assertThat(drivers.list()).isEmpty();
        assertThat(work.resolve("drivers/example.rogue.jar")).doesNotExist();
        assertThat(drivers.install(jar("3.0.0", "is good", "rogue"), MODULES).after().orElseThrow().version()).isEqualTo("3.0.0");
    }

    @ParameterizedTest
    @CsvSource({"stays", "throws when stopped"})
    void anOldVersionThatDoesNotStopDoesNotKeepTheNewOneOut(String conduct) throws Exception {
        drivers.update("rogue", jar("2.0.0", conduct, "rogue"), MODULES, Set.of());

        assertThat(drivers.update("rogue", jar("3.0.0", "is good", "rogue"), MODULES, Set.of()).after().orElseThrow().version()).isEqualTo("3.0.0");

        assertThat(drivers.list()).extracting(PluginBundle::version).containsExactly("3.0.0");
        loader.close();
        assertThat(drivers.list()).isEmpty();
    }

    /** It was good when it was installed; the jar on the disk has changed since. */
    @ParameterizedTest
    @CsvSource({"throws", "hangs", "is deaf"})
    void aKeptBundleThatDoesNotStartAnyMoreIsLeftOut(String conduct) throws Exception {
        loader.close();
        Files.copy(jar("2.0.0", conduct, "rogue"), work.resolve("drivers/example.rogue.jar"), StandardCopyOption.REPLACE_EXISTING);

        Plugins again = open();

        assertThat(again.list()).isEmpty();
    }

    @Test
    void aFrameworkWithABundleThatHangsEnds() throws Exception {
        refused(() -> drivers.update("rogue", jar("2.0.0", "hangs", "rogue"), MODULES, Set.of()));

        framework.stop();

        assertThat(framework.waitForStop(10_000).getType()).isEqualTo(FrameworkEvent.STOPPED);
        assertThat(framework.getState()).isEqualTo(Bundle.RESOLVED);
    }
}
