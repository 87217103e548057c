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
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Profiles kmem-v4 and 5.1: a test for each sentence of docs/kernel/memory.md 2.1 and 2.2, and the vectors of section 4 that end otherwise there. */
class BeforeRemovalTest {

    private static final String KMEM = "/sys/bus/dax/drivers/kmem/";
    private static final String MEMORY = "/sys/devices/system/memory/";
    private static final AddressRange DEVICE = new AddressRange(0x104200000L, 0x120000000L);
    private static final String NOT_RESERVED = "could not reserve region";

    private static TestMachine machine(String profile, AddressRange range, OptionalInt node) {
        return machine(profile, Map.of(), region(0, range, node));
    }

    private static TestMachine machine(String profile, Map<String, String> properties, StaticDaxRegion... regions) {
        return TwoSocket.machine(properties).profile(profile).module(new DaxModule()).module(new DeviceDaxModule()).module(new KmemModule())
                .module(RegionProvider.of(regions)).boot(RegionProvider.NAME, "kmem");
    }

    private static StaticDaxRegion region(int id, AddressRange range, OptionalInt node) {
        return new StaticDaxRegion("/sys/devices/nd/dax" + id, id, 0, range, 2 << 20, 0, node);
    }

    private static String newId(TestMachine machine, String device) {
        machine.write(KMEM + "new_id", device + "\n");
        return machine.driverOf("dax", device);
    }

    private static java.util.List<String> log(TestMachine machine) {
        return machine.messages().stream().map(Object::toString).toList();
    }

    /** What both have. */
    @Nested
    class Both {

        @Test
        void theStartIsRoundedUpAndTheSizeDownToWholeBlocks() {
            for (String profile : java.util.List.of("kmem-v4", "5.1")) {
                var machine = machine(profile, new AddressRange(0x104200000L, 0x126000000L), OptionalInt.of(2));

                assertThat(newId(machine, "dax0.0")).isEqualTo("kmem");

                assertThat(machine.list(MEMORY)).as(profile).contains("memory33", "memory34", "memory35").doesNotContain("memory32", "memory36");
            }
        }

        /** Its name is that of the device, it is RAM, and not busy: the RAM itself lies in it. */
        @Test
        void theReservationHoldsTheRamAsAChild() {
            for (String profile : java.util.List.of("kmem-v4", "5.1")) {
                var machine = machine(profile, DEVICE, OptionalInt.of(2));
                newId(machine, "dax0.0");

                assertThat(machine.read("/proc/iomem")).as(profile)
                        .contains("  108000000-11fffffff : dax0.0\n    108000000-11fffffff : System RAM\n");
            }
        }

        @Test
        void whatIsReservedByOthersIsBusy() throws KernelException {
            for (String profile : java.util.List.of("kmem-v4", "5.1")) {
                var machine = machine(profile, DEVICE, OptionalInt.of(2));
                machine.inside(kernel -> kernel.resources().request(new AddressRange(0x110000000L, 0x110001000L), "somebody", true, false));
                var before = machine.dump();

                assertThat(newId(machine, "dax0.0")).as(profile).isEmpty();

                assertThat(log(machine)).anyMatch(line -> line.contains(NOT_RESERVED)).contains("<4>kmem: probe of dax0.0 failed with error -16");
                assertThat(machine.dump()).as(profile).isEqualTo(before);
            }
        }

        /** The size has no sign: 502 MiB at 2 GiB + 10 MiB less what is left of a block of 2 GiB become 0xffffffff80000000 bytes at 4 GiB. */
        @Test
        void aDeviceSmallerThanABlockWrapsAroundAndIsBusy() {
            for (String profile : java.util.List.of("kmem-v4", "5.1")) {
                var machine = machine(profile, Map.of("memory.block-bytes", "2147483648"),
                        region(0, new AddressRange(0x100a00000L, 0x120000000L), OptionalInt.of(2)));

                assertThat(newId(machine, "dax0.0")).as(profile).isEmpty();

                assertThat(log(machine)).as(profile).anyMatch(line -> line.contains(NOT_RESERVED)).contains("<4>kmem: probe of dax0.0 failed with error -16");
            }
            assertThat(WholeBlocks.of(new AddressRange(0x80a00000L, 0xa0000000L), 2L << 30)).isEqualTo(new WholeBlocks(0x100000000L, 0xffffffff80000000L));
        }
    }

    /** docs/kernel/memory.md 2.1. */
    @Nested
    class FourthVersion {

        @Test
        void aBadNodeBecomesNode0AndIsToldOncePerBoot() {
            var machine = machine("kmem-v4", Map.of(), region(0, new AddressRange(0x108000000L, 0x110000000L), OptionalInt.empty()),
                    region(1, new AddressRange(0x110000000L, 0x118000000L), OptionalInt.empty()));

            assertThat(newId(machine, "dax0.0")).isEqualTo("kmem");
            machine.restartProcess();
            machine.modprobeRemove("kmem");
            machine.modprobe("kmem");
            assertThat(newId(machine, "dax1.0")).isEqualTo("kmem");

            assertThat(machine.readLink(MEMORY + "memory33/node0")).isEqualTo("../../node/node0");
            assertThat(machine.readLink(MEMORY + "memory34/node0")).isEqualTo("../../node/node0");
            assertThat(log(machine)).containsOnlyOnce("<4>bad numa_node: -1, forcing to 0");

            machine.boot(RegionProvider.NAME, "kmem");
            newId(machine, "dax0.0");
            assertThat(log(machine).stream().filter("<4>bad numa_node: -1, forcing to 0"::equals)).as("the next boot tells it again").hasSize(2);
        }

        @Test
        void aGoodNodeIsKept() {
            var machine = machine("kmem-v4", DEVICE, OptionalInt.of(2));
            newId(machine, "dax0.0");

            assertThat(machine.exists(MEMORY + "memory33/node2")).isTrue();
            assertThat(log(machine)).noneMatch(line -> line.contains("numa_node"));
        }

        /** The node is looked at after the reservation. */
        @Test
        void aDeviceThatCanNotBeReservedIsNotToldToHaveABadNode() throws KernelException {
            var machine = machine("kmem-v4", DEVICE, OptionalInt.empty());
            machine.inside(kernel -> kernel.resources().request(new AddressRange(0x110000000L, 0x110001000L), "somebody", true, false));
            newId(machine, "dax0.0");

            assertThat(log(machine)).contains("<4>could not reserve region 0000000108000000 -> 0000000120000000")
                    .noneMatch(line -> line.contains("numa_node"));
        }

        @Test
        void memoryThatCanNotBeAddedIsNotReservedEither() {
            var machine = machine("kmem-v4", DEVICE, OptionalInt.of(9));
            var before = machine.dump();

            assertThat(newId(machine, "dax0.0")).isEmpty();

            assertThat(log(machine)).contains("<4>kmem: probe of dax0.0 failed with error -22");
            assertThat(machine.dump()).isEqualTo(before);
            assertThat(machine.leaks()).isEmpty();
        }

        /** Removing is EBUSY, the device core does not care: unbound, and the reservation is gone, though the memory stays. */
        @Test
        void unbindingReleasesTheReservationAndNotTheMemory() {
            var machine = machine("kmem-v4", DEVICE, OptionalInt.of(2));
            newId(machine, "dax0.0");

            assertThat(machine.write(KMEM + "unbind", "dax0.0\n")).isEqualTo("ok");

            assertThat(machine.driverOf("dax", "dax0.0")).isEmpty();
            assertThat(machine.read("/proc/iomem")).doesNotContain("dax0.0").contains("  108000000-11fffffff : System RAM\n");
            assertThat(machine.write(MEMORY + "memory33/state", "online\n")).as("still there").isEqualTo("ok");
            assertThat(machine.leaks()).hasSize(1);
            assertThat(newId(machine, "dax0.0")).as("the memory is in its way").isEmpty();
            assertThat(log(machine)).contains("<4>kmem: probe of dax0.0 failed with error -16");
        }
    }

    /** docs/kernel/memory.md 2.2. */
    @Nested
    class Merged {

        @Test
        void aBadNodeIsRefusedBeforeAnythingIsReserved() throws KernelException {
            var machine = machine("5.1", DEVICE, OptionalInt.empty());
            machine.inside(kernel -> kernel.resources().request(new AddressRange(0x110000000L, 0x110001000L), "somebody", true, false));
            var before = machine.dump();

            assertThat(newId(machine, "dax0.0")).isEmpty();
            assertThat(machine.write(KMEM + "bind", "dax0.0\n")).as("the errno is lost before 5.14").isEqualTo("ENODEV@write");

            assertThat(log(machine)).contains("<4>kmem dax0.0: rejecting DAX region [mem 0x104200000-0x11fffffff] with invalid node: -1",
                    "<4>kmem: probe of dax0.0 failed with error -22").noneMatch(line -> line.contains(NOT_RESERVED));
            assertThat(machine.dump()).isEqualTo(before);
            assertThat(machine.list("/sys/devices/system/node/node0")).doesNotContain("memory33");
        }

        @Test
        void theDriverCanBeUnloadedAndItsMemoryStaysInUseAssignedAndReserved() {
            var machine = machine("5.1", DEVICE, OptionalInt.of(2));
            newId(machine, "dax0.0");
            machine.write(MEMORY + "memory33/state", "online_movable\n");
            String total = machine.read("/proc/meminfo");
            String iomem = machine.read("/proc/iomem");

            assertThat(machine.modprobeRemove("kmem")).isEqualTo("ok");

            assertThat(machine.read("/proc/meminfo")).as("in use").isEqualTo(total);
            assertThat(machine.exists(MEMORY + "memory33/node2")).as("assigned").isTrue();
            assertThat(machine.read("/proc/iomem")).as("reserved").isEqualTo(iomem);
            machine.restartProcess();
            assertThat(machine.read("/proc/iomem")).isEqualTo(iomem);
        }

        @Test
        void theReservationOutlivesItsProvider() {
            var machine = machine("5.1", DEVICE, OptionalInt.of(2));
            newId(machine, "dax0.0");

            machine.modprobeRemove(RegionProvider.NAME);

            assertThat(machine.read("/proc/iomem")).contains("  108000000-11fffffff : dax0.0\n    108000000-11fffffff : System RAM\n");
            machine.boot(RegionProvider.NAME, "kmem");
            assertThat(newId(machine, "dax0.0")).as("only the next boot frees it").isEqualTo("kmem");
        }

        @Test
        void memoryThatCanNotBeAddedStaysReserved() {
            var machine = machine("5.1", DEVICE, OptionalInt.of(9));

            assertThat(newId(machine, "dax0.0")).isEmpty();

            assertThat(log(machine)).contains("<4>kmem: probe of dax0.0 failed with error -22");
            assertThat(machine.read("/proc/iomem")).contains("  108000000-11fffffff : dax0.0\n").doesNotContain("    108000000");
            assertThat(machine.leaks()).hasSize(1);
            machine.write(KMEM + "bind", "dax0.0\n");
            machine.modprobe("device_dax");
            assertThat(machine.driverOf("dax", "dax0.0")).as("nobody can have it before the next boot").isEmpty();
            assertThat(log(machine)).contains("<4>device_dax: probe of dax0.0 failed with error -16");
        }
    }
}
