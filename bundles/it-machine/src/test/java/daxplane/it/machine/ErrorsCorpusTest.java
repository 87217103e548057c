package daxplane.it.machine;

import java.nio.file.Path;
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
        RecordedCases.assertThatAllPass(folder, "corpus-errors", CASES, LEAST_COMPARED);
    }
}
