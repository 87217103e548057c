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

    public Dimm {
        if ((capacityBytes | labelAreaBytes) % WriteBuffer.WORD_BYTES != 0) {
            throw new IllegalArgumentException(storage.name() + ": " + capacityBytes + " + " + labelAreaBytes + " bytes are no whole words");
        }
        if (storage.bytes() < capacityBytes + labelAreaBytes) {
            throw new IllegalArgumentException(storage.name() + " is shorter than " + (capacityBytes + labelAreaBytes) + " bytes");
        }
    }
}
