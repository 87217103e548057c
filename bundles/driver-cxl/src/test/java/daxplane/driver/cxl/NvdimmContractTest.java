package daxplane.driver.cxl;

import daxplane.driver.label.LabelModule;
import daxplane.nvdimm.LibnvdimmModule;
import daxplane.tck.Candidate;
import daxplane.tck.DriverContract;

/** The driver of memory devices' persistent sides. */
class NvdimmContractTest extends DriverContract {

    @Override
    protected Candidate candidate() {
        return Candidate.of(CxlPmemModule::new, "cxl_nvdimm", "pmem0",
                        () -> CxlMachine.builder(1, 1).module(new CxlMemModule()).module(new LabelModule()).module(new LibnvdimmModule()))
                .after("cxl_acpi", "cxl_pci", "cxl_mem").leavingWhen(machine -> machine.modprobeRemove("cxl_pci"));
    }
}
