package daxplane.it.machine;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that was recorded of real kernels, on the simulated machine: each step's result, state and label bytes, and
 * the directories that were recorded whole.
 */
class CorpusTest {

    private static final int CASES = 118;
    private static final double LEAST_COMPARED = 0.99;

    @TempDir
    private static Path folder;

    @Test
    void answersAsTheRecordedKernels() throws Exception {
        RecordedCases.assertThatAllPass(folder, "corpus", CASES, LEAST_COMPARED);
    }
}
