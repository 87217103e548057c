package daxplane.nvdimm;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.inventory.AddressRange;
import daxplane.kernel.Firmware;
import daxplane.kernel.Firmware.MemoryAffinity;
import daxplane.kernel.memory.MemoryModule;
import daxplane.kernel.testing.TestMachine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/**
 * The tables speak of domains 0, 1 and 3, and Linux calls them nodes 0, 1 and 2: "SRAT: Node 2 PXM 3", as 6.12 says on a machine
 * whose room for hot-plugged memory is in domain 3.
 */
class NumaNodesTest {

    private static final long GIBIBYTE = 1L << 30;
    private static final List<List<Integer>> DISTANCES = List.of(List.of(10, 21, 17, 28), List.of(21, 10, 28, 17), List.of(17, 28, 10, 28),
            List.of(28, 17, 28, 10));

    private final TestMachine machine = TestMachine.with().module(new MemoryModule())
            .iomem(new AddressRange(0x100000, 2 * GIBIBYTE), "System RAM")
            .firmware(new Firmware(Optional.empty(), List.of(ram(0, 0, 1), ram(1, 1, 1), new MemoryAffinity(AddressRange.ofSize(4 * GIBIBYTE, 8 * GIBIBYTE), 3,
                    true, true, false)), Map.of(0, 0, 1, 1), DISTANCES, List.of(), List.of(), List.of(), Map.of()))
            .boot();

    private static MemoryAffinity ram(int domain, int startGib, int gib) {
        return new MemoryAffinity(AddressRange.ofSize(startGib * GIBIBYTE, gib * GIBIBYTE), domain, true, false, false);
    }

    @Test
    void aDomainIsNoNode() {
        machine.inside(kernel -> {
            var nodes = new NumaNodes(kernel);
            assertThat(nodes.ofDomain(OptionalInt.of(3))).hasValue(2);
            assertThat(nodes.ofDomain(OptionalInt.of(2))).isEmpty();
            assertThat(nodes.ofDomain(OptionalInt.empty())).isEmpty();
            assertThat(nodes.ofAddress(5 * GIBIBYTE)).hasValue(2);
        });
    }

    /** Domain 3 is 28 from domain 0 and 17 from domain 1. */
    @Test
    void distancesAreThoseOfTheDomains() {
        machine.inside(kernel -> {
            assertThat(new NumaNodes(kernel).closestOnline(OptionalInt.of(2))).isEqualTo(1);
            assertThat(new NumaNodes(kernel).closestOnline(OptionalInt.of(0))).isZero();
            assertThat(new NumaNodes(kernel).closestOnline(OptionalInt.empty())).isZero();
        });
    }
}
