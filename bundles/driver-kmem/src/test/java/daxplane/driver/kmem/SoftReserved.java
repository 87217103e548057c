package daxplane.driver.kmem;

import daxplane.dax.DaxModule;
import daxplane.driver.hmem.DaxHmemModule;
import daxplane.driver.hmem.HmemModule;
import daxplane.inventory.AddressRange;
import daxplane.kernel.Firmware;
import daxplane.kernel.Firmware.MemoryAffinity;
import daxplane.kernel.memory.MemoryModule;
import daxplane.kernel.testing.TestMachine;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The machine of the recorded hmem cases: 1 GiB of soft-reserved memory at 4 GiB, on a node that has RAM as well. */
final class SoftReserved {

    static final AddressRange RANGE = AddressRange.ofSize(4L << 30, 1L << 30);

    private SoftReserved() {
    }

    static TestMachine.Builder machine(Map<String, String> parameters) {
        var affinity = List.of(new MemoryAffinity(new AddressRange(0, 2L << 30), 0, true, false, false),
                new MemoryAffinity(AddressRange.ofSize(4L << 30, 2L << 30), 1, true, false, false),
                new MemoryAffinity(AddressRange.ofSize(6L << 30, 32L << 30), 2, true, true, false));
        return TestMachine.with().firmware(new Firmware(Optional.empty(), affinity, Map.of(0, 0, 1, 1), List.of(List.of(10, 21, 20), List.of(21, 10, 20),
                        List.of(20, 20, 10)), List.of(), List.of(), List.of(RANGE), parameters))
                .iomem(new AddressRange(0x1000, 0x9fc00), "System RAM").iomem(new AddressRange(0x100000, 0x7ffdf000), "System RAM")
                .iomem(AddressRange.ofSize(5L << 30, 1L << 30), "System RAM")
                .module(new MemoryModule()).module(new DaxModule()).module(new HmemModule()).module(new DaxHmemModule());
    }
}
