package daxplane.kernel.memory;

import daxplane.inventory.AddressRange;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import java.util.Arrays;

/** Contents of memory that goes to the allocator of a kernel with {@code init_on_free=1} (corpus acc-zero-free). */
final class FreePages {

    private static final int PIECE_BYTES = 1 << 20;
    private static final byte[] ZEROS = new byte[PIECE_BYTES];

    private FreePages() {
    }

    /** Writes zeros where there are none yet, so that files of media stay sparse. What cannot be read stays as it is, and is told. */
    static void clear(Kernel kernel, AddressRange range) {
        try {
            for (long at = range.start(); at != range.end();) {
                int bytes = (int) Math.min(PIECE_BYTES, range.end() - at);
                byte[] zeros = bytes == PIECE_BYTES ? ZEROS : new byte[bytes];
                if (!Arrays.equals(kernel.media().read(at, bytes), zeros)) {
                    kernel.media().write(at, zeros);
                    kernel.media().flush();
                }
                at += bytes;
            }
        } catch (KernelException unreadable) {
            kernel.log(4, "memory at " + range + " was not cleared: " + unreadable.getMessage());
        }
    }
}
