package daxplane.lease.desk;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.host.Host;
import daxplane.host.HostException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageExample {

    @TempDir Path state;

    // @start region="example"
    static void keep(Path state, Runnable untilAsked) throws HostException {
        try (LeaseServer server = LeaseServer.open(state)) {           // STATE/leases.sock
            untilAsked.run();
        }
    }

    static Host withLeases(Host machine, Path state) {
        return LeasedHost.of(machine, state);                          // its holders() tell leases, too
    }
    // @end

    @Test
    void keepsThemWhileItIsOpen() throws HostException {
        keep(state, () -> assertThat(LeaseServer.socket(state)).exists());
        assertThat(LeaseServer.socket(state)).doesNotExist();
    }
}
