package daxplane.driver.kmem;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.dax.DaxModule;
import daxplane.dax.StaticDaxRegion;
import daxplane.tck.RegionProvider;
import daxplane.driver.devicedax.DeviceDaxModule;
import daxplane.inventory.AddressRange;
import daxplane.kernel.testing.TestMachine;
import daxplane.kernel.testing.TwoSocket;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of docs/kernel/memory.md 6: what is left when kmem let go of a device, and who can have the device then. */
class LeakTableTest {

    private static final String DRIVERS = "/sys/bus/dax/drivers/";
    private static final String MEMORY = "/sys/devices/system/memory/";
    private static final String RESERVED = "  108000000-11fffffff : dax0.0\n    108000000-11fffffff : System RAM";

    /** How kmem loses the device: each column of the table begins with one. */
    private enum Loss { UNBIND, UNLOAD }

    /** The machine with one device on kmem, its second block online if wanted, after kmem lost it. */
    private static TestMachine after(String profile, boolean online, Loss loss) {
        var region = new StaticDaxRegion("/sys/devices/nd/dax0", 0, 0, new AddressRange(0x108000000L, 0x120000000L), 2 << 20, 0, OptionalInt.of(2));
        var machine = TwoSocket.machine().profile(profile).module(new DaxModule()).module(new DeviceDaxModule()).module(new KmemModule())
                .module(RegionProvider.of(region)).boot(RegionProvider.NAME, "kmem");
        machine.write(DRIVERS + "kmem/new_id", "dax0.0\n");
        assertThat(machine.driverOf("dax", "dax0.0")).isEqualTo("kmem");
        if (online) {
            assertThat(machine.write(MEMORY + "memory34/state", "online_movable\n")).isEqualTo("ok");
        }
        String answer = switch (loss) {
            case UNBIND -> machine.write(DRIVERS + "kmem/unbind", "dax0.0\n");
            case UNLOAD -> machine.modprobeRemove("kmem");
        };
        assertThat(answer).as("never refused").isEqualTo("ok");
        assertThat(machine.driverOf("dax", "dax0.0")).isEmpty();
        return machine;
    }

    /** Before 5.14 the errno of a probe is told in the log alone, and the writer gets ENODEV (docs/kernel/drivers.md 1.3). */
    private static String errnoOfBinding(TestMachine machine, String driver, String profile) {
        String answer = machine.write(DRIVERS + driver + "/bind", "dax0.0\n");
        if (answer.equals("ok") || !profile.equals("5.1")) {
            return answer.replace("@write", "");
        }
        assertThat(answer).isEqualTo("ENODEV@write");
        return machine.messages().getLast().toString().equals("<4>" + driver + ": probe of dax0.0 failed with error -16") ? "EBUSY" : "ENODEV";
    }

    @ParameterizedTest
    @CsvSource({
        // kernel, a block online, blocks stay, reserved, bind kmem, bind device_dax
        "5.1,  true,  true,  true,  EBUSY, EBUSY",
        "5.1,  false, true,  true,  EBUSY, EBUSY",
        "6.1,  false, false, false, ok,    ok",
        "6.12, false, false, false, ok,    ok",
        "6.1,  true,  true,  true,  EBUSY, EBUSY",
        "6.12, true,  true,  true,  EBUSY, EBUSY",
    })
    void afterUnbinding(String profile, boolean online, boolean blocksStay, boolean reserved, String bindKmem, String bindDeviceDax) {
        var machine = after(profile, online, Loss.UNBIND);

        assertThat(machine.exists(MEMORY + "memory33")).as("blocks").isEqualTo(blocksStay);
        assertThat(machine.exists(MEMORY + "memory34")).as("blocks").isEqualTo(blocksStay);
        if (blocksStay) {
            assertThat(machine.read(MEMORY + "memory34/state")).isEqualTo(online ? "online\n" : "offline\n");
            String total = machine.read("/proc/meminfo").lines().findFirst().orElseThrow();
            assertThat(machine.write(MEMORY + "memory33/state", "online_movable\n")).as("they can still be onlined").isEqualTo("ok");
            assertThat(machine.read("/proc/meminfo")).as("and used").doesNotContain(total);
            assertThat(machine.write(MEMORY + "memory33/state", "offline\n")).isEqualTo("ok");
        }
        assertThat(machine.read("/proc/iomem").contains(RESERVED)).as("iomem").isEqualTo(reserved);

        assertThat(errnoOfBinding(machine, "kmem", profile)).as("bind kmem").isEqualTo(bindKmem);
        machine.write(DRIVERS + "kmem/unbind", "dax0.0\n");
        machine.write(DRIVERS + "kmem/remove_id", "dax0.0\n");
        machine.write("/sys/bus/dax/drivers_autoprobe", "0\n");
        machine.modprobe("device_dax");
        assertThat(errnoOfBinding(machine, "device_dax", profile)).as("bind device_dax").isEqualTo(bindDeviceDax);
        machine.write(DRIVERS + "device_dax/unbind", "dax0.0\n");

        assertThat(machine.modprobeRemove("kmem")).as("rmmod").isEqualTo("ok");
        assertThat(machine.modprobe("kmem")).isEqualTo("ok");
        machine.write(DRIVERS + "kmem/new_id", "dax0.0\n");
        assertThat(machine.driverOf("dax", "dax0.0")).as("after rmmod and modprobe").isEqualTo(reserved ? "" : "kmem");
    }

    @ParameterizedTest
    @CsvSource({"5.1, true, true", "5.1, false, true", "6.1, false, false", "6.12, false, false", "6.1, true, true", "6.12, true, true"})
    void afterUnloadingAndLoading(String profile, boolean online, boolean reserved) {
        var machine = after(profile, online, Loss.UNLOAD);
        assertThat(machine.read("/proc/iomem").contains(RESERVED)).isEqualTo(reserved);
        machine.modprobe("kmem");
        machine.write(DRIVERS + "kmem/new_id", "dax0.0\n");

        assertThat(machine.driverOf("dax", "dax0.0")).isEqualTo(reserved ? "" : "kmem");
        if (reserved) {
            assertThat(errnoOfBinding(machine, "kmem", profile)).isEqualTo("EBUSY");
            machine.write(MEMORY + "memory34/state", "offline\n");
            assertThat(errnoOfBinding(machine, "kmem", profile)).as("taking it offline later heals nothing").isEqualTo("EBUSY");
            machine.boot(RegionProvider.NAME, "kmem");
            machine.write(DRIVERS + "kmem/new_id", "dax0.0\n");
            assertThat(machine.driverOf("dax", "dax0.0")).as("the next boot does").isEqualTo("kmem");
        }
    }
}
