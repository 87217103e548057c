package daxplane.control.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import daxplane.control.Command;
import daxplane.control.Options;
import daxplane.control.Outcome;
import daxplane.control.engine.Limits;
import daxplane.events.ledger.Snapshots;
import daxplane.fixtures.kernel.FakeMachine;
import daxplane.journal.disk.FileJournals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guarantee 6 for whoever asks: what is kept beside a journal changes no answer, and who may not write it goes without. */
class LongJournalTest {

    private static final String EARLY = "an-id-of-mine";

    @TempDir
    private Path temporary;

    private final FakeMachine machine = FakeMachine.twoDevices();
    private Path state;

    private LocalControlPlane open() {
        return new LocalControlPlane(machine, machine, new StateDirectory(state, new FileJournals()), () -> Plane.MODES, Limits.DEFAULT, System::nanoTime);
    }

    @BeforeEach
    void liveLong() throws Exception {
        state = temporary.resolve("state");
        try (var control = open()) {
            control.execute(new Command.Assign("dax0.0", "system-ram", Options.NONE), Plane.ROOT, EARLY);
            for (boolean ram = true; control.journal().head() < 2 * Snapshots.SPACING + 100; ram = !ram) {
                control.execute(ram ? new Command.Release("dax0.0", Options.NONE) : new Command.Assign("dax0.0", "system-ram", Options.NONE), Plane.ROOT);
            }
        }
    }

    private List<Path> kept() throws IOException {
        try (var tree = Files.walk(state.resolve("snapshots"))) {
            return tree.sorted(Comparator.reverseOrder()).toList();
        }
    }

    private void forget() throws IOException {
        for (Path path : kept()) {
            Files.delete(path);
        }
    }

    private String answers() throws Exception {
        try (var control = open()) {
            long head = control.journal().head();
            var answers = new StringBuilder().append(control.picture()).append(control.drift()).append(control.who("dax0.0")).append(control.why("dax0.0"))
                    .append(control.history("dax2.0")).append(control.history("dax0.0").size());
            for (long revision : List.of(1L, 2L, 700L, 1023L, 1024L, 1025L, 1030L, head - 1, head)) {
                answers.append(control.pictureAt(revision)).append(control.at(revision).who("dax0.0")).append(control.at(revision).drift());
            }
            return answers.append(control.replayed(head)).toString();
        }
    }

    @Test
    void everyAnswerIsTheSameWithoutThemAndTheyAreMadeAgain() throws Exception {
        var before = kept().stream().filter(Files::isRegularFile).count();
        assertThat(before).isGreaterThanOrEqualTo(2);
        var answers = answers();
        forget();
        assertThat(answers()).isEqualTo(answers);
        assertThat(kept().stream().filter(Files::isRegularFile).count()).as("a long reading makes them again").isGreaterThanOrEqualTo(before);
        assertThat(answers()).isEqualTo(answers);
    }

    @Test
    void aCommandIdOfLongAgoIsNotExecutedAgain() throws Exception {
        try (var control = open()) {
            assertThat(control.execute(new Command.Assign("dax0.0", "system-ram", Options.NONE), Plane.ROOT, EARLY))
                    .isInstanceOfSatisfying(Outcome.Repeated.class, repeated -> assertThat(repeated.exitCode()).isZero());
        }
    }

    @Test
    void anOperationOfLongAgoIsKnown() throws Exception {
        try (var control = open()) {
            assertThat(control.plan(new Command.Undo("op-700"))).isNotNull();
            assertThat(control.plan(new Command.Undo(EARLY))).isNotNull();
        }
    }

    @Test
    void whoDoesNotOwnTheStateDirectoryWritesNone() throws Exception {
        forget();
        assumeThat(Files.getAttribute(state, "unix:uid")).as("root can give it to somebody").isEqualTo(0);
        Files.setAttribute(state, "unix:uid", 4711);
        try (var control = open()) {
            assertThat(control.picture().inventory().daxDevices()).hasSize(2);
        }
        assertThat(state.resolve("snapshots")).doesNotExist();
    }
}
