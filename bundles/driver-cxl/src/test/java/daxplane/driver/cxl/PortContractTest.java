package daxplane.driver.cxl;

import daxplane.tck.Candidate;
import daxplane.tck.DriverContract;

/** The driver of ports, which is a part of the kernel image, with the port of a host bridge: an endpoint does not outlive its binding. */
class PortContractTest extends DriverContract {

    @Override
    protected Candidate candidate() {
        return Candidate.of(CxlModule::new, "cxl_port", "port1", () -> CxlMachine.builder(1, 1).module(new CxlMemModule()))
                .after("cxl_acpi", "cxl_pci", "cxl_mem").leavingWhen(machine -> machine.modprobeRemove("cxl_acpi"));
    }
}
