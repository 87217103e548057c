package daxplane.driver.kmem;

import daxplane.tck.RegionProvider;
import daxplane.driver.devicedax.DeviceDaxModule;
import daxplane.tck.Candidate;
import daxplane.tck.DriverContract;
import org.junit.jupiter.api.Nested;

/** As the patch series had it: {@code device_dax} has the device before, and memory never comes back. docs/kernel/memory.md 2.1 and 2.2. */
class KmemInPatchesContractTest {

    private static Candidate candidate(String profile) {
        return Candidate.dax(KmemModule::new).on(machine -> machine.profile(profile).module(new DeviceDaxModule()))
                .after(RegionProvider.NAME, "device_dax").keepingMemory();
    }

    @Nested
    class Version4 extends DriverContract {

        @Override
        protected Candidate candidate() {
            return KmemInPatchesContractTest.candidate("kmem-v4");
        }
    }

    @Nested
    class AsMerged extends DriverContract {

        @Override
        protected Candidate candidate() {
            return KmemInPatchesContractTest.candidate("5.1");
        }
    }
}
