package daxplane.host.recorded;

import daxplane.host.Host;
import daxplane.host.contract.HostContract;

/** The tree in memory answers as a kernel does, so that tests over it mean something. */
class RecordedHostTest extends HostContract {

    private final Host host = new RecordedHost(RecordedState.ofBoot("two-socket").tree());

    @Override
    protected Host host() {
        return host;
    }
}
