package daxplane.driver.hmem;

import daxplane.dax.DaxModule;
import daxplane.inventory.AddressRange;
import daxplane.kernel.Firmware;
import daxplane.kernel.Firmware.MemoryAffinity;
import daxplane.kernel.memory.MemoryModule;
import daxplane.kernel.testing.TestMachine;
import daxplane.tck.Candidate;
import daxplane.tck.DriverContract;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The device that stands for all soft-reserved memory. */
class HmemPlatformContractTest extends DriverContract {

    static TestMachine.Builder machine() {
        var affinity = List.of(new MemoryAffinity(new AddressRange(0, 2L << 30), 0, true, false, false),
                new MemoryAffinity(AddressRange.ofSize(4L << 30, 2L << 30), 1, true, false, false));
        return TestMachine.with().firmware(new Firmware(Optional.empty(), affinity, Map.of(0, 0), List.of(List.of(10, 20), List.of(20, 10)), List.of(),
                        List.of(), List.of(AddressRange.ofSize(4L << 30, 1L << 30)), Map.of()))
                .module(new MemoryModule()).module(new DaxModule()).module(new HmemModule());
    }

    @Override
    protected Candidate candidate() {
        return Candidate.of(DaxHmemModule::new, "hmem_platform", "hmem_platform.0", HmemPlatformContractTest::machine)
                .leavingWhen(machine -> machine.modprobeRemove("dax_hmem"));
    }
}
