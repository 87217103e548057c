package daxplane.machine.host;

import daxplane.host.firmware.FirmwareCalls;
import daxplane.host.Attributes;
import daxplane.host.BlockMedia;
import daxplane.host.Changes;
import daxplane.host.Errno;
import daxplane.host.FailedCall;
import daxplane.host.GuardedAttributes;
import daxplane.host.Holders;
import daxplane.host.HostException;
import daxplane.host.HostProvider.OpenHost;
import daxplane.host.Keyring;
import daxplane.host.LabelAreas;
import daxplane.host.Modules;
import daxplane.host.Power;
import daxplane.host.Programs;
import daxplane.kernel.core.SimulatedKernel;
import daxplane.kernel.core.Uevent;
import daxplane.machine.Machine;
import daxplane.machine.MachineFaults;
import daxplane.simulation.FaultInjection;
import daxplane.simulation.SimulatedMachine;
import daxplane.simulation.UserSpace;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A simulated machine as a host. Writes go to declared subsystems only. */
public final class SimulatedHost implements SimulatedMachine {

    private final Machine machine;
    private final Runnable closed;
    private final Attributes attributes;
    private final LabelAreas labelAreas;
    private final BlockMedia blockMedia;
    private final Modules modules;
    private final Holders holders;
    private final Changes changes;
    private final Power power;

    public SimulatedHost(Machine machine) {
        this(machine, () -> { });
    }

    /** @param closed told when the host is closed */
    SimulatedHost(Machine machine, Runnable closed) {
        this.machine = machine;
        this.closed = closed;
        this.attributes = new GuardedAttributes(new MachineAttributes(machine));
        this.labelAreas = new MachineLabelAreas(machine);
        this.blockMedia = new MachineBlockMedia(machine);
        this.modules = new MachineModules(machine);
        this.holders = new MachineHolders(machine);
        this.changes = new MachineChanges(machine);
        this.power = new MachinePower(machine);
    }

    @Override
    public String describe() {
        return "simulated machine " + machine.name() + ", Linux " + kernelRelease();
    }

    @Override
    public String kernelRelease() {
        return machine.look(kernel -> kernel.profile().release());
    }

    @Override
    public String bootId() {
        return machine.look(SimulatedKernel::bootId);
    }

    @Override
    public Attributes attributes() {
        return attributes;
    }

    @Override
    public LabelAreas labelAreas() {
        return labelAreas;
    }

    @Override
    public BlockMedia blockMedia() {
        return blockMedia;
    }

    @Override
    public FirmwareCalls firmware() {
        return new MachineFirmware(machine);
    }

    @Override
    public Optional<Keyring> keyring() {
        return Optional.of(new MachineKeyring(machine));
    }

    @Override
    public Modules modules() {
        return modules;
    }

    @Override
    public Holders holders() {
        return holders;
    }

    @Override
    public Changes changes() {
        return changes;
    }

    @Override
    public void rest() {
        machine.rest();
    }

    @Override
    public Optional<Programs> programs() {
        return Optional.of(new MachinePrograms(machine));
    }

    @Override
    public Optional<Power> power() {
        return Optional.of(power);
    }

    @Override
    public Optional<OpenHost> rehearsal() throws HostException {
        try {
            return Optional.of(new SimulatedHost(machine.copy()));
        } catch (IllegalStateException strange) {
            throw new HostException(Errno.EIO, FailedCall.OPEN, "/", "the machine cannot be copied: " + strange.getMessage());
        }
    }

    @Override
    public FaultInjection faults() {
        return new MachineFaults(machine);
    }

    @Override
    public UserSpace userSpace() {
        return new MachineUserSpace(machine);
    }

    @Override
    public List<String> messages() {
        return machine.look(_ -> machine.log().messages().stream().map(Object::toString).toList());
    }

    @Override
    public List<Map<String, String>> uevents() {
        return machine.look(_ -> machine.log().uevents().stream().map(Uevent::keys).toList());
    }

    @Override
    public Map<String, String> refusedModules() {
        return machine.refusedModules();
    }

    @Override
    public List<String> warnings() {
        return machine.warnings();
    }

    @Override
    public Optional<String> made() {
        return machine.newMedia().map(media -> "nothing was there of its volatile state, and it was booted anew, as after a power failure" + lost(media));
    }

    /** @param newMedia files that had to be made */
    static String lost(List<String> newMedia) {
        return newMedia.isEmpty() ? "" : "; " + String.join(", ", newMedia) + (newMedia.size() == 1 ? " was missing, and is" : " were missing, and are")
                + " as the machine's definition has " + (newMedia.size() == 1 ? "it" : "them") + ": what was on " + (newMedia.size() == 1 ? "it" : "them") + " is lost";
    }

    @Override
    public void close() {
        closed.run();
        machine.close();
    }

    /** Calls that block inside the kernel at the moment. */
    public int waitingCalls() {
        return machine.waitingCalls();
    }

    private record MachinePower(Machine machine) implements Power {

        @Override
        public void reboot() throws HostException {
            machine.reboot();
        }

        @Override
        public void powerCycle() throws HostException {
            machine.powerCycle();
        }

        /** Deterministic: the boot that ends decides which words are lost. */
        @Override
        public void powerLoss() throws HostException {
            machine.powerLoss(machine.look(SimulatedKernel::bootId).hashCode());
        }
    }
}
