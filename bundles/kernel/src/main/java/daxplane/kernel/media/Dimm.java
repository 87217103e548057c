package daxplane.kernel.media;

/**
 * A module's media.
 *
 * <pre>
 *   0                      capacityBytes              capacityBytes + labelAreaBytes
 *   |  device memory (DPA)  |  label area              |
 * </pre>
 *
 * @param capacityBytes  a multiple of 8
 * @param labelAreaBytes a multiple of 8; 0 when it has none
 */
public record Dimm(Storage storage, long capacityBytes, int labelAreaBytes) {

    /** How large a medium has to be for a range that may end anywhere: it is written in whole words. */
    public static long capacityFor(long bytes) {
        return (bytes + WriteBuffer.WORD_BYTES - 1) / WriteBuffer.WORD_BYTES * WriteBuffer.WORD_BYTES;
    }

    public Dimm {
        if ((capacityBytes | labelAreaBytes) % WriteBuffer.WORD_BYTES != 0) {
            throw new IllegalArgumentException(storage.name() + ": " + capacityBytes + " + " + labelAreaBytes + " bytes are no whole words");
        }
        if (storage.bytes() < capacityBytes + labelAreaBytes) {
            throw new IllegalArgumentException(storage.name() + " is shorter than " + (capacityBytes + labelAreaBytes) + " bytes");
        }
    }
}
