package daxplane.driver.kmem;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.dax.DaxModule;
import daxplane.dax.StaticDaxRegion;
import daxplane.tck.RegionProvider;
import daxplane.driver.devicedax.DeviceDaxModule;
import daxplane.inventory.AddressRange;
import daxplane.kernel.KernelException;
import daxplane.kernel.testing.TestMachine;
import daxplane.kernel.testing.TwoSocket;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What the recordings do not show, or show only among other things. */
class KmemDriverTest {

    private static final String DRIVERS = "/sys/bus/dax/drivers/";
    private static final String MEMORY = "/sys/devices/system/memory/";

    @Test
    void refusesADeviceWithoutAWholeBlock() {
        var machine = machine("6.12", region(0, 0x120400000L, 0x128000000L, OptionalInt.of(2)));

        assertThat(machine.write(DRIVERS + "kmem/new_id", "dax0.0\n")).as("silent").isEqualTo("ok");
        assertThat(machine.driverOf("dax", "dax0.0")).isEmpty();
        assertThat(machine.write(DRIVERS + "kmem/bind", "dax0.0\n")).isEqualTo("EINVAL@write");

        assertThat(machine.messages()).extracting(Object::toString).contains("<6>kmem dax0.0: mapping0: 0x120400000-0x127ffffff too small after alignment",
                "<4>kmem dax0.0: rejecting DAX region without any memory after alignment");
        assertThat(machine.read("/proc/iomem")).doesNotContain("dax0.0");
    }

    @Test
    void refusesADeviceWithoutANodeToPutItIn() {
        var machine = machine("6.12", region(0, 0x108000000L, 0x120000000L, OptionalInt.empty()));
        machine.write(DRIVERS + "kmem/new_id", "dax0.0\n");

        assertThat(machine.write(DRIVERS + "kmem/bind", "dax0.0\n")).isEqualTo("EINVAL@write");
    }

    @Test
    void refusesANodeThatCanNotExist() {
        var machine = machine("6.12", region(0, 0x108000000L, 0x120000000L, OptionalInt.of(9)));
        machine.write(DRIVERS + "kmem/new_id", "dax0.0\n");

        assertThat(machine.write(DRIVERS + "kmem/bind", "dax0.0\n")).isEqualTo("EINVAL@write");
        assertThat(machine.read("/proc/iomem")).doesNotContain("dax0.0");
    }

    @Test
    void leavesNothingBehindWhenTheRangeIsTaken() throws KernelException {
        var machine = machine("6.12", region(0, 0x108000000L, 0x120000000L, OptionalInt.of(2)));
        machine.inside(kernel -> kernel.resources().request(new AddressRange(0x110000000L, 0x110001000L), "somebody", true, false));
        var before = machine.dump();
        machine.write(DRIVERS + "kmem/new_id", "dax0.0\n");

        assertThat(machine.write(DRIVERS + "kmem/bind", "dax0.0\n")).isEqualTo("EBUSY@write");
        assertThat(machine.dump()).isEqualTo(before);
    }

    @Test
    void aNewIdAlsoTakesOthersThatHaveOne() {
        var machine = machine("6.12", region(0, 0x108000000L, 0x110000000L, OptionalInt.of(2)), region(1, 0x110000000L, 0x118000000L, OptionalInt.of(2)));
        machine.write(DRIVERS + "kmem/new_id", "dax0.0\n");
        machine.write(DRIVERS + "kmem/unbind", "dax0.0\n");

        machine.write(DRIVERS + "kmem/new_id", "dax1.0\n");

        assertThat(machine.driverOf("dax", "dax0.0")).isEqualTo("kmem");
        assertThat(machine.driverOf("dax", "dax1.0")).isEqualTo("kmem");
    }

    @Test
    void unloadingWithABlockOnlineLeaksUntilReboot() {
        var machine = machine("6.12", region(0, 0x108000000L, 0x120000000L, OptionalInt.of(2)));
        machine.write(DRIVERS + "kmem/new_id", "dax0.0\n");
        machine.write(MEMORY + "memory34/state", "online_movable\n");

        assertThat(machine.modprobeRemove("kmem")).isEqualTo("ok");

        assertThat(machine.read("/proc/iomem")).contains("  108000000-11fffffff : dax0.0\n    108000000-11fffffff : System RAM (kmem)\n");
        machine.write(MEMORY + "memory34/state", "offline\n");
        machine.modprobe("kmem");
        machine.write(DRIVERS + "kmem/new_id", "dax0.0\n");
        assertThat(machine.driverOf("dax", "dax0.0")).isEmpty();
        assertThat(machine.modprobe("device_dax")).isEqualTo("ok");
        assertThat(machine.write(DRIVERS + "device_dax/bind", "dax0.0\n")).isEqualTo("EBUSY@write");

        machine.boot(RegionProvider.NAME, "kmem");
        machine.write(DRIVERS + "kmem/new_id", "dax0.0\n");
        assertThat(machine.driverOf("dax", "dax0.0")).isEqualTo("kmem");
    }

    @Test
    void anExchangeOfTheDriverBetweenBindAndUnbindChangesNothing() {
        var machine = machine("6.12", region(0, 0x108000000L, 0x120000000L, OptionalInt.of(2)));
        machine.write(DRIVERS + "kmem/new_id", "dax0.0\n");
        machine.write(MEMORY + "memory34/state", "online_movable\n");
        var before = machine.dump();

        machine.restartProcess();

        assertThat(machine.dump()).isEqualTo(before);
        machine.write(MEMORY + "memory34/state", "offline\n");
        assertThat(machine.write(DRIVERS + "kmem/unbind", "dax0.0\n")).isEqualTo("ok");
        assertThat(machine.exists(MEMORY + "memory33")).isFalse();
        assertThat(machine.read("/proc/iomem")).doesNotContain("dax0.0");
    }

    /** Asked of Linux 6.12: the range with a block online stays, the others go, and the next bind makes do with the others. */
    @Test
    void aDeviceOfSeveralRangesIsTakenAndGivenBackInParts() {
        var machine = SoftReserved.machine(Map.of("memory.auto-online", "offline")).module(new DeviceDaxModule()).module(new KmemModule())
                .boot("dax_hmem", "device_dax");
        String device = "/sys/bus/dax/devices/dax0.0/";
        machine.write(device + "size", "134217728\n");
        assertThat(machine.write(device + "mapping", "108000000-10fffffff\n")).isEqualTo("ok");
        assertThat(machine.write(device + "mapping", "118000000-11fffffff\n")).isEqualTo("ok");
        machine.modprobe("kmem");
        assertThat(machine.list(MEMORY)).contains("memory32", "memory33", "memory35").doesNotContain("memory34");
        machine.write(MEMORY + "memory35/state", "online_movable\n");

        assertThat(machine.write(DRIVERS + "kmem/unbind", "dax0.0\n")).isEqualTo("ok");
        assertThat(machine.list(MEMORY)).contains("memory35").doesNotContain("memory32", "memory33");
        assertThat(machine.write(DRIVERS + "kmem/bind", "dax0.0\n")).isEqualTo("ok");
        assertThat(machine.list(MEMORY)).contains("memory32", "memory33", "memory35");
        assertThat(machine.messages()).extracting(Object::toString)
                .contains("<4>kmem dax0.0: mapping2: 0x118000000-0x11fffffff could not reserve region");

        assertThat(machine.write("/sys/bus/platform/drivers/hmem/unbind", "hmem.0\n")).isEqualTo("ok");
        assertThat(machine.read("/proc/iomem")).contains("100000000-13fffffff : Soft Reserved\n  118000000-11fffffff : dax0.0\n");
        assertThat(machine.write("/sys/bus/platform/drivers/hmem/bind", "hmem.0\n")).isEqualTo("ok");
        assertThat(machine.read(device + "size")).isEqualTo("1073741824\n");
        assertThat(machine.driverOf("dax", "dax0.0")).as("its range is taken").isEmpty();
    }

    @Test
    void aBoundDeviceCanGetMoreRanges() {
        var machine = SoftReserved.machine(Map.of()).module(new DeviceDaxModule()).boot("dax_hmem", "device_dax");
        String device = "/sys/bus/dax/devices/dax0.0/";
        machine.write(device + "size", "134217728\n");
        assertThat(machine.write(device + "mapping", "108000000-107ffffff\n")).as("no bytes").isEqualTo("EBUSY@write");
        assertThat(machine.write(device + "mapping", "108000000-108000000\n")).as("misaligned").isEqualTo("ok");
        assertThat(machine.write(device + "mapping", "110000000-107ffffff\n")).as("backwards").isEqualTo("ENOMEM@write");
        for (String bad : List.of("108000000\n", "108000000-\n", "-10fffffff\n", "108000000-10fffffff-5\n", " 108000000-10fffffff\n")) {
            assertThat(machine.write(device + "mapping", bad)).as(bad).isEqualTo("EINVAL@write");
        }
        machine.write(DRIVERS + "device_dax/new_id", "dax0.0\n");

        assertThat(machine.write(device + "mapping", "0x118000000-0x11fffffff\n")).isEqualTo("ok");

        assertThat(machine.read(device + "size")).isEqualTo("268435456\n");
        assertThat(machine.read("/proc/iomem")).doesNotContain("118000000");
    }

    @Test
    void softReservedDevicesLeaveWithTheirModule() {
        var machine = SoftReserved.machine(Map.of()).module(new DeviceDaxModule()).boot("dax_hmem");
        var before = machine.dump();

        assertThat(machine.modprobeRemove("dax_hmem")).isEqualTo("ok");
        assertThat(machine.list("/sys/bus/platform/devices")).containsExactly("hmem_platform.0");
        assertThat(machine.list("/sys/bus/dax/devices")).isEmpty();
        assertThat(machine.modprobe("dax_hmem")).isEqualTo("ok");
        assertThat(machine.dump()).isEqualTo(before);
    }

    private static StaticDaxRegion region(int id, long start, long end, OptionalInt targetNode) {
        return new StaticDaxRegion("/sys/devices/nd/dax" + id, id, 0, new AddressRange(start, end), 2 << 20, 0, targetNode);
    }

    private static TestMachine machine(String profile, StaticDaxRegion... regions) {
        return TwoSocket.machine().profile(profile).module(new DaxModule()).module(new DeviceDaxModule()).module(new KmemModule())
                .module(RegionProvider.of(regions)).boot(RegionProvider.NAME, "kmem");
    }
}
