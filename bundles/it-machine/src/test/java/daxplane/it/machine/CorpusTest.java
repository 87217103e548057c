package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.conform.CaseReport;
import daxplane.conform.CaseReport.Verdict;
import daxplane.conform.CaseRunner;
import daxplane.conform.Conformance;
import daxplane.fixtures.machine.Machines;
import daxplane.tools.Toolbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that was recorded of real kernels, on the simulated machine: each step's result, state and label bytes, and
 * the directories that were recorded whole.
 */
class CorpusTest {

    private static final double LEAST_COMPARED = 0.99;

    @TempDir
    private static Path folder;

    @Test
    void answersAsTheRecordedKernels() throws Exception {
        List<CaseReport> reports = new ArrayList<>();

        var summary = new Conformance(new CaseRunner(Machines.provider(), new Toolbox())).run(List.of(RecordedCases.unpack(folder)), reports::add);

        assertThat(reports).hasSize(118);
        assertThat(reports.stream().filter(report -> report.verdict() != Verdict.PASSED)
                .map(report -> report.name() + " " + report.verdict() + ": " + report.differences())).isEmpty();
        assertThat((double) summary.compared() / summary.steps()).isGreaterThanOrEqualTo(LEAST_COMPARED);
    }
}
