package daxplane.driver.cxl;

import daxplane.driver.label.LabelModule;
import daxplane.nvdimm.LibnvdimmModule;
import daxplane.tck.Candidate;
import daxplane.tck.DriverContract;

/** The driver of the bridge to the nd bus. */
class BridgeContractTest extends DriverContract {

    @Override
    protected Candidate candidate() {
        return Candidate.of(CxlPmemModule::new, "cxl_nvdimm_bridge", "nvdimm-bridge0",
                        () -> CxlMachine.builder(1, 1).module(new CxlMemModule()).module(new LabelModule()).module(new LibnvdimmModule()))
                .after("libnvdimm", "cxl_acpi").leavingWhen(machine -> machine.modprobeRemove("cxl_acpi"));
    }
}
