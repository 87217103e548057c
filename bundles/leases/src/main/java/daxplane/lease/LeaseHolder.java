package daxplane.lease;

import org.osgi.annotation.versioning.ConsumerType;

/** Who has leases. An OSGi service may be one, or a simulated process, or a process that is connected. */
@ConsumerType
public interface LeaseHolder {

    /**
     * The mapping is to change: stop using it, give pins back, then answer with {@link LeaseTable#quiesced}. Called before anything
     * changes, on the thread of whoever asks; it must return soon, and what it throws is taken for no answer.
     */
    void onRevoke(Lease lease, Reason reason, long deadlineMillis);
}
