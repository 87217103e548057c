package daxplane.tools.dax;

/**
 * A range of addresses of a dax device.
 *
 * @param pageOffset place in the device, in pages
 * @param start      first address
 * @param end        last address
 */
public record DaxMapping(long pageOffset, long start, long end) {

    public long size() {
        return end - start + 1;
    }
}
