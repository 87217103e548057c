package daxplane.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import daxplane.host.Cancellation;
import daxplane.host.Errno;
import daxplane.host.FailedCall;
import daxplane.host.Holders.Holder;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.inventory.DeviceUse.Kind;
import daxplane.kernel.firmware.UnusableFile;
import daxplane.machine.host.SimulatedHost;
import daxplane.simulation.FaultInjection.Pin;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {

    private static final String VALUE = CounterModule.PATH + "counter1/value";
    private static final String WAIT = CounterModule.PATH + "counter1/wait";

    @TempDir
    private Path folder;
    private Path definition;
    private final ModuleRegistry shelf = Folders.shelf("1");
    private final List<SimulatedHost> open = new ArrayList<>();

    @BeforeEach
    void define() throws IOException {
        definition = Folders.counterDefinition(folder);
    }

    @AfterEach
    void closeAll() {
        open.forEach(SimulatedHost::close);
    }

    private SimulatedHost open() throws UnusableFile, IOException {
        return open(folder);
    }

    private SimulatedHost open(Path state) throws UnusableFile, IOException {
        SimulatedHost host = new SimulatedHost(Machine.open(Folders.settings(state, definition), shelf));
        open.add(host);
        return host;
    }

    private static void write(Host host, String path, String value) throws HostException {
        host.attributes().write(path, value + "\n", Cancellation.NEVER);
    }

    private static String read(Host host, String path) throws HostException {
        return host.attributes().read(path).strip();
    }

    private static int label(Host host, int offset) throws HostException {
        return CounterModule.valueIn(host.labelAreas().read("nmem0", offset, 8)).orElseThrow();
    }

    @Test
    void outlivesTheProcess() throws Exception {
        SimulatedHost first = open();
        write(first, VALUE, "5");
        String boot = first.bootId();
        String iomem = read(first, "/proc/iomem");
        first.close();

        SimulatedHost second = open();

        assertThat(read(second, VALUE)).isEqualTo("5");
        assertThat(label(second, 8192)).isEqualTo(5);
        assertThat(second.bootId()).isEqualTo(boot).isEqualTo(read(second, "/proc/sys/kernel/random/boot_id"));
        assertThat(read(second, "/proc/iomem")).isEqualTo(iomem).contains("febf8000-febfbfff : virtio-pci-modern");
        assertThat(second.describe()).isEqualTo("simulated machine counters, Linux 6.12.0");
    }

    @Test
    void aRebootLosesVolatileStateAndKeepsMedia() throws Exception {
        SimulatedHost host = open();
        write(host, VALUE, "5");
        write(host, CounterModule.PATH + "counter0/unflushed", "77");
        String boot = host.bootId();
        long mark = host.changes().mark();

        host.power().orElseThrow().reboot();

        assertThat(read(host, VALUE)).isEqualTo("0");
        assertThat(label(host, 0)).isEqualTo(5);
        assertThat(label(host, 8)).as("written and not flushed before an orderly restart").isEqualTo(77);
        assertThat(host.bootId()).isNotEqualTo(boot);
        assertThat(host.changes().since(mark).complete()).isFalse();
        host.close();
        assertThat(read(open(), VALUE)).isEqualTo("0");
    }

    /** The ioctl that wrote it has returned: whatever the power takes, it does not take that. */
    @Test
    void aLabelAreaThatWasWrittenOutlivesEveryPowerLoss() throws Exception {
        SimulatedHost host = open();
        for (int i = 1; i <= 16; i++) {
            byte[] written = ByteBuffer.allocate(64).putLong(i).putLong(56, -i).array();
            host.labelAreas().write("nmem0", 4096 * 3, written);

            host.power().orElseThrow().powerLoss();

            assertThat(host.labelAreas().read("nmem0", 4096 * 3, 64)).as("power loss %d", i).isEqualTo(written);
        }
    }

    @Test
    void powerLossMayTakeWhatWasNotFlushed() throws Exception {
        SimulatedHost host = open();
        List<Integer> survived = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            write(host, VALUE, Integer.toString(i));
            write(host, CounterModule.PATH + "counter0/unflushed", Integer.toString(i));
            host.power().orElseThrow().powerLoss();
            assertThat(label(host, 0)).as("flushed").isEqualTo(i);
            survived.add(label(host, 8) == i ? 1 : 0);
        }
        assertThat(survived).as("a coin decides").contains(0, 1);
    }

    @Test
    void unflushedWritesOutliveTheProcessAndNotThePower() throws Exception {
        SimulatedHost host = open();
        write(host, CounterModule.PATH + "counter0/unflushed", "9");
        host.close();

        SimulatedHost again = open();

        assertThat(label(again, 8)).isEqualTo(9);
        try (RandomAccessFile media = new RandomAccessFile(folder.resolve("machine/dimm0.img").toFile(), "r")) {
            media.seek((2L << 30) + 8);
            assertThat(media.readLong()).as("it is in no media file").isZero();
        }
    }

    @Test
    void manyMayLookAndOneDrives() throws Exception {
        SimulatedHost driver = open();
        SimulatedHost watcher = open();
        write(driver, VALUE, "3");

        assertThatExceptionOfType(HostException.class).isThrownBy(() -> write(watcher, VALUE, "4"))
                .satisfies(refused -> assertThat(refused.errno()).isEqualTo(Errno.EBUSY))
                .withMessageContaining("process " + ProcessHandle.current().pid() + " drives this machine");

        assertThat(read(open(), VALUE)).as("who comes later sees it").isEqualTo("3");
        driver.close();
        write(watcher, VALUE, "4");
        assertThat(read(watcher, CounterModule.PATH + "counter2/value")).isEqualTo("4");
    }

    @Test
    void whoStartsToDriveSeesWhatAnotherDidBefore() throws Exception {
        SimulatedHost early = open();
        SimulatedHost other = open();
        write(other, VALUE, "3");
        other.close();
        long mark = early.changes().mark();

        write(early, CounterModule.PATH + "counter0/unflushed", "1");

        assertThat(read(early, VALUE)).isEqualTo("3");
        assertThat(early.changes().since(mark).complete()).isFalse();
    }

    @Test
    void aDirectoryThatCanNotBeWrittenIsLookedAt() throws Exception {
        org.junit.jupiter.api.Assumptions.assumeFalse("root".equals(System.getProperty("user.name")), "root may write everywhere");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
        SimulatedHost host = open();

        assertThat(read(host, VALUE)).isEqualTo("0");
        assertThatExceptionOfType(HostException.class).isThrownBy(() -> write(host, VALUE, "4"))
                .satisfies(refused -> assertThat(refused.errno()).isEqualTo(Errno.EROFS));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void aStateFolderThatCanNotBeMadeIsLookedAtInMemory() throws Exception {
        SimulatedHost host = open(Path.of("/proc/daxplane"));       // nobody makes directories there, root included

        assertThat(read(host, VALUE)).isEqualTo("0");
        assertThat(host.labelAreas().size("nmem0").areaBytes()).isEqualTo(128 << 10);
        assertThatExceptionOfType(HostException.class).isThrownBy(() -> write(host, VALUE, "4"))
                .satisfies(refused -> assertThat(refused.errno()).isEqualTo(Errno.EROFS));
    }

    @Test
    void aStateFolderThatIsAFileIsRefused() throws Exception {
        Files.writeString(folder.resolve("machine"), "in the way");

        assertThatExceptionOfType(NotDirectoryException.class).isThrownBy(this::open).withMessageEndingWith("machine");
    }

    @Test
    void aWriteThatBlocksLetsOthersInAndEndsWithItsReason() throws Exception {
        SimulatedHost host = open();
        host.faults().pin(7, Pin.HELD);
        CompletableFuture<Integer> blocked = startWaiting(host, "8", Cancellation.NEVER);

        assertThat(blocked).isNotDone();
        assertThat(read(host, VALUE)).isEqualTo("0");
        write(host, VALUE, "6");
        assertThat(blocked).isNotDone();
        host.faults().unpin(7);

        assertThat(blocked.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(read(host, VALUE)).isEqualTo("8");
        host.close();
        assertThat(read(open(), VALUE)).isEqualTo("8");
    }

    @Test
    void aBlockedWriteEndsWithEintrWhenItIsCancelled() throws Exception {
        SimulatedHost host = open();
        host.faults().pin(7, Pin.HELD);
        Cancellation cancellation = new Cancellation();
        CompletableFuture<Integer> blocked = startWaiting(host, "8", cancellation);

        cancellation.cancel();

        assertThat(blocked).failsWithin(10, TimeUnit.SECONDS).withThrowableThat().havingRootCause()
                .isInstanceOfSatisfying(HostException.class, refused -> assertThat(refused.errno()).isEqualTo(Errno.EINTR));
        assertThat(read(host, VALUE)).isEqualTo("0");
    }

    @Test
    void aBlockedWriteEndsWhenTheMachineReboots() throws Exception {
        SimulatedHost host = open();
        host.faults().pin(7, Pin.HELD);
        CompletableFuture<Integer> blocked = startWaiting(host, "8", Cancellation.NEVER);

        host.power().orElseThrow().reboot();

        assertThat(blocked).failsWithin(10, TimeUnit.SECONDS).withThrowableThat().havingRootCause()
                .isInstanceOfSatisfying(HostException.class, refused -> assertThat(refused.errno()).isEqualTo(Errno.EINTR));
        assertThat(read(host, VALUE)).isEqualTo("0");
    }

    /** Returns when the write waits inside the kernel. */
    private static CompletableFuture<Integer> startWaiting(SimulatedHost host, String value, Cancellation cancellation) {
        CompletableFuture<Integer> write = CompletableFuture.supplyAsync(() -> {
            try {
                return host.attributes().write(WAIT, value, cancellation);
            } catch (HostException refused) {
                throw new java.util.concurrent.CompletionException(refused);
            }
        });
        while (!write.isDone() && host.waitingCalls() == 0) {
            Thread.onSpinWait();
        }
        return write;
    }

    @Test
    void anotherVersionOfAModuleTakesOverWhatTheOldOneHas() throws Exception {
        ModuleRegistry own = Folders.shelf("1");
        try (Machine machine = Machine.open(Folders.settings(folder, definition), own)) {
            SimulatedHost host = new SimulatedHost(machine);
            write(host, VALUE, "5");

            machine.arrived(new CounterModule("2"));

            assertThat(read(host, "/sys/module/counter/version")).isEqualTo("2");
            assertThat(read(host, VALUE)).isEqualTo("5");
            machine.arrived(new CounterModule("broken"));
            assertThat(read(host, "/sys/module/counter/version")).as("the one that works stays").isEqualTo("2");
            assertThat(host.messages()).anyMatch(line -> line.contains("the new version does not work"));
            write(host, VALUE, "6");
            assertThat(label(host, 0)).isEqualTo(6);
        }
    }

    @Test
    void anExchangeWaitsUntilNoCallIsInside() throws Exception {
        try (Machine machine = Machine.open(Folders.settings(folder, definition), Folders.shelf("1"))) {
            SimulatedHost host = new SimulatedHost(machine);
            host.faults().pin(7, Pin.HELD);
            CompletableFuture<Integer> blocked = startWaiting(host, "8", Cancellation.NEVER);

            machine.arrived(new CounterModule("2"));

            assertThat(read(host, "/sys/module/counter/version")).isEqualTo("1");
            host.faults().unpin(7);
            assertThat(blocked.get(10, TimeUnit.SECONDS)).isEqualTo(1);
            assertThat(read(host, "/sys/module/counter/version")).isEqualTo("2");
            assertThat(read(host, VALUE)).isEqualTo("8");
        }
    }

    @Test
    void labelAreasAnswerAsTheConfigDataCalls() throws Exception {
        SimulatedHost host = open();

        assertThat(host.labelAreas().size("nmem0").areaBytes()).isEqualTo(128 << 10);
        assertRefused(() -> host.labelAreas().size("nmem9"), Errno.ENOENT, FailedCall.OPEN);
        assertRefused(() -> host.labelAreas().write("nmem1", 0, new byte[8]), Errno.EBUSY, FailedCall.IOCTL);
        assertRefused(() -> host.labelAreas().read("nmem0", (128 << 10) - 1, 2), Errno.EINVAL, FailedCall.IOCTL);
        host.labelAreas().write("nmem2", 3, new byte[] {1, 2, 3});
        assertThat(host.labelAreas().read("nmem2", 2, 5)).containsExactly(0, 1, 2, 3, 0);
    }

    @Test
    void blockDevicesAreOpenedByOneAndNotUnderAFileSystem() throws Exception {
        SimulatedHost host = open();
        Holder mounted = new Holder(Kind.MOUNTED, 0, "ext4 on /mnt");
        host.faults().hold("counter1", mounted);
        host.faults().hold("counter0", new Holder(Kind.OPEN, 4711, "fio"));

        // The toy disk belongs to no class block, so it is found by nobody.
        assertRefused(() -> host.blockMedia().openExclusive("counter0"), Errno.ENOENT, FailedCall.OPEN);
        assertThat(host.holders().of("counter1")).containsExactly(mounted);
        assertRefused(() -> host.holders().of("pmem9"), Errno.ENOENT, FailedCall.OPEN);
        host.faults().letGo("counter1", mounted);
        assertThat(host.holders().of("counter1")).isEmpty();
    }

    private interface Refused {
        void run() throws HostException;
    }

    private static void assertRefused(Refused call, Errno errno, FailedCall stage) {
        assertThatExceptionOfType(HostException.class).isThrownBy(call::run)
                .satisfies(refused -> assertThat(refused.errno()).isEqualTo(errno))
                .satisfies(refused -> assertThat(refused.stage()).isEqualTo(stage));
    }

    @Test
    void powerThatFailsInAWriteTakesTheCallWithIt() throws Exception {
        SimulatedHost host = open();
        write(host, VALUE, "5");
        host.faults().failPowerAfter(2, 42);

        assertRefused(() -> write(host, VALUE, "6"), Errno.EIO, FailedCall.POWER);

        assertThat(read(host, VALUE)).as("booted").isEqualTo("0");
        assertThat(label(host, 0)).as("written before, not flushed").isIn(5, 6);
        assertThat(label(host, 8192)).as("the write that was cut off").isEqualTo(5);
    }

    @Test
    void failingMediaAreAnIoError() throws Exception {
        SimulatedHost host = open();
        host.faults().failMediaWritesAfter(1);

        assertRefused(() -> write(host, VALUE, "6"), Errno.EIO, FailedCall.WRITE);
        host.faults().failMediaWritesAfter(-1);
        write(host, VALUE, "7");

        assertThat(label(host, 8192)).isEqualTo(7);
    }

    @Test
    void theLogIsWrittenAnewBeforeItGrowsWithoutBound() throws Exception {
        SimulatedHost host = open();
        Path log = folder.resolve("machine/volatile.log");
        long longest = 0;
        for (int i = 0; i < 150; i++) {
            host.labelAreas().write("nmem0", 32 << 10, new byte[64 << 10]);
            write(host, VALUE, Integer.toString(i));
            longest = Math.max(longest, Files.size(log));
        }

        assertThat(longest).as("9 MiB were written").isBetween(1L << 20, 5L << 20);
        host.close();
        assertThat(read(open(), VALUE)).isEqualTo("149");
    }

    @Test
    void aDamagedLogIsRefusedAndAnIncompleteOneIsCut() throws Exception {
        SimulatedHost host = open();
        write(host, VALUE, "1");
        write(host, VALUE, "2");
        host.close();
        Path log = folder.resolve("machine/volatile.log");
        byte[] whole = Files.readAllBytes(log);

        Files.write(log, java.util.Arrays.copyOf(whole, whole.length - 3));
        SimulatedHost cut = open();
        assertThat(read(cut, VALUE)).as("the last call has not happened").isEqualTo("1");
        cut.close();

        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 4;
        Files.write(log, flipped);
        assertThatExceptionOfType(UnusableFile.class).isThrownBy(this::open).withMessageContaining("a record is damaged, and later ones are not");

        Files.writeString(log, "something else");
        assertThatExceptionOfType(UnusableFile.class).isThrownBy(this::open).withMessageContaining("no volatile state");
    }

    @Test
    void whatNoModuleCanReadIsRefusedAndKept() throws Exception {
        open().close();

        assertThatExceptionOfType(UnusableFile.class)
                .isThrownBy(() -> Machine.open(Folders.settings(folder, definition), Folders.shelf("broken")))
                .withMessageContaining("volatile.log").withMessageContaining("does not start").withMessageContaining("power-loss").satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("remove"));
    }

    @Test
    void aMachineStaysWhatItIs() throws Exception {
        open().close();
        Path other = folder.resolve("other");
        Files.createDirectories(other);
        Files.writeString(other.resolve("machine.properties"), "name = other\n");

        assertThatExceptionOfType(UnusableFile.class)
                .isThrownBy(() -> Machine.open(Folders.settings(folder, other), shelf))
                .withMessageContaining("it holds the machine counters, not other");
    }

    @Test
    void aRebootReadsTheDefinitionAgain() throws Exception {
        SimulatedHost host = open();
        Path properties = definition.resolve("machine.properties");
        Files.writeString(properties, Files.readString(properties).replace("quiet", "loud"));
        assertThat(read(host, "/proc/cmdline")).isEqualTo("quiet");

        host.power().orElseThrow().reboot();
        assertThat(read(host, "/proc/cmdline")).isEqualTo("loud");

        Files.write(definition.resolve("NFIT.bin"), new byte[100]);
        assertThatExceptionOfType(HostException.class).isThrownBy(() -> host.power().orElseThrow().reboot()).withMessageContaining("NFIT.bin");
        assertThat(read(host, "/proc/cmdline")).as("goes on").isEqualTo("loud");
    }
}
