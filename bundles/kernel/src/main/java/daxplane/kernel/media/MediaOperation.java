package daxplane.kernel.media;

import java.util.Arrays;
import java.util.Optional;

/** What a call did to media; performed in the same order after a restart, it gives the same bytes. */
public sealed interface MediaOperation {

    /** @param offset of the DIMM's file: device memory, or label area behind it; a multiple of 8, as is the length */
    record Write(int dimm, long offset, byte[] bytes) implements MediaOperation {
        @Override
        public boolean equals(Object other) {
            return other instanceof Write(var d, var o, var b) && d == dimm && o == offset && Arrays.equals(bytes, b);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * dimm + Long.hashCode(offset)) + Arrays.hashCode(bytes);
        }
    }

    /** Everything on a DIMM becomes zero, as RAM does without power: also what was written before and not flushed. */
    record Clear(int dimm) implements MediaOperation {
    }

    /** The controller of a DIMM keeps a text under a name, or forgets it; that outlives a power failure at once. */
    record Keep(int dimm, String name, Optional<String> value) implements MediaOperation {
    }

    /** Everything written before outlives a power failure. */
    record Flush() implements MediaOperation {
    }
}
