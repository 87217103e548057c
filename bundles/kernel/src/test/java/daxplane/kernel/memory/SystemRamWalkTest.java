package daxplane.kernel.memory;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.inventory.AddressRange;
import daxplane.kernel.KernelException;
import daxplane.kernel.testing.TestMachine;
import daxplane.kernel.testing.TwoSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/kernel/memory.md 5: where the kernel looks for System RAM. */
class SystemRamWalkTest {

    private static final AddressRange DEVICE = new AddressRange(0x108000000L, 0x120000000L);
    private static final AddressRange BLOCK = new AddressRange(0x108000000L, 0x110000000L);
    private static final String MEMORY33 = "/sys/devices/system/memory/memory33/";

    private static TestMachine machine(String profile) {
        return TwoSocket.machine().profile(profile).boot();
    }

    private static List<AddressRange> walk(TestMachine machine, AddressRange range, boolean nested) throws KernelException {
        List<AddressRange> found = new ArrayList<>();
        machine.inside(kernel -> found.addAll(new SystemRamWalk(kernel.resources(), nested).in(range)));
        return found;
    }

    /** As kmem adds it: a reservation that is RAM and not busy, the RAM in it. */
    private static void add(TestMachine machine) throws KernelException {
        machine.inside(kernel -> {
            kernel.resources().request(DEVICE, "dax0.0", false, true);
            kernel.memory().add(kernel.memory().group(2, DEVICE.bytes()), DEVICE, "System RAM", false);
        });
    }

    @Test
    void ramBelowPersistentMemoryIsFoundByASearchOfTheWholeTree() throws KernelException {
        var machine = machine("6.12");
        add(machine);

        assertThat(walk(machine, BLOCK, true)).containsExactly(BLOCK);
        assertThat(walk(machine, BLOCK, false)).isEmpty();
    }

    @Test
    void ramAtTheTopIsFoundByBothAndCutToTheRange() throws KernelException {
        var machine = machine("6.12");
        var aroundTheHole = new AddressRange(0x80000, 0x180000);

        for (boolean nested : new boolean[] {true, false}) {
            assertThat(walk(machine, aroundTheHole, nested)).containsExactly(new AddressRange(0x80000, 0x9fc00), new AddressRange(0x100000, 0x180000));
            assertThat(walk(machine, new AddressRange(0xa0000, 0x100000), nested)).isEmpty();
        }
    }

    /** RAM is what is marked and busy: the reservation alone is none, whether or not it lies at the top. */
    @Test
    void aReservationForRamIsNoRam() throws KernelException {
        var machine = machine("6.12");
        var atTheTop = new AddressRange(0x400000000L, 0x408000000L);
        machine.inside(kernel -> {
            kernel.resources().request(DEVICE, "dax0.0", false, true);
            kernel.resources().request(atTheTop, "dax1.0", false, true);
        });

        assertThat(walk(machine, DEVICE, true)).isEmpty();
        assertThat(walk(machine, atTheTop, true)).isEmpty();
        assertThat(walk(machine, atTheTop, false)).isEmpty();
    }

    @Test
    void severalPiecesComeInTheOrderOfAddresses() throws KernelException {
        var machine = machine("6.12");
        var second = new AddressRange(0x128000000L, 0x130000000L);
        add(machine);
        machine.inside(kernel -> kernel.resources().request(second, "System RAM", true, true));

        assertThat(walk(machine, new AddressRange(0x110000000L, 0x12c000000L), true))
                .containsExactly(new AddressRange(0x110000000L, 0x120000000L), new AddressRange(0x128000000L, 0x12c000000L));
    }

    @Test
    void until50ABlockOfPersistentMemoryComesOnlineWithoutAPage() throws KernelException {
        for (String profile : List.of("nd-2018", "kmem-v4")) {
            var machine = machine(profile);
            add(machine);
            String before = machine.read("/proc/meminfo");

            assertThat(machine.write(MEMORY33 + "state", "online_movable\n")).isEqualTo("ok");

            assertThat(machine.read(MEMORY33 + "state")).isEqualTo("online\n");
            assertThat(machine.read("/proc/meminfo")).as(profile).isEqualTo(before);
            machine.restartProcess();
            assertThat(machine.read("/proc/meminfo")).as(profile).isEqualTo(before);
            assertThat(machine.write(MEMORY33 + "state", "offline\n")).isEqualTo("ok");
            assertThat(machine.read("/proc/meminfo")).as(profile).isEqualTo(before);
        }
    }

    @Test
    void since51ItComesOnlineWhole() throws KernelException {
        var machine = machine("5.1");
        add(machine);
        assertThat(machine.read("/proc/meminfo")).startsWith("MemTotal:        1955404 kB");

        machine.write(MEMORY33 + "state", "online_movable\n");

        assertThat(machine.read("/proc/meminfo")).startsWith("MemTotal:        2086476 kB");
    }
}
