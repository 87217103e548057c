package daxplane.lease;

/** What can happen to a lease. */
public sealed interface LeaseInput {

    /** The holder takes a reference on pages, as for a transfer of a device. */
    record Pin() implements LeaseInput {
    }

    record Unpin() implements LeaseInput {
    }

    /** The holder gives it back. */
    record Release() implements LeaseInput {
    }

    /** The mapping is to change. */
    record Revoke(Reason reason, long deadlineMillis) implements LeaseInput {
    }

    /** The holder has stopped. */
    record Quiesced() implements LeaseInput {
    }

    /** Time passes. */
    record Clock(long nowMillis) implements LeaseInput {
    }

    /** The mapping is valid again, or the change did not happen: the holder has it anew. */
    record Reacquire() implements LeaseInput {
    }

    /** An administrator takes it from who does not give it back: what it pins is lost to everybody. */
    record Force() implements LeaseInput {
    }

    /** The device is gone without anybody having asked. */
    record DeviceGone() implements LeaseInput {
    }
}
