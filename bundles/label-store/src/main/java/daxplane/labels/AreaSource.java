package daxplane.labels;

import java.util.Arrays;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Where the bytes of a label area come from: a DIMM, a file, memory. Only what is needed is read: the index blocks and the
 * slots in use.
 *
 * @param <E> how reading fails; a source in memory does not
 */
@ConsumerType
public interface AreaSource<E extends Exception> {

    /** Size of the whole area. */
    int bytes();

    /** Reads within the area. */
    byte[] read(int offset, int length) throws E;

    static AreaSource<RuntimeException> of(byte[] area) {
        return new AreaSource<>() {
            @Override
            public int bytes() {
                return area.length;
            }

            @Override
            public byte[] read(int offset, int length) {
                return Arrays.copyOfRange(area, offset, offset + length);
            }
        };
    }
}
