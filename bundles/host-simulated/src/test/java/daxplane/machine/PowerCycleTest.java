package daxplane.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.host.FailedCall;
import daxplane.host.HostException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RAM that the command line calls persistent: kept by a restart, lost with the power, as a whole and also when the process is killed. */
class PowerCycleTest {

    private static final long IN_RAM = 4L << 30;
    private static final long FIRMWARES = 8L << 30;
    private static final byte[] TEXT = "contents".getBytes();

    @TempDir
    private Path folder;
    private Path definition;

    @BeforeEach
    void define() throws Exception {
        definition = Files.createDirectory(folder.resolve("definition"));
        Files.writeString(definition.resolve("machine.properties"), "name = ram\nkernel.command-line = memmap=16M!4G\n"
                + "memory.persistent = 200000000-200ffffff\n");
    }

    private Machine open() throws Exception {
        return Machine.open(Folders.settings(folder, definition), Folders.shelf("first"));
    }

    private static void write(Machine machine, long address) throws HostException {
        machine.change(FailedCall.WRITE, "/", kernel -> {
            try {
                kernel.media().write(address, TEXT);
                kernel.media().flush();
            } catch (daxplane.kernel.KernelException failure) {
                throw new HostException(failure.errno(), FailedCall.WRITE, "/");
            }
            return null;
        });
    }

    private static byte[] read(Machine machine, long address) throws Exception {
        return machine.look(kernel -> kernel.media().read(address, TEXT.length));
    }

    @Test
    void aRestartKeepsIt() throws Exception {
        try (Machine machine = open()) {
            write(machine, IN_RAM);
            machine.reboot();
            assertThat(read(machine, IN_RAM)).isEqualTo(TEXT);
        }
    }

    @Test
    void aPowerCycleLosesItAndWhatTheFirmwareVouchesForStays() throws Exception {
        try (Machine machine = open()) {
            write(machine, IN_RAM);
            write(machine, FIRMWARES);
            machine.powerCycle();
            assertThat(read(machine, IN_RAM)).containsOnly(0);
            assertThat(read(machine, FIRMWARES)).isEqualTo(TEXT);
            write(machine, IN_RAM + 4096);
            assertThat(read(machine, IN_RAM)).containsOnly(0);
        }
        try (Machine again = open()) {
            assertThat(read(again, IN_RAM)).containsOnly(0);
            assertThat(read(again, IN_RAM + 4096)).isEqualTo(TEXT);
        }
    }

    @Test
    void soDoesAPowerFailure() throws Exception {
        try (Machine machine = open()) {
            write(machine, IN_RAM);
            machine.powerLoss(1);
            assertThat(read(machine, IN_RAM)).containsOnly(0);
        }
    }

    /** The record of the new boot makes it happen: a file that was not emptied in time is emptied by the next start. */
    @Test
    void aProcessThatEndsInBetweenLeavesItToTheNext() throws Exception {
        Path image = folder.resolve("machine/memmap0.img");
        byte[] before;
        try (Machine machine = open()) {
            write(machine, IN_RAM);
            machine.reboot();
            before = Files.readAllBytes(image);
            machine.powerCycle();
        }
        Files.write(image, before);

        try (Machine again = open()) {
            assertThat(read(again, IN_RAM)).containsOnly(0);
        }
    }
}
