package daxplane.control.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.control.Command;
import daxplane.control.ControlException;
import daxplane.control.Options;
import daxplane.control.Outcome;
import daxplane.control.engine.Limits;
import daxplane.fixtures.kernel.FakeMachine;
import daxplane.events.Cause;
import daxplane.host.Errno;
import daxplane.inventory.Ownership;
import daxplane.journal.disk.FileJournals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The control plane on a real journal in a real state directory. */
class OnDiskTest {

    /** As while an operation is under way: the right to write is not given back between two commands. */
    private static final Limits HOLDING_ON = new Limits(Limits.DEFAULT.effect(), Limits.DEFAULT.grace(), Limits.DEFAULT.settle(), Limits.DEFAULT.turn());

    @TempDir
    private Path temporary;

    private final FakeMachine machine = FakeMachine.twoDevices();

    private LocalControlPlane open(Path state) {
        return new LocalControlPlane(machine, machine, new StateDirectory(state, new FileJournals()), () -> Plane.MODES, HOLDING_ON, System::nanoTime);
    }

    private static Outcome assign(LocalControlPlane control) {
        return control.execute(new Command.Assign("dax0.0", "system-ram", Options.NONE), Plane.ROOT);
    }

    private static Outcome release(LocalControlPlane control) {
        return control.execute(new Command.Release("dax0.0", Options.NONE), Plane.ROOT);
    }

    @Test
    void readingMakesNothing() throws Exception {
        Path state = temporary.resolve("state");
        try (var control = open(state)) {
            assertThat(control.picture().inventory().daxDevices()).hasSize(2);
            assertThat(control.drift().rows()).isEmpty();
            assertThat(control.journal().head()).isZero();
        }
        assertThat(state).doesNotExist();
    }

    @Test
    void goesOnWhereTheLastProcessStopped() throws Exception {
        Path state = temporary.resolve("state");
        try (var control = open(state)) {
            assertThat(assign(control)).isInstanceOf(Outcome.Done.class);
        }
        machine.boot();
        try (var control = open(state)) {
            assertThat(control.drift().exitCode()).isEqualTo(5);
            assertThat(control.start().newBoot()).isTrue();
            assertThat(control.execute(new Command.Recover(Optional.empty()), Plane.ROOT)).isInstanceOf(Outcome.Done.class);
            assertThat(control.journal().verify().damage()).isEmpty();
        }
        assertThat(machine.driver("dax0.0")).contains("kmem");
    }

    @Test
    void readsBesideAWriterAndRefusesASecondOne() throws Exception {
        Path state = temporary.resolve("state");
        try (var writer = open(state); var reader = open(state)) {
            assign(writer);
            assertThat(reader.picture().revision()).isEqualTo(writer.journal().head());
            assertThat(reader.history("dax0.0")).isNotEmpty();
            release(writer);
            assertThat(reader.picture().inventory().daxDevices().get("dax0.0").driver()).contains("device_dax");
            assertThat(reader.picture().revision()).isEqualTo(writer.journal().head());
            assertThat(assign(reader)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                assertThat(refused.refusal().errno()).isEqualTo(Errno.EBUSY);
                assertThat(refused.refusal().rule()).contains(Long.toString(ProcessHandle.current().pid()));
            });
        }
    }

    /**
     * Guarantee 6, and the case in which everything but the journal is gone: every file that is not the journal is deleted,
     * one device's driver is changed behind our back, and replay and start name the owner, the difference and its cause.
     */
    @Test
    void namesOwnerDifferenceAndCauseFromTheJournalAlone() throws Exception {
        Path state = temporary.resolve("state");
        long assigned;
        try (var control = open(state)) {
            assign(control);
            assigned = control.journal().head();
        }
        deleteAllBut(state, "journal");
        machine.outside("/sys/bus/dax/drivers/device_dax/unbind", "dax2.0\n");

        try (var control = open(state)) {
            var replayed = control.pictureAt(assigned).inventory();
            assertThat(Ownership.of(replayed).named("dax0.0")).singleElement()
                    .satisfies(holding -> assertThat(holding.owner().word()).isEqualTo("system-ram"));
            assertThat(control.start().drift().rows()).singleElement().satisfies(row -> {
                assertThat(row.object()).isEqualTo("dax2.0");
                assertThat(row.wanted()).isEqualTo("devdax");
                assertThat(row.observed()).isEqualTo("no driver");
                assertThat(row.cause()).startsWith("external (revision ");
            });
            assertThat(control.who("dax0.0").decided()).singleElement().satisfies(past -> assertThat(past.command()).isEqualTo("assign dax0.0 system-ram"));
            assertThat(control.why("dax2.0").getFirst().cause()).isEqualTo(Cause.EXTERNAL);
        }
    }

    private static void deleteAllBut(Path directory, String kept) throws IOException {
        try (var entries = Files.list(directory)) {
            for (Path entry : entries.filter(path -> !path.getFileName().toString().equals(kept)).toList()) {
                try (var tree = Files.walk(entry)) {
                    for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(path);
                    }
                }
            }
        }
    }

    @Test
    void saysThatTheStateDirectoryIsAFile() throws Exception {
        Path state = Files.writeString(temporary.resolve("file"), "no directory");
        try (var control = open(state)) {
            assertThat(assign(control)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                assertThat(refused.refusal().errno()).isEqualTo(Errno.ENOTDIR);
                assertThat(refused.refusal().rule()).contains(state.toString());
            });
            assertThatThrownBy(control::start).isInstanceOf(ControlException.class);
            assertThat(machine.writes()).isEmpty();
        }
    }
}
