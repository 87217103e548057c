package daxplane.it.machine;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was recorded of volumes, file systems, partitions, processes and pins, on the simulated machine. Which of the recordings are
 * not among the data, and why: docs/decisions/142-recordings-of-access.md.
 */
class AccessCorpusTest {

    private static final int CASES = 62;
    private static final double LEAST_COMPARED = 0.99;

    @TempDir
    private static Path folder;

    @Test
    void answersAsTheRecordedKernels() throws Exception {
        RecordedCases.assertThatAllPass(folder, "corpus-access", CASES, LEAST_COMPARED);
    }
}
