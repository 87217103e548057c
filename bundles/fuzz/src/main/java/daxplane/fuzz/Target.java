package daxplane.fuzz;

import daxplane.kernel.KernelException;
import daxplane.kernel.firmware.UnusableFile;
import daxplane.journal.JournalException;
import daxplane.labels.LabelException;
import daxplane.script.SyntaxException;
import java.io.IOException;

/**
 * A parser under test. What it declares here is all that a parser may refuse with; anything else that it throws is a bug.
 */
@FunctionalInterface
public interface Target {

    /**
     * Parses the bytes, and uses the result as its readers do.
     *
     * @throws KernelException the input is refused, with an errno
     * @throws UnusableFile the same
     * @throws JournalException the same
     * @throws SyntaxException the input is refused; callers answer EINVAL
     * @throws LabelException the input has no room for a change; callers answer ENOSPC
     * @throws IOException the disk under the test fails, which is no answer of a parser
     */
    void take(byte[] input) throws KernelException, UnusableFile, JournalException, SyntaxException, LabelException, IOException;

    /** What it may allocate whatever it gets, in bytes: the largest buffers are of a few MiB. */
    default long freeBytes() {
        return 48L << 20;
    }
}
