package daxplane.machine;

import daxplane.host.Errno;
import daxplane.kernel.core.ContractViolation;
import daxplane.kernel.core.CallAborted;

/** A driver broke its contract in a call: what the call changed is not recorded. */
final class ContractBroken extends CallAborted {

    private static final long serialVersionUID = 1;

    private final Errno errno;

    ContractBroken(ContractViolation breach) {
        super(breach.text(), null);
        this.errno = breach.errno();
    }

    Errno errno() {
        return errno;
    }
}
