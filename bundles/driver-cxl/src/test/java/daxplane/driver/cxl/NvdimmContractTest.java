package daxplane.driver.cxl;

import daxplane.nvdimm.LibnvdimmModule;
import daxplane.tck.Candidate;
import daxplane.tck.DriverContract;
import java.util.List;
import java.util.Optional;

/** The driver of memory devices' persistent sides. */
class NvdimmContractTest extends DriverContract {

    @Override
    protected Candidate candidate() {
        return new Candidate(CxlPmemModule::new, "cxl_nvdimm", "pmem0", () -> CxlMachine.builder(1, 1).module(new CxlMemModule()).module(new LibnvdimmModule()), List.of("cxl_acpi", "cxl_pci", "cxl_mem"), _ -> { },
                machine -> machine.modprobeRemove("cxl_pci"), Optional.empty());
    }
}
