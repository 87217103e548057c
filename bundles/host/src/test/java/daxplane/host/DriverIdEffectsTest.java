package daxplane.host;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.inventory.DaxDevice;
import daxplane.inventory.Fact;
import daxplane.inventory.Fold;
import daxplane.inventory.Inventory;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriverIdEffectsTest {

    private static final String KMEM = "/sys/bus/dax/drivers/kmem";
    private static final EffectResult OK = new EffectResult.Done(7);

    private final Inventory nothing = Inventory.EMPTY;
    private final Inventory listed = Inventory.EMPTY.change().addId("kmem", "dax0.0").addId("kmem", "dax5.5")
            .addId("device_dax", "dax0.0").build();

    /** With newline, without, and with the NUL that libdaxctl writes (corpus dax-malformed, write-sequences). */
    @ParameterizedTest
    @ValueSource(strings = {"dax0.0\n", "dax0.0", "dax0.0\0", "dax0.0\n\0"})
    void newIdAdds(String value) {
        assertThat(after(nothing, KMEM + "/new_id", value)).containsExactly(new Fact.IdAdded("kmem", "dax0.0"));
    }

    @Test
    void removeIdRemovesFromThatDriverOnly() {
        var facts = after(listed, KMEM + "/remove_id", "dax0.0\n");

        assertThat(facts).containsExactly(new Fact.IdRemoved("kmem", "dax0.0"));
        assertThat(Fold.apply(listed, facts).hasId("device_dax", "dax0.0")).isTrue();
    }

    @Test
    void whatIsThereAlreadyOrWasNotThereChangesNothing() {
        assertThat(after(listed, KMEM + "/new_id", "dax0.0\n")).isEmpty();
        assertThat(after(nothing, KMEM + "/remove_id", "dax0.0\n")).isEmpty();
    }

    /** {@code dax-1.0} is accepted, and an empty write succeeds without effect (corpus dax-malformed). */
    @Test
    void takesWhatTheKernelTakes() {
        assertThat(after(nothing, KMEM + "/new_id", "dax-1.0\n")).containsExactly(new Fact.IdAdded("kmem", "dax-1.0"));
        assertThat(after(nothing, KMEM + "/new_id", "")).isEmpty();
        assertThat(after(nothing, KMEM + "/new_id", "\n")).isEmpty();
    }

    @Test
    void aRefusedWriteChangesNothing() {
        assertThat(DriverIdEffects.after(nothing, new Effect.WriteAttribute(KMEM + "/new_id", "dax00.0\n"),
                new EffectResult.Failed(Errno.EINVAL, FailedCall.WRITE))).isEmpty();
        assertThat(DriverIdEffects.after(listed, new Effect.UnloadModule("kmem"), new EffectResult.Failed(Errno.EBUSY, FailedCall.UNLOAD_MODULE))).isEmpty();
    }

    /** daxctl writes remove_id through the link of the device to its driver. */
    @Test
    void followsTheLinkOfADeviceToItsDriver() {
        var bound = listed.change().put(new DaxDevice("dax0.0", "/ndbus0/region0/dax0.0", Optional.empty(), "path:/x", List.of(), 0, 0,
                Optional.of("kmem"), OptionalInt.empty(), OptionalInt.empty(), false)).build();
        String path = "/sys/devices/LNXSYSTM:00/ACPI0012:00/ndbus0/region0/dax0.0/dax0.0/driver/remove_id";

        assertThat(after(bound, path, "dax0.0\0")).containsExactly(new Fact.IdRemoved("kmem", "dax0.0"));
        assertThat(after(bound, path, "dax5.5\0")).containsExactly(new Fact.IdRemoved("kmem", "dax5.5"));
        assertThat(after(listed, path, "dax0.0\0")).as("no such device, so no such driver").isEmpty();
    }

    /** Only a kernel without dax bus has such a file (docs/kernel/drivers.md 2.2). */
    @Test
    void driversOfTheNdBusCanHaveListsToo() {
        assertThat(after(nothing, "/sys/bus/nd/drivers/dax_kmem/new_id", "dax0.0\n")).containsExactly(new Fact.IdAdded("dax_kmem", "dax0.0"));
    }

    @Test
    void aListDiesWithItsModuleAndAllDieWithTheBoot() {
        assertThat(DriverIdEffects.after(listed, new Effect.UnloadModule("kmem"), OK)).containsExactly(
                new Fact.IdRemoved("kmem", "dax0.0"), new Fact.IdRemoved("kmem", "dax5.5"));
        for (Effect end : List.of(new Effect.Reboot(), new Effect.PowerCycle(), new Effect.PowerLoss())) {
            assertThat(Fold.apply(listed, DriverIdEffects.after(listed, end, OK)).driverIds()).isEmpty();
        }
    }

    @Test
    void otherEffectsLeaveIdsAlone() {
        assertThat(after(nothing, KMEM + "/bind", "dax0.0\n")).isEmpty();
        assertThat(after(listed, KMEM + "/unbind", "dax0.0\n")).isEmpty();
        assertThat(after(nothing, "/sys/bus/platform/drivers/hmem/new_id", "dax0.0\n")).isEmpty();
        assertThat(DriverIdEffects.after(listed, new Effect.LoadModule("kmem"), OK)).isEmpty();
        assertThat(DriverIdEffects.after(listed, new Effect.WriteLabelArea("nmem0", 0, new byte[1]), OK)).isEmpty();
        assertThat(DriverIdEffects.after(listed, new Effect.ZeroMedia("pmem0", 0, 1), OK)).isEmpty();
    }

    private static List<Fact> after(Inventory before, String path, String value) {
        return DriverIdEffects.after(before, new Effect.WriteAttribute(path, value), OK);
    }
}
