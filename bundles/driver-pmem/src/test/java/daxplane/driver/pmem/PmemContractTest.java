package daxplane.driver.pmem;

import daxplane.block.BlockModule;
import daxplane.driver.btt.BttModule;
import daxplane.driver.label.LabelModule;
import daxplane.inventory.AddressRange;
import daxplane.kernel.Firmware;
import daxplane.kernel.Firmware.MemoryAffinity;
import daxplane.kernel.memory.MemoryModule;
import daxplane.kernel.testing.TestMachine;
import daxplane.nvdimm.E820Module;
import daxplane.nvdimm.LibnvdimmModule;
import daxplane.tck.Candidate;
import daxplane.tck.DriverContract;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** On a namespace without personality: a disk. */
class PmemContractTest extends DriverContract {

    private static final AddressRange RANGE = AddressRange.ofSize(4L << 30, 512L << 20);

    private static TestMachine.Builder machine() {
        return machine(RANGE);
    }

    /** Persistent memory from the boot loader's map: a region without labels, all of it one namespace. */
    static TestMachine.Builder machine(AddressRange range) {
        var ram = new MemoryAffinity(new AddressRange(0, 2L << 30), 0, true, false, false);
        return TestMachine.with().firmware(new Firmware(Optional.empty(), List.of(ram), Map.of(0, 0), List.of(List.of(10)), List.of(), List.of(range),
                        List.of(), Map.of()))
                .dimm(range.bytes(), 0).module(new MemoryModule()).module(new LabelModule()).module(new LibnvdimmModule()).module(new E820Module())
                .module(new BlockModule()).module(new BttModule());
    }

    @Override
    protected Candidate candidate() {
        return Candidate.of(PmemModule::new, "nd_pmem", "namespace0.0", PmemContractTest::machine).after("nd_e820").reserving(RANGE)
                .leavingWhen(machine -> machine.write("/sys/bus/nd/drivers/nd_region/unbind", "region0\n"));
    }
}
