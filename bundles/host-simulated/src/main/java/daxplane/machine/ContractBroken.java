package daxplane.machine;

import daxplane.host.Errno;
import daxplane.kernel.core.Breach;
import daxplane.kernel.core.CallEnds;

/** A driver broke its contract in a call: what the call changed is not recorded. */
final class ContractBroken extends CallEnds {

    private static final long serialVersionUID = 1;

    private final Errno errno;

    ContractBroken(Breach breach) {
        super(breach.text(), null);
        this.errno = breach.errno();
    }

    Errno errno() {
        return errno;
    }
}
