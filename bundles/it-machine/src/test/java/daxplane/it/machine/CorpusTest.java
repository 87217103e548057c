package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.conform.CaseReport;
import daxplane.conform.CaseReport.Verdict;
import daxplane.conform.CaseRunner;
import daxplane.conform.Conformance;
import daxplane.tools.Toolbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that was recorded of real kernels, on the simulated machine: each step's result, state and label bytes. What does
 * not agree yet stands in {@code corpus-open.txt} with the steps that do; whatever does not stand there has to agree.
 */
class CorpusTest {

    private static final double LEAST_COMPARED = 0.92;

    @TempDir
    private static Path folder;

    @Test
    void answersAsTheRecordedKernels() throws Exception {
        Map<String, Integer> open = open();
        List<CaseReport> reports = new ArrayList<>();

        var summary = new Conformance(new CaseRunner(Machines.provider(), new Toolbox())).run(List.of(RecordedCases.unpack(folder)), reports::add);

        assertThat(reports).hasSize(118);
        var problems = new ArrayList<String>();
        for (CaseReport report : reports) {
            problem(report, Optional.ofNullable(open.remove(report.name()))).ifPresent(problems::add);
        }
        assertThat(problems).isEmpty();
        assertThat(open).as("cases that were not recorded").isEmpty();
        assertThat((double) summary.compared() / summary.steps()).isGreaterThanOrEqualTo(LEAST_COMPARED);
    }

    /** @param equalSteps of a case that does not agree yet */
    private static Optional<String> problem(CaseReport report, Optional<Integer> equalSteps) {
        if (equalSteps.isEmpty()) {
            return report.differences().isEmpty() ? Optional.empty() : Optional.of(report.name() + ": " + report.differences());
        }
        if (report.verdict() == Verdict.PASSED) {
            return Optional.of(report.name() + " agrees now: take it off corpus-open.txt");
        }
        return report.equal() >= equalSteps.get() ? Optional.empty()
                : Optional.of(report.name() + ": " + report.equal() + " steps are equal, " + equalSteps.get() + " were: " + report.differences());
    }

    private static Map<String, Integer> open() throws IOException {
        var open = new TreeMap<String, Integer>();
        try (var in = CorpusTest.class.getResourceAsStream("/corpus-open.txt")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#"))
                    .forEach(line -> open.put(line.split("\\s+")[0], Integer.valueOf(line.split("\\s+")[1])));
        }
        return open;
    }
}
