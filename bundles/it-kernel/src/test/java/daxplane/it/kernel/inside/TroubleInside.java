package daxplane.it.kernel.inside;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.control.Actor;
import daxplane.control.Command;
import daxplane.control.Mode;
import daxplane.control.Options;
import daxplane.control.Outcome;
import daxplane.control.engine.Limits;
import daxplane.control.plane.LocalControlPlane;
import daxplane.control.plane.StateDirectory;
import daxplane.events.Event;
import daxplane.host.Cancellation;
import daxplane.host.Errno;
import daxplane.host.linux.LinuxHost;
import daxplane.host.sysfs.SysfsReader;
import daxplane.inventory.Difference;
import daxplane.inventory.Inventory;
import daxplane.journal.disk.FileJournals;
import daxplane.modes.Devdax;
import daxplane.modes.SystemRam;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What can go wrong on a real machine while memory is handed over: each time a clear error or the right result, a journal
 * that tells it, nothing lost, and the kernel's policy as it was. Runs inside of a guest, as root.
 */
class TroubleInside {

    private static final Actor ROOT = new Actor("root", "");
    private static final List<Mode> MODES = List.of(new SystemRam(), new Devdax());
    private static final String MEMORY = "/sys/devices/system/memory";
    private static final String AUTO_ONLINE = MEMORY + "/auto_online_blocks";

    @TempDir
    Path state;

    private LinuxHost kernel;
    private MeddledHost host;
    private LocalControlPlane control;
    private String policy;
    private Inventory before;

    @BeforeEach
    void open() throws Exception {
        kernel = LinuxHost.open();
        host = new MeddledHost(kernel);
        policy = kernel.attributes().read(AUTO_ONLINE);
        kernel.attributes().write(AUTO_ONLINE, "online\n", Cancellation.NEVER);
        kernel.changes().settle(Duration.ofSeconds(60));
        control = new LocalControlPlane(host, new SysfsReader(kernel.attributes()), new StateDirectory(state, new FileJournals()), () -> MODES,
                Limits.DEFAULT, System::nanoTime);
        before = look();
        assertThat(before.daxDevices().get("dax0.0").driver()).contains("device_dax");
    }

    @AfterEach
    void nothingIsLostAndTheJournalIsIntact() throws Exception {
        try {
            release();
            assertThat(kernel.attributes().read(AUTO_ONLINE)).isEqualTo("online\n");
            assertThat(control.journal().verify().damage()).isEmpty();
            assertThat(Difference.between(before, withoutModule(look()))).as("left behind").isEmpty();
        } finally {
            control.close();
            kernel.attributes().write(AUTO_ONLINE, policy, Cancellation.NEVER);
            kernel.close();
        }
    }

    /** Whether kmem is loaded is nobody's loss. */
    private Inventory withoutModule(Inventory seen) throws Exception {
        if (!before.modules().contains("kmem") && seen.modules().contains("kmem")) {
            kernel.modules().unload("kmem");
            return look();
        }
        return seen;
    }

    private Inventory look() throws Exception {
        return new SysfsReader(kernel.attributes()).look();
    }

    private Outcome assign() {
        return control.execute(new Command.Assign("dax0.0", "system-ram", Options.NONE), ROOT);
    }

    private void release() {
        assertThat(control.execute(new Command.Release("dax0.0", Options.NONE), ROOT)).isInstanceOf(Outcome.Done.class);
    }

    private static void isUndone(Outcome outcome, Errno errno, String what) {
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        var failed = (Outcome.Failed) outcome;
        assertThat(failed.errno()).as(failed.what()).isEqualTo(errno);
        assertThat(failed.what()).contains(what);
        assertThat(failed.leftBehind()).isEmpty();
    }

    private List<Event> journal() throws Exception {
        var events = new ArrayList<Event>();
        var journal = control.journal();
        journal.read(1, journal.head(), record -> events.add(record.event()));
        return events;
    }

    private static void shell(String command) {
        try {
            var process = new ProcessBuilder("/bin/sh", "-c", command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes());
            assertThat(process.waitFor()).as(command + ": " + said).isZero();
        } catch (java.io.IOException | InterruptedException failed) {
            throw new AssertionError(command, failed);
        }
    }

    @Test
    void aModuleThatDoesNotLoadEndsTheOperationBeforeAnythingElse() throws Exception {
        boolean loaded = before.modules().contains("kmem");
        if (loaded) {
            kernel.modules().unload("kmem");
        }
        Path forbidden = Files.writeString(Path.of("/etc/modprobe.d/no-kmem.conf"), "install kmem /bin/false\n");
        try {
            var outcome = assign();

            assertThat(outcome).isInstanceOf(Outcome.Failed.class);
            assertThat(((Outcome.Failed) outcome).what()).contains("modprobe kmem");
            assertThat(((Outcome.Failed) outcome).leftBehind()).isEmpty();
            assertThat(look().daxDevices().get("dax0.0").driver()).contains("device_dax");
            assertThat(journal()).filteredOn(Event.StepFailed.class::isInstance).hasSize(1);
            assertThat(kernel.attributes().read(AUTO_ONLINE)).isEqualTo("online\n");
        } finally {
            Files.delete(forbidden);
            if (loaded) {
                kernel.modules().load("kmem");
            }
        }
    }

    @Test
    void aReadOnlySysIsRefusedWithAHint() throws Exception {
        shell("mount -o remount,bind,ro /sys");
        try {
            var outcome = assign();

            assertThat(outcome).isInstanceOf(Outcome.Failed.class);
            isUndone(outcome, Errno.EROFS, AUTO_ONLINE);
            assertThat(journal()).filteredOn(Event.OperationEnded.class::isInstance).hasSize(1);
        } finally {
            shell("mount -o remount,bind,rw /sys");
        }
    }

    @Test
    void aDeviceThatVanishesBetweenPlanAndStepIsToldAndThePolicyRestored() throws Exception {
        String namespace = before.daxDevices().get("dax0.0").namespace().orElseThrow();
        host.before("/device_dax/unbind", () -> shell("ndctl disable-namespace " + namespace));
        try {
            var outcome = assign();

            assertThat(outcome).isInstanceOf(Outcome.Failed.class);
            assertThat(((Outcome.Failed) outcome).errno()).isEqualTo(Errno.ENODEV);
            assertThat(look().daxDevices()).doesNotContainKey("dax0.0");
            assertThat(kernel.attributes().read(AUTO_ONLINE)).isEqualTo("online\n");
            assertThat(journal()).anySatisfy(event -> assertThat(event).isInstanceOfSatisfying(Event.StepFailed.class,
                    failed -> assertThat(failed.toString()).contains("unbind")));
        } finally {
            shell("ndctl enable-namespace " + namespace);
            kernel.changes().settle(Duration.ofSeconds(60));
        }
    }

    /** It onlines our blocks as fast as it can, in a zone of the kernel's choice. */
    @Test
    void anotherOnlinerThatRacesUsLeadsToTheRightResultOrAClearError() throws Exception {
        var racer = new ProcessBuilder("/bin/sh", "-c",
                "while :; do for b in 33 34 35; do echo online > " + MEMORY + "/memory$b/state; done; done 2>/dev/null").start();
        try {
            var outcome = assign();

            switch (outcome) {
                case Outcome.Done _ -> assertThat(look().blocks().subMap(33L, 36L).values()).hasSize(3).allMatch(block -> block.online());
                case Outcome.Failed(var _, var _, var errno, var what, var _, var _, var _) -> {
                    assertThat(errno).as(what).isIn(Errno.EINVAL, Errno.EBUSY, Errno.EIO);
                    assertThat(what).isNotBlank();
                }
                default -> throw new AssertionError(outcome);
            }
            assertThat(kernel.attributes().read(AUTO_ONLINE)).isEqualTo("online\n");
        } finally {
            racer.destroyForcibly().waitFor();
        }
    }

    @Test
    @Timeout(120)
    void givingUpAReleaseThatBlocksEndsInEintrAndBringsBackWhatWasTaken() throws Exception {
        assertThat(assign()).isInstanceOf(Outcome.Done.class);
        try (var _ = PinnedMemory.on(2)) {
            var answer = new CompletableFuture<Outcome>();
            Thread.ofPlatform().start(() -> answer.complete(control.execute(new Command.Release("dax0.0", Options.NONE), ROOT)));
            // The pinned pages are in the block that came online first and is taken offline last.
            while (!answer.isDone() && !kernel.attributes().read(MEMORY + "/memory33/state").equals("going-offline\n")) {
                Thread.onSpinWait();
            }
            assertThat(control.cancel()).isTrue();
            var outcome = answer.get(60, TimeUnit.SECONDS);

            isUndone(outcome, Errno.EINTR, "EINTR at write");
            assertThat(look().blocks().subMap(33L, 36L).values()).allMatch(block -> block.online());
            assertThat(kernel.attributes().read(AUTO_ONLINE)).isEqualTo("online\n");
        }
    }
}
