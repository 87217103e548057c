package daxplane.driver.cxl;

import daxplane.driver.label.LabelModule;
import daxplane.nvdimm.LibnvdimmModule;
import daxplane.tck.Candidate;
import daxplane.tck.DriverContract;

/** The driver of regions' persistent sides: a region of the nd bus, whose user has to let go before the module can leave. */
class PmemRegionContractTest extends DriverContract {

    @Override
    protected Candidate candidate() {
        return Candidate.of(CxlPmemModule::new, "cxl_pmem_region", "pmem_region0",
                        () -> CxlMachine.builder(1, 1).module(new CxlMemModule()).module(new LabelModule()).module(new LibnvdimmModule()))
                .after("libnvdimm", "cxl_acpi", "cxl_pci", "cxl_mem").prepared(RegionContractTest::makeRegion)
                .leavingWhen(machine -> machine.write("/sys/bus/cxl/devices/decoder0.0/delete_region", "region0\n"))
                .unloadedAfter(machine -> machine.write("/sys/bus/nd/drivers/nd_region/unbind", "region0\n"));
    }
}
