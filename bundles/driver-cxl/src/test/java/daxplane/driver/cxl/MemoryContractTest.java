package daxplane.driver.cxl;

import daxplane.tck.Candidate;
import daxplane.tck.DriverContract;

/** The driver of memory devices. */
class MemoryContractTest extends DriverContract {

    @Override
    protected Candidate candidate() {
        return Candidate.of(CxlMemModule::new, "cxl_mem", "mem0", () -> CxlMachine.builder(1, 1)).after("cxl_acpi", "cxl_pci")
                .leavingWhen(machine -> machine.modprobeRemove("cxl_pci"));
    }
}
