package daxplane.it.machine;

import daxplane.fixtures.machine.Machines;
import daxplane.host.Host;
import daxplane.host.contract.DaxHostContract;
import daxplane.machine.host.SimulatedHost;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract that the real kernel passes in a guest. */
class SimulatedHostContractTest extends DaxHostContract {

    @TempDir
    private Path state;
    private SimulatedHost host;

    @AfterEach
    void letGo() {
        host.close();
    }

    @Override
    protected Host host() throws Exception {
        if (host == null) {
            host = Machines.open(state, Machines.TWO_SOCKET);
        }
        return host;
    }
}
