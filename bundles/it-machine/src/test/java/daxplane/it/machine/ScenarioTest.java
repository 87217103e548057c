package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.conform.Comparison;
import daxplane.conform.KnownDifference;
import daxplane.conform.Performer;
import daxplane.conform.Recording;
import daxplane.conform.StateMap;
import daxplane.conform.Step;
import daxplane.fixtures.machine.Machines;
import daxplane.machine.host.SimulatedHost;
import daxplane.tools.Toolbox;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The acceptance: the test recipe of the requirements, 36 steps recorded on a real kernel, give the same answers and make
 * the same differences on the simulated machine. No field is excepted but the list in {@link KnownDifference#UNCERTAIN}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScenarioTest {

    @TempDir
    private static Path state;
    private SimulatedHost host;

    @BeforeAll
    void boot() throws Exception {
        host = Machines.open(state, Machines.TWO_SOCKET);
    }

    @AfterAll
    void close() {
        host.close();
    }

    @TestFactory
    Stream<DynamicTest> everyStepAnswersAsRecorded() throws Exception {
        List<Step> steps;
        try (var lines = getClass().getResourceAsStream("/two-socket/scenario-system-ram.jsonl")) {
            steps = Recording.steps(lines);
        }
        assertThat(steps).hasSize(36);
        var performer = new Performer(host, new Toolbox(), () -> {
            throw new AssertionError("no step makes up a uuid");
        });
        return steps.stream().map(step -> DynamicTest.dynamicTest(step.number() + " " + step.action(), () -> {
            var before = StateMap.of(host.attributes());
            var answered = performer.perform(step.action()).orElseThrow();
            var difference = before.differenceTo(StateMap.of(host.attributes()));

            assertThat(Comparison.results(step.result(), answered)).isEmpty();
            assertThat(Comparison.differences(step.difference(), difference, KnownDifference.UNCERTAIN)).isEmpty();
        }));
    }
}
