package daxplane.host.linux;

import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.host.contract.HostContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The running kernel, whatever it has; what needs persistent memory is tested inside of a guest. */
class LinuxHostContractTest extends HostContract {

    private LinuxHost host;

    @BeforeEach
    void open() throws HostException {
        host = LinuxHost.open();
    }

    @AfterEach
    void close() {
        host.close();
    }

    @Override
    protected Host host() {
        return host;
    }
}
