package daxplane.lease.desk;

import daxplane.host.Errno;
import daxplane.host.FailedCall;
import daxplane.host.HostException;
import daxplane.inventory.LeaseState;
import java.util.List;

/** What would become of leases: a holder that is asked lets go. Nobody hears of it. */
final class CopiedDesk implements LeaseDesk {

    private List<KeptLease> leases;

    CopiedDesk(List<KeptLease> leases) {
        this.leases = List.copyOf(leases);
    }

    @Override
    public List<KeptLease> leases() {
        return leases;
    }

    @Override
    public void yield(String device, long pid, int seconds) throws HostException {
        become(device, pid, LeaseState.QUIESCED);
    }

    @Override
    public void resume(String device, long pid) throws HostException {
        become(device, pid, LeaseState.GRANTED);
    }

    private void become(String device, long pid, LeaseState next) throws HostException {
        if (leases.stream().noneMatch(lease -> lease.of(device, pid))) {
            throw HostException.explained(Errno.ENXIO, FailedCall.OPEN, device, "process " + pid + " has no lease on it");
        }
        leases = leases.stream().map(lease -> lease.of(device, pid) ? lease.in(next) : lease).toList();
    }
}
