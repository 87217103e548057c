package daxplane.machine.host;

import daxplane.host.Changes;
import daxplane.machine.Machine;
import java.time.Duration;

/** Exact: the kernel itself tells what it touched. */
record MachineChanges(Machine machine) implements Changes {

    @Override
    public long mark() {
        return machine.mark();
    }

    @Override
    public Touched since(long mark) {
        return machine.touchedSince(mark);
    }

    /** Devices are probed before the call that announces them returns. */
    @Override
    public void settle(Duration patience) {
    }
}
