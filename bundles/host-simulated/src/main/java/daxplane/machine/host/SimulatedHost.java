package daxplane.machine.host;

import daxplane.host.Attributes;
import daxplane.host.BlockMedia;
import daxplane.host.Changes;
import daxplane.host.Holders;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.host.LabelAreas;
import daxplane.host.Modules;
import daxplane.host.Power;
import daxplane.kernel.core.SimulatedKernel;
import daxplane.machine.Machine;
import java.util.Optional;

/** A simulated machine as a host. */
public final class SimulatedHost implements Host {

    private final Machine machine;
    private final Attributes attributes;
    private final LabelAreas labelAreas;
    private final BlockMedia blockMedia;
    private final Modules modules;
    private final Holders holders;
    private final Changes changes;
    private final Power power;

    public SimulatedHost(Machine machine) {
        this.machine = machine;
        this.attributes = new MachineAttributes(machine);
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
    public Optional<Power> power() {
        return Optional.of(power);
    }

    private record MachinePower(Machine machine) implements Power {

        @Override
        public void reboot() throws HostException {
            machine.reboot();
        }

        /** Deterministic: the boot that ends decides which words are lost. */
        @Override
        public void powerLoss() throws HostException {
            machine.powerLoss(machine.look(SimulatedKernel::bootId).hashCode());
        }
    }
}
