package daxplane.driver.kmem;

import daxplane.tck.Candidate;
import daxplane.tck.DriverContract;

class KmemContractTest extends DriverContract {

    @Override
    protected Candidate candidate() {
        return Candidate.dax(KmemModule::new);
    }
}
