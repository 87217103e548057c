package daxplane.driver.cxl;

import daxplane.tck.Candidate;
import daxplane.tck.DriverContract;
import java.util.List;
import java.util.Optional;

/** The driver of memory devices. */
class MemoryContractTest extends DriverContract {

    @Override
    protected Candidate candidate() {
        return new Candidate(CxlMemModule::new, "cxl_mem", "mem0", () -> CxlMachine.builder(1, 1), List.of("cxl_acpi", "cxl_pci"), _ -> { },
                machine -> machine.modprobeRemove("cxl_pci"), Optional.empty());
    }
}
