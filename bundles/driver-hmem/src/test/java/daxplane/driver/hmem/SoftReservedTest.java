package daxplane.driver.hmem;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.dax.DaxModule;
import daxplane.inventory.AddressRange;
import daxplane.kernel.Attribute;
import daxplane.kernel.Device;
import daxplane.kernel.Firmware;
import daxplane.kernel.Firmware.MemoryAffinity;
import daxplane.kernel.Firmware.Performance;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.KernelModule;
import daxplane.kernel.memory.MemoryModule;
import daxplane.kernel.testing.TestMachine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which ranges get a device, and which number. Asked of Linux 6.12.117 and 6.1 in the laboratory. */
class SoftReservedTest {

    private static final AddressRange NODE = AddressRange.ofSize(1L << 30, 1L << 30);
    private static final AddressRange PART = AddressRange.ofSize(5L << 28, 1L << 28);

    @Test
    void aPartOfANodeHasADeviceWithoutAPerformanceTable() throws Exception {
        assertThat(devices("6.12", false, PART)).containsExactly("hmem.0");
    }

    /** "hmem range [mem 0x50000000-0x5fffffff] already active": by the whole node, which is not reserved. */
    @Test
    void aPartOfANodeHasNoneWithAPerformanceTable() throws Exception {
        assertThat(devices("6.12", true, PART)).isEmpty();
    }

    @Test
    void aWholeNodeHasOneWithAPerformanceTable() throws Exception {
        assertThat(devices("6.12", true, NODE)).containsExactly("hmem.0");
    }

    @Test
    void thePerformanceTableHadNoSayBefore() throws Exception {
        assertThat(devices("6.1", true, PART)).containsExactly("hmem.0");
    }

    /** Regions of NVDIMMs that are there already have the numbers 0 and 1: hmem.2, its dax region 2, and dax2.0. */
    @Test
    void numbersAreSharedWithRegionsOfOtherMemory() throws Exception {
        var machine = machine("6.12", false, PART).module(new OtherRegions()).boot("dax_hmem");

        assertThat(hmemDevices(machine)).containsExactly("hmem.2");
        assertThat(machine.read("/sys/devices/platform/hmem.2/dax_region/id")).isEqualTo("2\n");
    }

    private static List<String> devices(String profile, boolean performance, AddressRange reserved) throws Exception {
        return hmemDevices(machine(profile, performance, reserved).boot("dax_hmem"));
    }

    private static List<String> hmemDevices(TestMachine machine) {
        return machine.list("/sys/devices/platform").stream().filter(name -> name.startsWith("hmem.")).sorted().toList();
    }

    private static TestMachine.Builder machine(String profile, boolean performance, AddressRange reserved) {
        var affinity = List.of(new MemoryAffinity(new AddressRange(0, 1L << 30), 0, true, false, false), new MemoryAffinity(NODE, 1, true, false, false));
        var table = performance ? List.of(new Performance(0, 1, Performance.Kind.READ_LATENCY, 10)) : List.<Performance>of();
        return TestMachine.with().profile(profile).firmware(new Firmware(Optional.empty(), affinity, Map.of(0, 0), List.of(List.of(10, 20), List.of(20, 10)),
                table, List.of(), List.of(reserved), Map.of())).module(new MemoryModule()).module(new DaxModule()).module(new HmemModule())
                .module(new DaxHmemModule());
    }

    /** Two regions of some other kind, built in. */
    private static final class OtherRegions implements KernelModule {

        @Override
        public String name() {
            return "other";
        }

        @Override
        public boolean builtIn() {
            return true;
        }

        @Override
        public void load(Kernel kernel) throws KernelException {
            for (int region = 0; region < 2; region++) {
                kernel.devices().register(new Region(kernel.devices().freeMemoryRegion()));
            }
        }
    }

    private static final class Region extends Device {

        private final int number;

        Region(int number) {
            super("region" + number, "/sys/devices", Optional.empty());
            this.number = number;
        }

        @Override
        public Set<Integer> memoryRegions() {
            return Set.of(number);
        }

        @Override
        public String owner() {
            return "other";
        }

        @Override
        protected List<Attribute> attributes() {
            return List.of();
        }

        @Override
        protected Map<String, String> state() {
            return Map.of();
        }
    }
}
