package daxplane.journal.disk;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Blocks of the file ahead of its records, allocated by writing zeros. A store to a mapped page that has no block kills the
 * process (SIGBUS) when the disk is full; a write of zeros fails with ENOSPC, and nothing has happened.
 *
 * <pre>
 *   records ...|<--- need --->|<------- spare ------->|<- what a step brings ->|   holes
 *              ^ end                                                           ^ reserved
 * </pre>
 *
 * What begins work needs the spare as well and leaves it; what tells how running work went may use it up. So an operation
 * that could be begun can also be brought to an end when the disk fills up meanwhile.
 */
final class Reserve {

    /** Zeros are written in steps of this, so that few appends pay for them. */
    static final int STEP_BYTES = 256 << 10;
    /** Some hundred records of effects and facts: more than the longest operation has. */
    static final int SPARE_BYTES = 128 << 10;

    private static final int PAGE_BYTES = 4096;
    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(STEP_BYTES).asReadOnlyBuffer();

    private final SteadyFile file;
    private long reserved;

    /** @param end where the records end; everything behind it is zero */
    Reserve(SteadyFile file, long end) {
        this.file = file;
        this.reserved = end;
    }

    /** Makes sure that bytes up to {@code end} have blocks, and some more when there is room. */
    void upTo(long end) throws IOException {
        while (reserved < end) {
            reserved += zeros(STEP_BYTES, (int) Math.min(STEP_BYTES, (end - reserved + PAGE_BYTES - 1) & -PAGE_BYTES));
        }
    }

    /** Writes as much as is welcome, or at least as much as is needed. */
    private int zeros(int welcome, int needed) throws IOException {
        try {
            file.write(ZEROS.slice(0, welcome), reserved);
            return welcome;
        } catch (IOException full) {
            if (needed == welcome) {
                throw full;
            }
            return zeros(needed, needed);
        }
    }
}
