package daxplane.driver.cxl;

import daxplane.nvdimm.LibnvdimmModule;
import daxplane.tck.Candidate;
import daxplane.tck.DriverContract;
import java.util.List;
import java.util.Optional;

/** The driver of the bridge to the nd bus. */
class BridgeContractTest extends DriverContract {

    @Override
    protected Candidate candidate() {
        return new Candidate(CxlPmemModule::new, "cxl_nvdimm_bridge", "nvdimm-bridge0", () -> CxlMachine.builder(1, 1).module(new CxlMemModule()).module(new LibnvdimmModule()), List.of("libnvdimm", "cxl_acpi"), _ -> { },
                machine -> machine.modprobeRemove("cxl_acpi"), Optional.empty());
    }
}
