package daxplane.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import daxplane.host.FailedCall;
import daxplane.host.HostException;
import daxplane.kernel.KernelException;
import daxplane.kernel.firmware.UnusableFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory that no table describes is known by its range, whatever its number is: its contents go with it. */
class MemmapMediaTest {

    private static final long FOUR = 4L << 30;
    private static final long FIVE = 5L << 30;
    private static final long SIX = 6L << 30;

    @TempDir
    private Path folder;
    private Path definition;
    private Path state;

    @BeforeEach
    void define() throws Exception {
        definition = Folders.counterDefinition(folder);
        state = folder.resolve("machine");
        Path properties = definition.resolve("machine.properties");
        Files.writeString(properties, Files.readString(properties).replaceAll("(?m)^(kernel.command-line|e820.pmem).*$", ""));
    }

    private void commandLine(String words) throws Exception {
        Path properties = definition.resolve("machine.properties");
        Files.writeString(properties, Files.readString(properties).replaceAll("(?m)^kernel.command-line.*\n", "") + "\nkernel.command-line = " + words + "\n");
    }

    private Machine open() throws Exception {
        return Machine.open(Folders.settings(folder, definition), Folders.shelf("first"));
    }

    private static void write(Machine machine, long address) throws HostException {
        machine.change(FailedCall.WRITE, "/", kernel -> {
            try {
                kernel.media().write(address, ByteBuffer.allocate(8).putLong(address).array());
                kernel.media().flush();
            } catch (KernelException failure) {
                throw new HostException(failure.errno(), FailedCall.WRITE, "/");
            }
            return null;
        });
    }

    private static long read(Machine machine, long address) throws Exception {
        return ByteBuffer.wrap(machine.look(kernel -> kernel.media().read(address, 8))).getLong();
    }

    @Test
    void aRangeThatIsToldBeforeAnotherOneLaterKeepsItsContents() throws Exception {
        commandLine("memmap=1M!5G");
        try (Machine machine = open()) {
            write(machine, FIVE);
            commandLine("memmap=1M!5G memmap=1M!4G");
            machine.reboot();
            assertThat(read(machine, FIVE)).isEqualTo(FIVE);
            assertThat(read(machine, FOUR)).isZero();
            write(machine, FOUR);
        }
        try (Machine again = open()) {
            assertThat(read(again, FIVE)).isEqualTo(FIVE);
            assertThat(read(again, FOUR)).isEqualTo(FOUR);
        }
        assertThat(Files.readString(state.resolve("memmap.ranges"))).isEqualTo("memmap0.img 140000000-1400fffff\nmemmap1.img 100000000-1000fffff\n");
    }

    @Test
    void aRangeThatIsGoneForABootComesBackWithItsContents() throws Exception {
        commandLine("memmap=1M!4G,1M!5G");
        try (Machine machine = open()) {
            write(machine, FOUR);
            write(machine, FIVE);
            commandLine("memmap=1M!5G memmap=1M!6G");
            machine.reboot();
            assertThat(read(machine, FIVE)).isEqualTo(FIVE);
            assertThat(read(machine, SIX)).as("new memory").isZero();
            commandLine("memmap=1M!4G");
            machine.reboot();
            assertThat(read(machine, FOUR)).isEqualTo(FOUR);
        }
    }

    /** What version 0.1 recorded speaks of region0 at 5G; this version counts from below. */
    @Test
    void whatAnOlderVersionCountedOtherwiseIsNotSwappedInSilence() throws Exception {
        commandLine("memmap=1M!5G memmap=1M!4G");
        try (Machine machine = open()) {
            write(machine, FOUR);
            write(machine, FIVE);
            machine.reboot();
        }
        Files.delete(state.resolve("memmap.ranges"));
        Path spare = state.resolve("spare");
        Files.move(state.resolve("memmap0.img"), spare);
        Files.move(state.resolve("memmap1.img"), state.resolve("memmap0.img"));
        Files.move(spare, state.resolve("memmap1.img"));

        assertThatExceptionOfType(UnusableFile.class).isThrownBy(this::open)
                .withMessageContaining("took its kernel.command-line for 140000000-1400fffff, 100000000-1000fffff where this one finds 100000000-1000fffff, 140000000-1400fffff")
                .withMessageContaining("'power-loss' starts the machine anew");

        new FreshStart(Folders.settings(folder, definition)).perform(Folders.shelf("first"));
        try (Machine anew = open()) {
            assertThat(read(anew, FOUR)).isIn(FOUR, 0L);
            assertThat(read(anew, FIVE)).isIn(FIVE, 0L);
        }
        assertThat(Files.readString(state.resolve("memmap.ranges"))).isEqualTo("memmap0.img 140000000-1400fffff\nmemmap1.img 100000000-1000fffff\n");
    }

    @Test
    void whatAnOlderVersionCutOtherwiseStartsAnewAndKeepsItsFiles() throws Exception {
        commandLine("memmap=1M!4G memmap=1M!0x100080000");
        try (Machine machine = open()) {
            machine.reboot();
        }
        for (String file : new String[] {"memmap.ranges", "memmap0.img", "memmap1.img", "memmap2.img"}) {
            Files.deleteIfExists(state.resolve(file));
        }
        for (String file : new String[] {"memmap0.img", "memmap1.img"}) {
            Files.write(state.resolve(file), new byte[1 << 20]);
        }

        assertThatExceptionOfType(UnusableFile.class).isThrownBy(this::open).withMessageContaining("an older version booted this machine");
        new FreshStart(Folders.settings(folder, definition)).perform(Folders.shelf("first"));

        open().close();
        assertThat(Files.readString(state.resolve("memmap.ranges"))).startsWith("memmap0.img 100000000-1000fffff\nmemmap1.img 100080000-10017ffff\nmemmap2.img ");
    }

    @Test
    void anOlderVersionThatCountedTheSameWayIsOpened() throws Exception {
        commandLine("memmap=1M!4G memmap=1M!5G");
        try (Machine machine = open()) {
            write(machine, FIVE);
        }
        Files.delete(state.resolve("memmap.ranges"));

        try (Machine again = open()) {
            assertThat(read(again, FIVE)).isEqualTo(FIVE);
        }
    }

    @Test
    void linesThatSayNothingAreRefused() throws Exception {
        commandLine("memmap=1M!4G");
        open().close();
        Files.writeString(state.resolve("memmap.ranges"), "memmap0.img everything\n");

        assertThatExceptionOfType(UnusableFile.class).isThrownBy(this::open).withMessageContaining("it does not say which file holds which range");
    }
}
