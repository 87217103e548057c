package daxplane.kernel.media;

/**
 * A module's media.
 *
 * <pre>
 *   0                      capacityBytes              capacityBytes + labelAreaBytes
 *   |  device memory (DPA)  |  label area              |
 * </pre>
 *
 * @param labelAreaBytes 0 when it has none
 */
public record Dimm(Storage storage, long capacityBytes, int labelAreaBytes) {

    public Dimm {
        if (storage.bytes() < capacityBytes + labelAreaBytes) {
            throw new IllegalArgumentException(storage.name() + " is shorter than " + (capacityBytes + labelAreaBytes) + " bytes");
        }
    }
}
