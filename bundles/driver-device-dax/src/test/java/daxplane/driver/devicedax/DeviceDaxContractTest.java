package daxplane.driver.devicedax;

import daxplane.tck.Candidate;
import daxplane.tck.DriverContract;

class DeviceDaxContractTest extends DriverContract {

    @Override
    protected Candidate candidate() {
        return Candidate.dax(DeviceDaxModule::new);
    }
}
