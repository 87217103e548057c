package daxplane.driver.hmem;

import daxplane.tck.Candidate;
import daxplane.tck.DriverContract;
import java.util.List;
import java.util.Optional;

/** The device of one range, which the other driver of the module makes: it comes and leaves with the module. */
class HmemContractTest extends DriverContract {

    @Override
    protected Candidate candidate() {
        return new Candidate(DaxHmemModule::new, HmemDriver.NAME, "hmem.0", HmemPlatformContractTest::machine, List.of(), _ -> { },
                machine -> machine.modprobeRemove("dax_hmem"), Optional.empty());
    }
}
