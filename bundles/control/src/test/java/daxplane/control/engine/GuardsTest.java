package daxplane.control.engine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.control.KernelFiles;
import daxplane.fixtures.kernel.FakeMachine;
import daxplane.host.Effect;
import daxplane.inventory.Inventory;
import daxplane.inventory.Zone;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GuardsTest {

    private static final Guards GUARDS = Guards.of("6.12.117+deb12-amd64");

    /** dax0.0 with kmem and its three blocks online; dax2.0 with device_dax. */
    private static Inventory online() throws Exception {
        var machine = FakeMachine.twoDevices();
        machine.modules().load("kmem");
        machine.outside("/sys/bus/dax/drivers/device_dax/unbind", "dax0.0\n");
        machine.outside("/sys/bus/dax/drivers/kmem/new_id", "dax0.0\n");
        return machine.look();
    }

    private static Inventory offline() throws Exception {
        var builder = online().change();
        online().blocks().values().forEach(block -> builder.put(block.offline()));
        return builder.build();
    }

    private static Effect write(String path, String value) {
        return new Effect.WriteAttribute(path, value);
    }

    static Stream<Effect> leaking() {
        return Stream.of(KernelFiles.unbind("kmem", "dax0.0"), write("/sys/bus/dax/devices/dax0.0/driver/unbind", "dax0.0"),
                write("/sys/bus/nd/drivers/dax_pmem/unbind", "nd0.0\n"), write("/sys/bus/nd/drivers/nd_region/unbind", "region0\n"),
                new Effect.UnloadModule("kmem"), new Effect.UnloadModule("dax-pmem"));
    }

    static Stream<Effect> harmless() {
        return Stream.of(KernelFiles.unbind("device_dax", "dax2.0"), KernelFiles.unbind("device_dax", "dax0.0"), KernelFiles.removeId("kmem", "dax0.0"),
                write("/sys/bus/nd/drivers/dax_pmem/unbind", "nd2.0\n"), write("/sys/bus/nd/drivers/nd_region/unbind", "region2\n"),
                new Effect.UnloadModule("device_dax"), new Effect.UnloadModule("dax_hmem"), new Effect.LoadModule("kmem"), KernelFiles.offline(33),
                new Effect.Reboot());
    }

    @ParameterizedTest
    @MethodSource("leaking")
    void refusesWhatTakesKmemAwayWhileABlockIsOnline(Effect effect) throws Exception {
        assertThat(GUARDS.leak(effect, online())).hasValueSatisfying(refusal -> assertThat(refusal.object()).isEqualTo("dax0.0"));
        assertThat(Guards.risky(effect)).as("judged by a fresh look").isTrue();
    }

    @ParameterizedTest
    @MethodSource("leaking")
    void letsItHappenWhenEveryBlockIsOffline(Effect effect) throws Exception {
        assertThat(GUARDS.leak(effect, offline())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void letsEverythingElseHappen(Effect effect) throws Exception {
        assertThat(GUARDS.leak(effect, online())).isEmpty();
    }

    @Test
    void oneOnlineBlockIsEnough() throws Exception {
        var picture = offline();
        var one = picture.change().put(picture.blocks().get(34L).online(Zone.MOVABLE)).build();
        assertThat(GUARDS.leak(KernelFiles.unbind("kmem", "dax0.0"), one)).hasValueSatisfying(refusal -> assertThat(refusal.rule()).contains("memory34, 128 MiB"));
    }

    /** Linux takes memory back since 5.3: before, offline blocks stay as well (docs/kernel/memory.md 6). */
    @ParameterizedTest
    @MethodSource("leaking")
    void refusesWhatTakesKmemAwayFromAKernelThatKeepsMemory(Effect effect) throws Exception {
        for (String release : new String[] {"5.1.0", "5.2.9-generic", "4.20.0-rc1", "5.0"}) {
            assertThat(Guards.of(release).leak(effect, offline())).as(release).hasValueSatisfying(refusal ->
                    assertThat(refusal.rule()).contains("memory33-35", "cannot take memory back"));
        }
        assertThat(Guards.of("5.3.0").leak(effect, offline())).isEmpty();
        assertThat(Guards.of("6.1").leak(effect, offline())).isEmpty();
        assertThat(Guards.of("unheard of").leak(effect, offline())).isEmpty();
    }
}
