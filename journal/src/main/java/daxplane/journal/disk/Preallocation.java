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
final class Preallocation {

    /** As much is allocated at once, so that few appends pay for it. */
    static final int STEP_BYTES = 256 << 10;
    /** Some hundred records of effects and facts: more than the longest operation has. */
    static final int SPARE_BYTES = 128 << 10;

    /**
     * Zeros are written page by page: one large write would put them into one large folio of the page cache, and the kernel
     * writes a folio back as a whole. An append then took 0.65 ms instead of 0.10 ms (Linux 6.18, ext4, folios of 1 MiB).
     */
    private static final int PAGE_BYTES = 4096;
    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(PAGE_BYTES).asReadOnlyBuffer();

    private final UninterruptibleFile file;
    private long reserved;

    /** @param reserved up to where there are blocks; everything behind that is made zero */
    Preallocation(UninterruptibleFile file, long reserved) {
        this.file = file;
        this.reserved = reserved;
    }

    /** How far there are blocks. */
    long reserved() {
        return reserved;
    }

    /** Makes sure that bytes up to {@code end} have blocks, and some more when there is room. */
    void upTo(long end) throws IOException {
        long welcome = end > reserved ? end + STEP_BYTES : end;
        while (reserved < welcome) {
            try {
                // up to the next border of a page
                int bytes = PAGE_BYTES - (int) (reserved % PAGE_BYTES);
                file.write(ZEROS.slice(0, bytes), reserved);
                reserved += bytes;
            } catch (IOException full) {
                if (reserved < end) {
                    throw full;
                }
                return;
            }
        }
    }
}
