package daxplane.lease;

/** Why a lease is asked back. */
public enum Reason {
    UNPLUG, DRIVER_UNBIND, TABLE_SWAP, POISON, RECONFIGURE, ADMIN
}
