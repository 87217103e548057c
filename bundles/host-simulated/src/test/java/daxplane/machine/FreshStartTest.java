package daxplane.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import daxplane.host.Cancellation;
import daxplane.host.Errno;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.kernel.firmware.UnusableFile;
import daxplane.machine.host.SimulatedHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nobody can read what was recorded: the machine starts anew, its media stay, and the record is kept. */
class FreshStartTest {

    private static final String VALUE = CounterModule.PATH + "counter1/value";

    @TempDir
    private Path folder;
    private Path definition;
    private Path log;
    private final ModuleRegistry modules = Folders.shelf("1");

    @BeforeEach
    void bootAndUse() throws Exception {
        definition = Folders.counterDefinition(folder);
        log = folder.resolve("machine/volatile.log");
        try (var host = new SimulatedHost(Machine.open(Folders.settings(folder, definition), modules))) {
            write(host, "7");
            write(host, "8");
        }
    }

    private SimulatedHost open(ModuleRegistry from) throws UnusableFile, IOException {
        return new SimulatedHost(Machine.open(new MachineSettings(folder.resolve("machine"), Optional.empty(), UUID::randomUUID), from));
    }

    private static void write(Host host, String value) throws HostException {
        host.attributes().write(VALUE, value + "\n", Cancellation.NEVER);
    }

    private FreshStart freshStart(Optional<Path> named) {
        return new FreshStart(new MachineSettings(folder.resolve("machine"), named, UUID::randomUUID));
    }

    /** Ways in which a record goes bad. */
    enum Damage {
        FIRST_RECORD {
            @Override
            byte[] of(byte[] log) {
                log[30] ^= 1;
                return log;
            }
        },
        LENGTH_OF_A_RECORD {
            @Override
            byte[] of(byte[] log) {
                log[8 + 4] ^= 0x40;
                return log;
            }
        },
        IN_THE_MIDDLE {
            @Override
            byte[] of(byte[] log) {
                log[log.length / 2] ^= 8;
                return log;
            }
        },
        MAGIC {
            @Override
            byte[] of(byte[] log) {
                log[0] ^= 2;
                return log;
            }
        },
        EMPTY {
            @Override
            byte[] of(byte[] log) {
                return new byte[0];
            }
        },
        CUT_BEFORE_A_BOOT {
            @Override
            byte[] of(byte[] log) {
                return Arrays.copyOf(log, 60);
            }
        },
        TEXT {
            @Override
            byte[] of(byte[] log) {
                return "not a log at all".getBytes(StandardCharsets.US_ASCII);
            }
        };

        abstract byte[] of(byte[] log);
    }

    @ParameterizedTest
    @EnumSource
    void startsAnewAndKeepsTheRecord(Damage damage) throws Exception {
        byte[] damaged = damage.of(Files.readAllBytes(log));
        Files.write(log, damaged);
        assertThatExceptionOfType(UnusableFile.class).isThrownBy(() -> open(modules)).withMessageContaining("'power-loss' starts the machine anew");

        Path kept = freshStart(Optional.of(definition)).perform(modules).record();

        assertThat(kept).isEqualTo(log.resolveSibling("volatile.log.unreadable-1")).hasBinaryContent(damaged);
        try (var host = open(modules)) {
            assertThat(host.attributes().read("/proc/cmdline")).isEqualTo("quiet\n");
            write(host, "9");
        }
    }

    @Test
    void aFolderInItsPlaceIsSetAside() throws Exception {
        Files.delete(log);
        Files.createDirectory(log);
        assertThatExceptionOfType(UnusableFile.class).isThrownBy(() -> open(modules)).withMessageContaining("it is a folder");

        assertThat(freshStart(Optional.of(definition)).perform(modules).record()).isDirectory();

        open(modules).close();
    }

    @Test
    void nothingThatWasKeptIsOverwritten() throws Exception {
        for (int number = 1; number <= 3; number++) {
            Files.writeString(log, "bad " + number);
            assertThat(freshStart(Optional.of(definition)).perform(modules).record()).hasFileName("volatile.log.unreadable-" + number).hasContent("bad " + number);
        }
    }

    @Test
    void knowsItsDefinitionFromWhatCanBeRead() throws Exception {
        byte[] bytes = Files.readAllBytes(log);
        bytes[bytes.length / 2] ^= 1;
        Files.write(log, bytes);

        freshStart(Optional.empty()).perform(modules);

        try (var host = open(modules)) {
            assertThat(host.describe()).contains("counters");
        }
    }

    @Test
    void asksWhichMachineItWasWhenNothingTells() throws Exception {
        Files.write(log, new byte[0]);

        assertThatExceptionOfType(UnusableFile.class).isThrownBy(() -> freshStart(Optional.empty()).perform(modules))
                .withMessageContaining("name it with --machine");
        assertThat(log).isEmptyFile();
    }

    @Test
    void doesNotTakeAnotherMachinesDefinition() throws Exception {
        Files.write(log, new byte[0]);
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("machine.properties"), "name = other\nmodules = counter\n");

        assertThatExceptionOfType(UnusableFile.class).isThrownBy(() -> freshStart(Optional.of(other)).perform(modules))
                .withMessageContaining("name its own definition");
        assertThat(log).exists();
    }

    @Test
    void whatItBootsWithMustBeThere() throws Exception {
        Files.write(log, new byte[0]);

        assertThatExceptionOfType(UnusableFile.class).isThrownBy(() -> freshStart(Optional.of(definition)).perform(new ModuleRegistry()))
                .withMessageContaining("counter").withMessageContaining("driver install")
                .satisfies(refused -> assertThat(refused.errno()).isEqualTo(Errno.ENOENT));
        assertThat(log).exists();
    }

    @Test
    void whoeverDrivesTheMachineGoesOn() throws Exception {
        try (var driving = open(modules)) {
            write(driving, "10");
            byte[] bytes = Files.readAllBytes(log);
            bytes[0] ^= 1;
            Files.write(log, bytes);

            assertThatExceptionOfType(UnusableFile.class).isThrownBy(() -> freshStart(Optional.of(definition)).perform(modules))
                    .satisfies(refused -> assertThat(refused.errno()).isEqualTo(Errno.EBUSY));
        }
        assertThat(Arrays.copyOf(Files.readAllBytes(log), 1)).isNotEqualTo(new byte[] {'D'});
    }
}
