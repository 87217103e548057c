package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.fixtures.machine.Machines;
import daxplane.host.Cancellation;
import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.host.Effects;
import daxplane.host.DriverIdEffects;
import daxplane.host.sysfs.SysfsReader;
import daxplane.inventory.AddressRange;
import daxplane.inventory.Fold;
import daxplane.inventory.Inventory;
import daxplane.inventory.Leak;
import daxplane.inventory.Owner;
import daxplane.inventory.Ownership;
import daxplane.machine.host.SimulatedHost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine two-socket with the kernel of the first requirement, as a reader sees it who knows nothing of profiles. */
class Nd2018HostTest {

    private static final String DAX_KMEM = "/sys/bus/nd/drivers/dax_kmem/";

    @TempDir
    private Path work;
    private SimulatedHost host;
    private Inventory picture;

    @BeforeEach
    void boot() throws Exception {
        Path definition = Machines.twoSocket(work.resolve("definition"), Map.of("kernel.profile", "nd-2018", "memory.auto-online", "offline"));
        host = Machines.open(work.resolve("state"), definition);
        picture = new SysfsReader(host.attributes()).look();
    }

    @AfterEach
    void close() throws IOException {
        host.close();
    }

    /** An effect, and a look at what it touched; a full look sees the same. */
    private void perform(Effect effect) throws Exception {
        long mark = host.changes().mark();
        var result = Effects.perform(host, effect, Cancellation.NEVER);
        assertThat(result).as("%s", effect).isInstanceOf(EffectResult.Done.class);
        var expected = Fold.apply(picture, DriverIdEffects.after(picture, effect, result));
        picture = new SysfsReader(host.attributes()).look(expected, host.changes().since(mark));
        var full = new SysfsReader(host.attributes()).look();
        assertThat(picture.daxDevices()).isEqualTo(full.daxDevices());
        assertThat(picture.blocks()).isEqualTo(full.blocks());
        assertThat(picture.reservations()).isEqualTo(full.reservations());
    }

    private static Effect write(String path) {
        return new Effect.WriteAttribute(path, "dax0.0\n");
    }

    @Test
    void theDevicesOfTheNdBusStandForTheMemory() {
        assertThat(picture.daxDevices()).containsOnlyKeys("dax0.0", "dax2.0");
        var device = picture.daxDevices().get("dax0.0");
        assertThat(device.onNdBus()).isTrue();
        assertThat(device.namespace()).hasValue("namespace0.0");
        assertThat(device.driver()).hasValue("dax_pmem");
        assertThat(device.ranges()).containsExactly(new AddressRange(0x100a00000L, 0x120000000L));
        assertThat(device.targetNode()).hasValue(2);
        assertThat(Ownership.of(picture).named("dax0.0").getFirst().owner()).isEqualTo(new Owner.DeviceDax("dax0.0"));
    }

    @Test
    void memoryThatWasHandedOverIsRamAndNoLeak() throws Exception {
        perform(new Effect.LoadModule("dax_kmem"));
        perform(write(DAX_KMEM + "new_id"));
        perform(write("/sys/bus/nd/drivers/dax_pmem/unbind"));
        assertThat(picture.daxDevices().get("dax0.0").driver()).isEmpty();
        perform(write(DAX_KMEM + "bind"));

        assertThat(picture.daxDevices().get("dax0.0").driver()).hasValue("dax_kmem");
        assertThat(picture.hasId("dax_kmem", "dax0.0")).isTrue();
        assertThat(picture.blocks()).containsKeys(33L, 34L, 35L);
        assertThat(Leak.in(picture)).isEmpty();
        assertThat(Ownership.of(picture).named("dax0.0").getFirst().owner()).isInstanceOf(Owner.SystemRam.class);

        perform(write(DAX_KMEM + "unbind"));
        assertThat(picture.daxDevices().get("dax0.0").driver()).isEmpty();
        assertThat(picture.blocks()).containsKeys(33L, 34L, 35L);
        perform(new Effect.UnloadModule("dax_kmem"));
        assertThat(picture.driverIds()).isEmpty();
    }

    @Test
    void otherProfilesHaveTheDevicesOfTheBus() throws Exception {
        try (var usual = Machines.open(work.resolve("usual"), Machines.TWO_SOCKET)) {
            var seen = new SysfsReader(usual.attributes()).look().daxDevices();
            assertThat(seen).containsOnlyKeys("dax0.0", "dax2.0");
            assertThat(seen.get("dax0.0").onNdBus()).isFalse();
            assertThat(seen.get("dax0.0").driver()).isEqualTo(Optional.of("device_dax"));
            assertThat(List.of(seen.get("dax0.0").regionPath().split("/"))).endsWith("region0", "dax0.1");
        }
    }
}
