package daxplane.inventory;

/** Where a lease is in its life. */
public enum LeaseState {
    /** The holder uses its mapping. */
    GRANTED,
    /** The holder has been asked to stop, and has not said that it did, or has pins left. */
    REVOKING,
    /** The holder does not use the mapping, which may change. */
    QUIESCED,
    /** The deadline passed without pins: as good as quiesced, whatever the holder thinks. */
    EXPIRED,
    /** The deadline passed with pins: nothing may change, and nothing is forced. */
    BROKEN,
    /** It is over. */
    RELEASED;

    /** Whether the mapping may change as far as this lease goes. */
    public boolean quiet() {
        return this == QUIESCED || this == EXPIRED || this == RELEASED;
    }
}
