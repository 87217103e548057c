package daxplane.fuzz;

import com.sun.management.ThreadMXBean;
import daxplane.host.Errno;
import daxplane.journal.JournalException;
import daxplane.kernel.KernelException;
import daxplane.kernel.firmware.UnusableFile;
import daxplane.labels.LabelException;
import daxplane.script.SyntaxException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;

/** One input for one target, and what has to hold afterwards. */
public final class Trial {

    /** What a parser may allocate beyond {@link Target#freeBytes()} for each byte of its input; a tree of a syntax with one node a character takes some hundred. */
    private static final long BYTES_PER_BYTE = 4096;

    private static final int MOST_LOADINGS = 2;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Trial() {
    }

    /** @throws AssertionError a rule is broken; whatever else the parser throws is passed on, and is a bug as well */
    public static void of(Target target, byte[] input) {
        long most = target.freeBytes() + BYTES_PER_BYTE * input.length;
        long allocated = allocatedBy(target, input);
        // Classes that are loaded, and instrumented by the fuzzer, count as well, but not the next time.
        for (int again = 0; again < MOST_LOADINGS && allocated > most; again++) {
            allocated = allocatedBy(target, input);
        }
        if (allocated > most) {
            throw new AssertionError("%d bytes of input made it allocate %d bytes".formatted(input.length, allocated));
        }
    }

    private static long allocatedBy(Target target, byte[] input) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        answer(target, input.clone());
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private static void answer(Target target, byte[] input) {
        try {
            target.take(input);
        } catch (KernelException refused) {
            explained(refused.errno(), refused);
        } catch (UnusableFile refused) {
            explained(refused.errno(), refused);
        } catch (JournalException refused) {
            explained(refused.errno(), refused);
        } catch (SyntaxException refused) {
            explained(Errno.EINVAL, refused);
        } catch (LabelException refused) {
            explained(Errno.ENOSPC, refused);
        } catch (IOException trouble) {
            throw new UncheckedIOException("the disk under the test fails", trouble);
        }
    }

    private static void explained(Errno errno, Exception refused) {
        if (errno == null || refused.getMessage() == null || refused.getMessage().isBlank()) {
            throw new AssertionError("refused without a reason", refused);
        }
    }
}
