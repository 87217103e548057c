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
 * What was recorded of errors, bad blocks, pages that fail, health, scrubs, security and firmware, on the simulated machine. Which of
 * the recordings are not among the data, and why: docs/decisions/154-recordings-of-errors.md.
 */
class ErrorsCorpusTest {

    private static final int CASES = 69;
    private static final double LEAST_COMPARED = 0.97;

    @TempDir
    private static Path folder;

    @Test
    void answersAsTheRecordedKernels() throws Exception {
        List<CaseReport> reports = new ArrayList<>();

        var summary = new Conformance(new CaseRunner(Machines.provider(), new Toolbox()))
                .run(List.of(RecordedCases.unpack(folder, "corpus-errors")), reports::add);

        assertThat(reports).hasSize(CASES);
        assertThat(reports.stream().filter(report -> report.verdict() != Verdict.PASSED)
                .map(report -> report.name() + " " + report.verdict() + ": " + report.differences() + report.skipped())).isEmpty();
        assertThat((double) summary.compared() / summary.steps()).isGreaterThanOrEqualTo(LEAST_COMPARED);
    }
}
