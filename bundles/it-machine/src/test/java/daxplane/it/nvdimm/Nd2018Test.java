package daxplane.it.nvdimm;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.kernel.testing.TestMachine;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Profile nd-2018: the attachment scheme of the first requirement, on the nd bus. docs/kernel/drivers.md 2.2; for the class, section 3.8. */
class Nd2018Test {

    private static final String DAX_PMEM = "/sys/bus/nd/drivers/dax_pmem/";
    private static final String DAX_KMEM = "/sys/bus/nd/drivers/dax_kmem/";
    private static final String MEMORY = "/sys/devices/system/memory/";
    private static final String RESERVED = "  88000000-9fffffff : dax0.0\n    88000000-9fffffff : System RAM\n";

    /** 512 MiB at 2 GiB, one devdax namespace. */
    private static TestMachine machine(String profile) {
        var machine = RecordedMachine.boot(Map.of("dimms", List.of(), "regions", List.of(),
                "e820", List.of(Map.of("start", 2L << 30, "bytes", 512L << 20, "target", 2, "kind", "e820"))), profile);
        assertThat(new NdctlRecipe(machine).run("ndctl create-namespace -fe namespace0.0 -m devdax",
                List.of("00000001-1111-2222-3333-444444444441", "00000001-1111-2222-3333-444444444442").iterator())).isTrue();
        return machine;
    }

    private static TestMachine machine() {
        var machine = machine("nd-2018");
        assertThat(machine.driverOf("nd", "dax0.0")).isEqualTo("dax_pmem");
        assertThat(machine.modprobe("dax_kmem")).isEqualTo("ok");
        return machine;
    }

    private static TestMachine handedOver() {
        var machine = machine();
        machine.write(DAX_KMEM + "new_id", "dax0.0\n");
        machine.write(DAX_PMEM + "unbind", "dax0.0\n");
        assertThat(machine.write(DAX_KMEM + "bind", "dax0.0\n")).isEqualTo("ok");
        return machine;
    }

    /** The commands as they stand in the document. */
    @Test
    void theSequenceOfTheRequirementHandsTheMemoryOver() {
        var machine = machine("nd-2018");

        assertThat(machine.modprobe("dax_kmem")).isEqualTo("ok");
        assertThat(machine.write(DAX_KMEM + "new_id", "dax0.0\n")).isEqualTo("ok");
        assertThat(machine.write(DAX_PMEM + "unbind", "dax0.0\n")).isEqualTo("ok");
        assertThat(machine.write(DAX_KMEM + "bind", "dax0.0\n")).isEqualTo("ok");

        assertThat(machine.driverOf("nd", "dax0.0")).isEqualTo("dax_kmem");
        assertThat(machine.read("/proc/iomem")).contains("  80000000-809fffff : namespace0.0\n" + RESERVED);
        for (int block = 17; block < 20; block++) {
            assertThat(machine.list(MEMORY + "memory" + block)).contains("node2");
            assertThat(machine.write(MEMORY + "memory" + block + "/state", "online_movable\n")).isEqualTo("ok");
        }
        var before = machine.dump();
        machine.restartProcess();
        assertThat(machine.dump()).isEqualTo(before);
    }

    @Nested
    class Matching {

        @Test
        void bothDriversHaveIdListsAndNoOther() {
            var machine = machine();

            assertThat(machine.list(DAX_PMEM)).contains("new_id", "remove_id", "bind", "unbind");
            assertThat(machine.list(DAX_KMEM)).contains("new_id", "remove_id", "bind", "unbind");
            assertThat(machine.list("/sys/bus/nd/drivers/nd_pmem")).doesNotContain("new_id");
            assertThat(machine("6.12").list(DAX_PMEM)).doesNotContain("new_id");
        }

        /** It "must not get in the way of normal pmem". */
        @Test
        void daxKmemMatchesNothingThatItWasNotTold() {
            var machine = machine();
            machine.write(DAX_PMEM + "unbind", "dax0.0\n");

            assertThat(machine.write(DAX_KMEM + "bind", "dax0.0\n")).isEqualTo("ENODEV@write");
            machine.modprobeRemove("dax_kmem");
            machine.modprobe("dax_kmem");
            assertThat(machine.driverOf("nd", "dax0.0")).isEmpty();
            assertThat(machine.write("/sys/bus/nd/drivers_probe", "dax0.0\n")).isEqualTo("ok");
            assertThat(machine.driverOf("nd", "dax0.0")).as("dax_pmem takes all of its kind").isEqualTo("dax_pmem");
        }

        @Test
        void aNewIdDoesNotTakeADeviceFromItsDriver() {
            var machine = machine();

            machine.write(DAX_KMEM + "new_id", "dax0.0\n");

            assertThat(machine.driverOf("nd", "dax0.0")).isEqualTo("dax_pmem");
            assertThat(machine.write(DAX_KMEM + "bind", "dax0.0\n")).as("bound").isEqualTo("ENODEV@write");
        }

        @Test
        void aNewIdTakesAnUnboundDeviceAtOnce() {
            var machine = machine();
            machine.write(DAX_PMEM + "unbind", "dax0.0\n");

            machine.write(DAX_KMEM + "new_id", "dax0.0\n");

            assertThat(machine.driverOf("nd", "dax0.0")).isEqualTo("dax_kmem");
            assertThat(machine.write(DAX_KMEM + "bind", "dax0.0\n")).isEqualTo("ENODEV@write");
        }

        @Test
        void aRemovedIdDoesNotUnbindAndDoesNotMatchAgain() {
            var machine = handedOver();

            assertThat(machine.write(DAX_KMEM + "remove_id", "dax0.0\n")).isEqualTo("ok");
            assertThat(machine.driverOf("nd", "dax0.0")).isEqualTo("dax_kmem");
            assertThat(machine.write(DAX_KMEM + "unbind", "dax0.0\n")).isEqualTo("ok");
            assertThat(machine.write(DAX_KMEM + "bind", "dax0.0\n")).isEqualTo("ENODEV@write");
            assertThat(machine.messages()).map(Object::toString).as("not even tried").noneMatch(line -> line.contains("dax_kmem: probe of dax0.0"));
        }

        @Test
        void onlyNamesOfDaxDevicesAreIds() {
            var machine = machine();

            assertThat(machine.write(DAX_KMEM + "new_id", "namespace0.0\n")).isEqualTo("EINVAL@write");
            assertThat(machine.write(DAX_KMEM + "new_id", "dax00.0\n")).isEqualTo("EINVAL@write");
            assertThat(machine.write(DAX_KMEM + "new_id", "dax7.7\n")).as("need not exist").isEqualTo("ok");
        }

        @Test
        void listsEndWithTheirDriverAndOutliveTheProcess() {
            var machine = machine();
            machine.write(DAX_KMEM + "new_id", "dax0.0\n");
            machine.restartProcess();
            machine.write(DAX_PMEM + "unbind", "dax0.0\n");
            machine.write(DAX_KMEM + "new_id", "dax7.7\n");
            assertThat(machine.driverOf("nd", "dax0.0")).as("still on the list, so any new id takes it").isEqualTo("dax_kmem");

            machine.boot("nd_e820", "dax_kmem");
            machine.write(DAX_KMEM + "new_id", "dax7.7\n");
            assertThat(machine.driverOf("nd", "dax0.0")).as("the next boot knows nothing").isEmpty();
        }
    }

    /** One-way hotplug. */
    @Nested
    class GivingBack {

        @Test
        void unbindingReturnsTheDeviceAndNotTheMemory() {
            var machine = handedOver();
            machine.write(DAX_KMEM + "remove_id", "dax0.0\n");

            assertThat(machine.write(DAX_KMEM + "unbind", "dax0.0\n")).isEqualTo("ok");

            assertThat(machine.exists(MEMORY + "memory17")).isTrue();
            assertThat(machine.read("/proc/iomem")).doesNotContain("dax0.0", "namespace0.0").contains("  88000000-9fffffff : System RAM\n");
            assertThat(machine.leaks()).extracting("device").containsExactly("dax0.0");
            assertThat(machine.write(DAX_PMEM + "bind", "dax0.0\n")).isEqualTo("ENODEV@write");
            assertThat(machine.messages()).map(Object::toString).contains("<4>dax_pmem: probe of dax0.0 failed with error -16");

            machine.boot(RecordedMachine.MODULES);
            assertThat(machine.driverOf("nd", "dax0.0")).as("the next boot gives everything back").isEqualTo("dax_pmem");
            assertThat(machine.exists(MEMORY + "memory17")).isFalse();
        }

        @Test
        void unloadingTheModuleUnbindsTheSame() {
            var machine = handedOver();
            machine.restartProcess();

            assertThat(machine.modprobeRemove("dax_kmem")).as("also of a driver that did not bind it itself").isEqualTo("ok");

            assertThat(machine.driverOf("nd", "dax0.0")).isEmpty();
            assertThat(machine.exists(MEMORY + "memory17")).isTrue();
        }

        @Test
        void disablingTheNamespaceLeavesTheMemoryToo() {
            var machine = handedOver();

            assertThat(machine.write("/sys/bus/nd/drivers/nd_region/unbind", "region0\n")).isEqualTo("ok");

            assertThat(machine.exists("/sys/bus/nd/devices/dax0.0")).isFalse();
            assertThat(machine.exists(MEMORY + "memory17")).isTrue();
        }
    }

    /** There was no dax bus: dax devices are a class, without drivers. */
    @Nested
    class DaxClass {

        @Test
        void aDaxDeviceIsInItsClassAndNotOnABus() {
            var machine = machine();

            assertThat(machine.exists("/sys/bus/dax")).isFalse();
            assertThat(machine.readLink("/sys/class/dax/dax0.0")).endsWith("/region0/dax0.0/dax/dax0.0");
            assertThat(machine.list("/sys/class/dax/dax0.0")).containsExactlyInAnyOrder("dev", "device", "power", "size", "subsystem", "uevent");
            assertThat(machine.read("/sys/class/dax/dax0.0/size")).isEqualTo("526385152\n");
            assertThat(machine.read("/sys/class/dax/dax0.0/uevent")).isEqualTo("MAJOR=252\nMINOR=0\nDEVNAME=dax0.0\n");
            assertThat(machine.read("/sys/bus/nd/devices/dax0.0/dax_region/size")).isEqualTo("526385152\n");
            assertThat(machine.list("/dev")).contains("dax0.0");
            var before = machine.dump();
            machine.restartProcess();
            assertThat(machine.dump()).isEqualTo(before);
        }

        @Test
        void itGoesWithItsDriver() {
            var machine = handedOver();

            assertThat(machine.exists("/sys/class/dax/dax0.0")).isFalse();
            assertThat(machine.list("/dev")).doesNotContain("dax0.0");
        }

        @Test
        void theModulesOfTheBusAreNotThere() {
            var machine = machine();

            assertThat(machine.modprobe("kmem")).isEqualTo("ENOENT");
            assertThat(machine.modprobe("device_dax")).as("a library").isEqualTo("ok");
            assertThat(machine("6.12").modprobe("dax_kmem")).isEqualTo("ENOENT");
        }
    }

    /** Which of the numbers it gets is chance in the kernel; where people type it, the device-dax instance has the first. */
    @Test
    void aRebootDoesNotRenameTheDevice() {
        var machine = machine();
        machine.boot(RecordedMachine.MODULES);

        assertThat(machine.driverOf("nd", "dax0.0")).isEqualTo("dax_pmem");
        assertThat(machine.read("/sys/bus/nd/devices/region0/dax_seed")).isEqualTo("dax0.1\n");
    }
}
