package daxplane.driver.hmem;

import daxplane.tck.Candidate;
import daxplane.tck.DriverContract;

/** The device of one range, which the other driver of the module makes: it comes and leaves with the module. */
class HmemContractTest extends DriverContract {

    @Override
    protected Candidate candidate() {
        return Candidate.of(DaxHmemModule::new, HmemDriver.NAME, "hmem.0", HmemPlatformContractTest::machine)
                .leavingWhen(machine -> machine.modprobeRemove("dax_hmem"));
    }
}
