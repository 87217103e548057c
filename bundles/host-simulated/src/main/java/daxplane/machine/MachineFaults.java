package daxplane.machine;

import daxplane.host.Errno;
import daxplane.host.Holders.Holder;
import daxplane.host.HostException;
import daxplane.host.FailedCall;
import daxplane.kernel.DimmCommands;
import daxplane.kernel.KernelException;
import daxplane.kernel.core.InjectedWorkload;
import daxplane.simulation.FaultInjection;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Faults of a machine. */
public final class MachineFaults implements FaultInjection {

    private final Machine machine;

    public MachineFaults(Machine machine) {
        this.machine = machine;
    }

    @Override
    public void hold(String device, Holder holder) throws HostException {
        change(workload -> workload.hold(device, holder));
    }

    @Override
    public void letGo(String device, Holder holder) throws HostException {
        change(workload -> workload.letGo(device, holder));
    }

    @Override
    public void pin(long blockNumber, Pin pin) throws HostException {
        change(workload -> workload.pin(blockNumber, switch (pin) {
            case UNMOVABLE -> InjectedWorkload.Pin.UNMOVABLE;
            case HELD -> InjectedWorkload.Pin.HELD;
        }));
    }

    @Override
    public void unpin(long blockNumber) throws HostException {
        change(workload -> workload.unpin(blockNumber));
    }

    @Override
    public void overwriteLabelArea(String dimm, byte[] area) throws HostException {
        machine.change(FailedCall.OPEN, "/dev/" + dimm, kernel -> {
            try {
                int index = kernel.symbol(DimmCommands.class).orElseThrow(() -> new KernelException(Errno.ENOENT)).dimm(dimm);
                if (area.length != kernel.media().labelAreaBytes(index)) {
                    throw new KernelException(Errno.EINVAL);
                }
                kernel.media().writeLabelArea(index, 0, area);
                kernel.media().flush();
                return null;
            } catch (KernelException refused) {
                throw new HostException(refused.errno(), FailedCall.OPEN, "/dev/" + dimm, refused.getMessage());
            }
        });
    }

    @Override
    public void decideNames(Map<String, String> names) {
        machine.decideNames(names);
    }

    @Override
    public void stopClock() {
        machine.stopClock();
    }

    @Override
    public long clockMillis() {
        return machine.clockMillis();
    }

    @Override
    public void passTime(Duration time) {
        machine.moveClock(time);
    }

    @Override
    public void failMediaWritesAfter(int writes) throws HostException {
        machine.failMediaAfter(writes);
    }

    @Override
    public void failPowerAfter(int writes, long seed) throws HostException {
        machine.failPowerAfter(writes, seed);
    }

    /** Unlike {@link #failPowerAfter} it outlives the process. @param fault empty: power does not fail */
    public void failPower(Optional<InjectedWorkload.PowerFault> fault) throws HostException {
        machine.injectPowerFailure(fault);
    }

    private void change(Consumer<InjectedWorkload> what) throws HostException {
        machine.change(FailedCall.OPEN, "/", kernel -> {
            what.accept(kernel.workload());
            return null;
        });
    }
}
