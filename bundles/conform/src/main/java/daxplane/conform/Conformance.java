package daxplane.conform;

import daxplane.conform.CaseReport.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Many cases, as many at a time as there are processors. */
public final class Conformance {

    /** A machine that is booted for a case takes some megabytes; more at a time would not be faster. */
    private static final int MOST_AT_A_TIME = 16;

    private final CaseRunner runner;

    public Conformance(CaseRunner runner) {
        this.runner = runner;
    }

    /**
     * What came of all of them.
     *
     * @param steps recorded; @param compared of them; @param equal of those
     */
    public record Summary(int passed, int failed, int partial, long steps, long compared, long equal) {

        static Summary of(List<CaseReport> reports) {
            return new Summary(count(reports, Verdict.PASSED), count(reports, Verdict.FAILED), count(reports, Verdict.PARTIAL),
                    reports.stream().mapToLong(CaseReport::steps).sum(), reports.stream().mapToLong(CaseReport::compared).sum(),
                    reports.stream().mapToLong(CaseReport::equal).sum());
        }

        private static int count(List<CaseReport> reports, Verdict verdict) {
            return (int) reports.stream().filter(report -> report.verdict() == verdict).count();
        }
    }

    /**
     * Runs the cases of all directories.
     *
     * @param each told of every case, in their order, as soon as it and those before it are done
     * @throws IOException a directory has no cases, or this thread was interrupted
     */
    public Summary run(List<Path> directories, Consumer<CaseReport> each) throws IOException {
        var cases = new ArrayList<Path>();
        for (Path directory : directories) {
            cases.addAll(CaseRunner.casesIn(directory));
        }
        var reports = new ArrayList<CaseReport>();
        var threads = Executors.newFixedThreadPool(Math.min(MOST_AT_A_TIME, Runtime.getRuntime().availableProcessors()));
        try {
            List<Future<CaseReport>> underway = cases.stream().map(folder -> threads.submit(() -> runner.run(folder))).toList();
            for (Future<CaseReport> report : underway) {
                reports.add(report.get());
                each.accept(reports.getLast());
            }
            return Summary.of(reports);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
