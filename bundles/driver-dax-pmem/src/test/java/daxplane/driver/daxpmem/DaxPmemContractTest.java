package daxplane.driver.daxpmem;

import daxplane.dax.DaxModule;
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

/** On a namespace that an nd dax device has claimed: a device on the dax bus. */
class DaxPmemContractTest extends DriverContract {

    static final AddressRange RANGE = AddressRange.ofSize(4L << 30, 512L << 20);

    /** 512 MiB of persistent memory from the boot loader's map at 4 GiB: a region without labels, all of it one namespace. */
    static TestMachine.Builder machine() {
        var ram = new MemoryAffinity(new AddressRange(0, 2L << 30), 0, true, false, false);
        return TestMachine.with().firmware(new Firmware(Optional.empty(), List.of(ram), Map.of(0, 0), List.of(List.of(10)), List.of(), List.of(RANGE),
                        List.of(), Map.of()))
                .dimm(RANGE.bytes(), 0).module(new MemoryModule()).module(new LabelModule()).module(new LibnvdimmModule()).module(new E820Module())
                .module(new DaxModule());
    }

    /** What ndctl create-namespace --mode=devdax writes before it binds. */
    static void claim(TestMachine machine) {
        String device = "/sys/bus/nd/devices/dax0.0/";
        machine.write(device + "uuid", "11111111-2222-3333-4444-555555555555\n");
        machine.write(device + "mode", "pmem\n");
        machine.write(device + "align", "2097152\n");
        machine.write(device + "namespace", "namespace0.0\n");
    }

    @Override
    protected Candidate candidate() {
        return Candidate.of(DaxPmemModule::new, "dax_pmem", "dax0.0", DaxPmemContractTest::machine).after("nd_e820")
                .prepared(DaxPmemContractTest::claim).reserving(RANGE)
                .leavingWhen(machine -> machine.write("/sys/bus/nd/drivers/nd_region/unbind", "region0\n"));
    }
}
