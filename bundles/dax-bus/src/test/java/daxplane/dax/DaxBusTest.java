package daxplane.dax;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.inventory.AddressRange;
import daxplane.kernel.Device;
import daxplane.kernel.Driver;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.KernelModule;
import daxplane.kernel.MemoryDevice;
import daxplane.kernel.testing.ProviderModule;
import daxplane.kernel.testing.TestMachine;
import daxplane.kernel.testing.TwoSocket;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The bus with drivers that only know the published contract. */
class DaxBusTest {

    private static final String DEVICE = "/sys/bus/dax/devices/dax0.3/";
    private static final StaticDaxRegion FIXED = new StaticDaxRegion("/sys/devices/nd/dax0.1", 0, 3, new AddressRange(0x100a00000L, 0x120000000L),
            2 << 20, 0, OptionalInt.of(2));

    private final TestMachine machine = bus().module(provided(FIXED)).boot(ProviderModule.NAME);

    private static TestMachine.Builder bus() {
        return TwoSocket.machine().module(new DaxModule()).module(new Toy("mapper", false)).module(new Toy("ram", true));
    }

    private static ProviderModule provided(StaticDaxRegion region) {
        return new ProviderModule(List.of(region.parentDirectory()), (kernel, _) -> kernel.symbol(StaticDaxRegions.class).orElseThrow().add(region), DaxBusTest::take);
    }

    private static ProviderModule provided(DynamicDaxRegion region) {
        return new ProviderModule(List.of(region.parentDirectory()), (kernel, _) -> kernel.symbol(DynamicDaxRegions.class).orElseThrow().add(region), DaxBusTest::take);
    }

    private static void take(Kernel kernel, String parent) {
        kernel.symbol(StaticDaxRegions.class).orElseThrow().remove(parent);
    }

    @Test
    void aFixedDeviceIsShownAsTheKernelDoes() {
        assertThat(machine.list("/sys/bus/dax/devices")).containsExactly("dax0.3");
        assertThat(machine.readLink("/sys/bus/dax/devices/dax0.3")).isEqualTo("../../../devices/nd/dax0.1/dax0.3");
        assertThat(machine.read(DEVICE + "size")).isEqualTo("526385152\n");
        assertThat(machine.read(DEVICE + "align")).isEqualTo("2097152\n");
        assertThat(machine.read(DEVICE + "resource")).isEqualTo("0x100a00000\n");
        assertThat(machine.read(DEVICE + "target_node")).isEqualTo("2\n");
        assertThat(machine.read(DEVICE + "numa_node")).isEqualTo("0\n");
        assertThat(machine.read(DEVICE + "modalias")).isEqualTo("dax:t0\n");
        assertThat(machine.read(DEVICE + "memmap_on_memory")).isEqualTo("0\n");
        assertThat(machine.read(DEVICE + "uevent")).isEqualTo("MAJOR=252\nMINOR=0\nDEVNAME=dax0.3\nMODALIAS=dax:t0\n");
        assertThat(machine.read(DEVICE + "mapping0/start")).isEqualTo("0x100a00000\n");
        assertThat(machine.read(DEVICE + "mapping0/end")).isEqualTo("0x11fffffff\n");
        assertThat(machine.read(DEVICE + "mapping0/page_offset")).isEqualTo("0x0\n");
        assertThat(machine.list("/sys/devices/nd/dax0.1/dax_region")).containsExactlyInAnyOrder("id", "size", "align");
        assertThat(machine.list("/dev")).contains("dax0.3");
        assertThat(machine.exists(DEVICE + "mapping")).isFalse();
    }

    @Test
    void aFixedDeviceCanNotBeResized() {
        assertThat(machine.write(DEVICE + "size", "4096\n")).isEqualTo("EACCES@open");
        assertThat(machine.write(DEVICE + "align", "4096\n")).isEqualTo("EACCES@open");
    }

    @Test
    void aDeviceWithoutTargetNodeDoesNotShowOne() {
        var other = bus().module(provided(new StaticDaxRegion("/sys/devices/nd/dax0.1", 0, 0, FIXED.range(), 4096, -1, OptionalInt.empty())))
                .boot(ProviderModule.NAME);

        assertThat(other.exists("/sys/bus/dax/devices/dax0.0/target_node")).isFalse();
        assertThat(other.read("/sys/bus/dax/devices/dax0.0/numa_node")).isEqualTo("-1\n");
    }

    @Test
    void kindDecidesAndIdsOverrule() {
        machine.modprobe("ram");
        assertThat(machine.driverOf("dax", "dax0.3")).isEmpty();
        machine.modprobe("mapper");
        assertThat(machine.driverOf("dax", "dax0.3")).isEqualTo("mapper");

        assertThat(machine.write("/sys/bus/dax/drivers/ram/new_id", "dax0.3\n")).isEqualTo("ok");
        assertThat(machine.driverOf("dax", "dax0.3")).as("bound devices stay").isEqualTo("mapper");
        machine.write("/sys/bus/dax/drivers/mapper/unbind", "dax0.3\n");
        assertThat(machine.write("/sys/bus/dax/drivers/ram/bind", "dax0.3\n")).isEqualTo("ok");
        assertThat(machine.write("/sys/bus/dax/drivers/ram/remove_id", "dax0.3\n")).isEqualTo("ok");
        assertThat(machine.driverOf("dax", "dax0.3")).as("remove_id unbinds nothing").isEqualTo("ram");
    }

    @Test
    void aNewIdOfNoDeviceStillOffersTheOthers() {
        machine.modprobe("ram");
        machine.write("/sys/bus/dax/drivers_autoprobe", "0\n");
        machine.modprobe("mapper");
        assertThat(machine.driverOf("dax", "dax0.3")).isEmpty();

        machine.write("/sys/bus/dax/drivers/mapper/new_id", "dax5.5\n");

        assertThat(machine.driverOf("dax", "dax0.3")).isEqualTo("mapper");
    }

    @Test
    void idsLiveAsLongAsTheirDriver() {
        machine.modprobe("ram");
        machine.write("/sys/bus/dax/drivers/ram/new_id", "dax0.3\n");
        assertThat(machine.driverOf("dax", "dax0.3")).isEqualTo("ram");
        assertSameAfterRestart();
        machine.write("/sys/bus/dax/drivers/ram/unbind", "dax0.3\n");
        assertThat(machine.write("/sys/bus/dax/drivers/ram/bind", "dax0.3\n")).as("the id outlived the process").isEqualTo("ok");

        machine.modprobeRemove("ram");
        machine.modprobe("ram");

        assertThat(machine.driverOf("dax", "dax0.3")).isEmpty();
        assertThat(machine.write("/sys/bus/dax/drivers/ram/bind", "dax0.3\n")).isEqualTo("ENODEV@write");
    }

    @Test
    void theRegionGoesWithItsProvider() {
        machine.modprobe("mapper");

        assertThat(machine.modprobeRemove(ProviderModule.NAME)).isEqualTo("ok");

        assertThat(machine.list("/sys/bus/dax/devices")).isEmpty();
        assertThat(machine.list("/dev")).doesNotContain("dax0.3");
        assertThat(machine.exists("/sys/devices/nd/dax0.1")).isFalse();
        assertThat(machine.modprobe(ProviderModule.NAME)).isEqualTo("ok");
        assertThat(machine.driverOf("dax", "dax0.3")).isEqualTo("mapper");
        assertSameAfterRestart();
    }

    @Test
    void refusesRegionsThatMakeNoSense() {
        machine.inside(kernel -> {
            assertThat(refusal(kernel, FIXED)).as("parent has one").isEqualTo("EBUSY");
            assertThat(refusal(kernel, region("/sys/devices/nd/nobody", 0, FIXED.range()))).as("no parent").isEqualTo("ENODEV");
            assertThat(refusal(kernel, region("/sys/devices/nd", 0, new AddressRange(4096, 8192)))).as("misaligned").isEqualTo("EINVAL");
        });
        assertSameAfterRestart();
    }

    @Test
    void kernelsBefore68HaveNoMemmapOnMemory() {
        assertThat(bus().profile("6.1").module(provided(FIXED)).boot(ProviderModule.NAME).exists(DEVICE + "memmap_on_memory")).isFalse();
    }

    @Test
    void kernelsBefore63GiveEveryDeviceToTheDriverForPrograms() {
        var old = bus().profile("6.1").module(provided(divisible(true))).boot(ProviderModule.NAME, "ram", "mapper");

        assertThat(old.driverOf("dax", "dax1.0")).isEqualTo("mapper");
        assertThat(bus().module(provided(divisible(true))).boot(ProviderModule.NAME, "mapper", "ram").driverOf("dax", "dax1.0")).isEqualTo("ram");
    }

    @Test
    void aDivisibleRegionIsDividedAndPutTogetherAgain() {
        var hmem = bus().module(provided(divisible(false))).boot(ProviderModule.NAME);
        String region = "/sys/devices/platform/hmem.0/dax_region/";
        String first = "/sys/bus/dax/devices/dax1.0/";

        assertThat(hmem.write(region + "create", "1\n")).as("full").isEqualTo("ENOSPC@write");
        assertThat(hmem.write(first + "size", "134217728\n")).isEqualTo("ok");
        assertThat(hmem.write(region + "create", "1\n")).isEqualTo("ok");
        assertThat(hmem.read(region + "seed")).isEqualTo("dax1.1\n");
        assertThat(hmem.write("/sys/bus/dax/devices/dax1.1/size", "134217728\n")).isEqualTo("ok");
        assertThat(hmem.write(first + "size", "268435456\n")).isEqualTo("ok");
        assertThat(hmem.read(first + "mapping1/page_offset")).isEqualTo("0x8000\n");
        assertSameAfterRestart(hmem);
        hmem.modprobe("mapper");
        assertThat(hmem.read(region + "seed")).as("bound").isEqualTo("\n");
        assertThat(hmem.read(region + "create")).isEqualTo("dax1.1\n");
        assertThat(hmem.write(first + "size", "0\n")).as("bound").isEqualTo("EBUSY@write");
        assertThat(hmem.write(first + "size", "1\n")).as("misaligned comes first").isEqualTo("EINVAL@write");
        assertThat(hmem.write(first + "align", "x\n")).as("unreadable").isEqualTo("ENXIO@write");
        assertSameAfterRestart(hmem);
    }

    private static DynamicDaxRegion divisible(boolean meantAsRam) {
        return new DynamicDaxRegion("/sys/devices/platform/hmem.0", 1, new AddressRange(0x100000000L, 0x140000000L), 2 << 20, 0, OptionalInt.of(2),
                meantAsRam, 1L << 30);
    }

    private static StaticDaxRegion region(String parent, int id, AddressRange range) {
        return new StaticDaxRegion(parent, id, 0, range, 2 << 20, 0, OptionalInt.of(2));
    }

    private static String refusal(Kernel kernel, StaticDaxRegion region) {
        try {
            kernel.symbol(StaticDaxRegions.class).orElseThrow().add(region);
            return "ok";
        } catch (KernelException refused) {
            return refused.errno().name();
        }
    }

    private void assertSameAfterRestart() {
        assertSameAfterRestart(machine);
    }

    private static void assertSameAfterRestart(TestMachine machine) {
        var before = machine.dump();
        machine.restartProcess();
        assertThat(machine.dump()).isEqualTo(before);
    }

    /** A driver that takes memory of one kind and does nothing with it. */
    private record Toy(String name, boolean ram) implements KernelModule {

        @Override
        public List<Driver> drivers() {
            return List.of(new Driver() {
                @Override
                public String name() {
                    return name;
                }

                @Override
                public String bus() {
                    return "dax";
                }

                @Override
                public boolean matches(Device device) {
                    return device instanceof MemoryDevice memory && memory.meantAsRam() == ram;
                }

                @Override
                public void probe(Device device, Kernel kernel) {
                }

                @Override
                public void remove(Device device, Kernel kernel) {
                }
            });
        }
    }
}
