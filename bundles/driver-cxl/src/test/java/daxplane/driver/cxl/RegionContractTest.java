package daxplane.driver.cxl;

import daxplane.kernel.testing.TestMachine;
import daxplane.tck.Candidate;
import daxplane.tck.DriverContract;

/** The driver of regions, which is a part of the kernel image. */
class RegionContractTest extends DriverContract {

    /** A region of the whole device, committed and bound. */
    static void makeRegion(TestMachine machine) {
        new CxlMachine(machine).region(256, "decoder2.0");
    }

    @Override
    protected Candidate candidate() {
        return Candidate.of(CxlModule::new, "cxl_region", "region0", () -> CxlMachine.builder(1, 1).module(new CxlMemModule()))
                .after("cxl_acpi", "cxl_pci", "cxl_mem").prepared(RegionContractTest::makeRegion)
                .leavingWhen(machine -> machine.write("/sys/bus/cxl/devices/decoder0.0/delete_region", "region0\n"));
    }
}
