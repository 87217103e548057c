package daxplane.lease.desk;

import daxplane.host.HostException;
import java.util.List;

/** Who keeps leases, as those see it who want a device back. */
interface LeaseDesk {

    /** In the order in which they were granted; none where nobody keeps any. */
    List<KeptLease> leases() throws HostException;

    /**
     * Asks a process to let go of all that it has of a device, and waits until it has.
     *
     * @throws HostException ETIMEDOUT it did not in time; EBUSY its pins are left; ENXIO it has nothing of it
     */
    void yield(String device, long pid, int seconds) throws HostException;

    /** The change has happened, or will not: the process may have it again. */
    void resume(String device, long pid) throws HostException;
}
