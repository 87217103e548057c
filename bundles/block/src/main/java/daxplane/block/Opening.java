package daxplane.block;

import daxplane.host.Holders.Holder;
import java.util.Optional;

/**
 * Somebody has a block device open. Two are the same only when they are one.
 */
public final class Opening {

    private final BlockDevice device;
    private final Holder holder;
    private final Optional<String> claim;

    Opening(BlockDevice device, Holder holder, Optional<String> claim) {
        this.device = device;
        this.holder = holder;
        this.claim = claim;
    }

    public BlockDevice device() {
        return device;
    }

    public Holder holder() {
        return holder;
    }

    /** Whom it claims the device for; who has the same claim may open it as well. */
    public Optional<String> claim() {
        return claim;
    }
}
