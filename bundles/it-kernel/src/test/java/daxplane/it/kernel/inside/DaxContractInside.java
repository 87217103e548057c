package daxplane.it.kernel.inside;

import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.host.contract.DaxHostContract;
import daxplane.host.linux.LinuxHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What every host owes, asked of the kernel itself; runs inside of a guest, as root. */
class DaxContractInside extends DaxHostContract {

    private static LinuxHost host;

    @BeforeAll
    static void open() throws HostException {
        host = LinuxHost.open();
    }

    @AfterAll
    static void close() {
        host.close();
    }

    @Override
    protected Host host() {
        return host;
    }
}
