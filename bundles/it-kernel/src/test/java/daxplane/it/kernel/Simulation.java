package daxplane.it.kernel;

import daxplane.dax.DaxModule;
import daxplane.driver.btt.BttModule;
import daxplane.driver.daxpmem.DaxPmemModule;
import daxplane.driver.devicedax.DeviceDaxModule;
import daxplane.driver.cxl.CxlAcpiModule;
import daxplane.driver.cxl.CxlMemModule;
import daxplane.driver.cxl.CxlModule;
import daxplane.driver.cxl.CxlPciModule;
import daxplane.driver.cxl.CxlPmemModule;
import daxplane.driver.hmem.DaxHmemModule;
import daxplane.driver.hmem.HmemModule;
import daxplane.driver.kmem.KmemModule;
import daxplane.block.BlockModule;
import daxplane.driver.label.LabelModule;
import daxplane.driver.pmem.PmemModule;
import daxplane.kernel.KernelModule;
import daxplane.kernel.firmware.UnusableFile;
import daxplane.kernel.memory.MemoryModule;
import daxplane.machine.Machine;
import daxplane.machine.MachineSettings;
import daxplane.machine.ModuleRegistry;
import daxplane.machine.host.SimulatedHost;
import daxplane.nvdimm.E820Module;
import daxplane.nvdimm.LibnvdimmModule;
import daxplane.nvdimm.NfitModule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Simulated machines with every module that we ship, beside a real kernel. */
public final class Simulation {

    private Simulation() {
    }

    /** @param state folder of the machine; made when it is not there */
    public static SimulatedHost open(Path state, Path definition) throws UnusableFile, IOException {
        var shelf = new ModuleRegistry();
        List.<KernelModule>of(new MemoryModule(), new CxlModule(), new CxlAcpiModule(), new CxlPciModule(), new CxlMemModule(), new CxlPmemModule(),
                new DaxModule(), new HmemModule(), new DaxHmemModule(), new LabelModule(), new LibnvdimmModule(),
                new NfitModule(), new E820Module(), new BlockModule(), new PmemModule(), new BttModule(), new DaxPmemModule(), new DeviceDaxModule(),
                new KmemModule()).forEach(shelf::offer);
        return new SimulatedHost(Machine.open(new MachineSettings(state, Optional.of(definition), UUID::randomUUID), shelf));
    }
}
