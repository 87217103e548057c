package daxplane.modes;

import static daxplane.modes.Asked.enter;
import static daxplane.modes.Asked.options;
import static daxplane.modes.Asked.planned;
import static daxplane.modes.Asked.refused;
import static daxplane.modes.Asked.refusesToEnter;
import static daxplane.modes.Asked.typed;
import static org.assertj.core.api.Assertions.assertThat;

import daxplane.control.Condition;
import daxplane.control.Step;
import daxplane.fixtures.kernel.FakeMachine;
import daxplane.host.Cancellation;
import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.inventory.BlockRange;
import daxplane.inventory.Inventory;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans and refusals of the modes of dax devices: the same picture and the same options give the same answer. */
class DaxModesTest {

    private static final String DEVICE = "dax0.0";
    private static final String UUID = "00000000-0000-4000-8000-000000000003";

    private final FakeMachine machine = FakeMachine.twoDevices();
    private final SystemRam systemRam = new SystemRam();
    private final Devdax devdax = new Devdax();

    private Inventory picture() throws HostException {
        return machine.look();
    }

    private void act(String path, String value) throws HostException {
        machine.attributes().write(path, value + "\n", Cancellation.NEVER);
    }

    /** {@value #DEVICE} is with kmem, its blocks offline. */
    private Inventory withKmem() throws HostException {
        machine.modules().load("kmem");
        act("/sys/devices/system/memory/auto_online_blocks", "offline");
        act("/sys/bus/dax/drivers/device_dax/unbind", DEVICE);
        act("/sys/bus/dax/drivers/kmem/new_id", DEVICE);
        return picture();
    }

    @Test
    void systemRamSetsThePolicyAsideAndBringsItBack() throws HostException {
        var plan = enter(systemRam, picture(), DEVICE);

        assertThat(typed(plan)).containsExactly("echo offline > auto_online_blocks", "modprobe kmem", "echo dax0.0 > device_dax/remove_id",
                "echo dax0.0 > device_dax/unbind", "echo dax0.0 > kmem/new_id", "echo online_movable > memory33/state",
                "echo online_movable > memory34/state", "echo online_movable > memory35/state", "echo online > auto_online_blocks");
        assertThat(plan.lost()).hasToString("118 MiB");
        assertThat(plan.dramForPages()).as("64 bytes for each page of 384 MiB").hasToString("6 MiB");
    }

    /** Undo stands beside do; what the kernel keeps to itself after new_id is asked of bind. */
    @Test
    void eachStepKnowsItsWayBack() throws HostException {
        var steps = enter(systemRam, picture(), DEVICE).steps();

        assertThat(steps).allSatisfy(step -> assertThat(step).isInstanceOf(Step.Reversible.class));
        var bound = (Step.Reversible) steps.get(4);
        assertThat(bound.undo().stream().map(Asked::typed)).containsExactly("echo dax0.0 > kmem/remove_id", "echo dax0.0 > kmem/unbind");
        assertThat(bound.whyNot().map(Asked::typed)).contains("echo dax0.0 > kmem/bind");
        assertThat(bound.afterwards()).isEqualTo(new Condition.All(List.of(new Condition.DriverIs(DEVICE, Optional.of("kmem")),
                new Condition.BlocksExist(new BlockRange(33, 3)))));
        assertThat(((Step.Reversible) steps.get(3)).undo().stream().map(Asked::typed)).containsExactly("echo dax0.0 > device_dax/bind");
    }

    @Test
    void aPolicyThatOnlinesNothingIsLeftAlone() throws HostException {
        act("/sys/devices/system/memory/auto_online_blocks", "offline");

        assertThat(typed(enter(systemRam, picture(), DEVICE))).noneMatch(line -> line.contains("auto_online_blocks"));
        assertThat(typed(enter(systemRam, picture(), DEVICE, "no-online"))).last().isEqualTo("echo dax0.0 > kmem/new_id");
    }

    @Test
    void keepingThePolicyLeavesOnliningToTheKernel() throws HostException {
        assertThat(typed(enter(systemRam, picture(), DEVICE, "keep-policy"))).last().isEqualTo("echo dax0.0 > kmem/new_id");
    }

    @Test
    void aKernelZoneIsTypedAndSaidToBeForGood() throws HostException {
        var plan = enter(systemRam, picture(), DEVICE, "zone=kernel");

        assertThat(typed(plan)).contains("echo online_kernel > memory33/state");
        assertThat(plan.notes()).contains("memory in a kernel zone can mostly not be taken back before the next boot");
    }

    @Test
    void whatKmemHasAlreadyIsOnlyBroughtOnline() throws HostException {
        var plan = enter(systemRam, withKmem(), DEVICE);

        assertThat(typed(plan)).containsExactly("echo online_movable > memory33/state", "echo online_movable > memory34/state", "echo online_movable > memory35/state");
        assertThat(systemRam.owns(picture(), DEVICE)).isTrue();
        assertThat(devdax.owns(picture(), DEVICE)).isFalse();
    }

    @Test
    void leavingGoesTheOtherWayRound() throws HostException {
        withKmem();
        act("/sys/devices/system/memory/memory33/state", "online_movable");
        act("/sys/devices/system/memory/memory35/state", "online_movable");

        var release = List.of("echo offline > memory35/state", "echo offline > memory33/state", "echo dax0.0 > kmem/remove_id",
                "echo dax0.0 > kmem/unbind", "echo dax0.0 > device_dax/bind");
        assertThat(typed(planned(systemRam.leave(picture(), DEVICE, options())))).isEqualTo(release);
        assertThat(typed(enter(devdax, picture(), DEVICE))).as("devdax is where it goes").isEqualTo(release);
    }

    @Test
    void devdaxIsWhatADaxDeviceIsByDefault() throws HostException {
        assertThat(devdax.isDefaultOf(picture(), DEVICE)).isTrue();
        assertThat(devdax.isDefaultOf(picture(), "namespace0.0")).isFalse();
        assertThat(enter(devdax, picture(), DEVICE).notes()).containsExactly("nothing to do: dax0.0 is devdax already");
        assertThat(planned(devdax.leave(picture(), DEVICE, options())).steps()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zone=left", "fast", "zone=movable,no-online", "no-online=yes", "blocks=abc", "blocks", "keep-policy,zone=movable",
            "keep-policy,no-online", "keep-policy,blocks=33:offline", "leak-until-reboot"})
    void optionsThatClashOrAreUnknownAreRefused(String options) throws HostException {
        assertThat(refusesToEnter(systemRam, picture(), DEVICE, options.split(",")).errno()).isEqualTo(Errno.EINVAL);
    }

    @Test
    void aDeviceWithoutANodeIsRefused() throws HostException {
        machine.add("3.0", 0x200000000L, 512, -1, UUID, "");

        assertThat(refusesToEnter(systemRam, picture(), "dax3.0")).satisfies(refusal -> {
            assertThat(refusal.errno()).isEqualTo(Errno.EINVAL);
            assertThat(refusal.rule()).contains("no node");
        });
    }

    @Test
    void aNodeWithProcessorsHasToBeAllowed() throws HostException {
        machine.add("3.0", 0x200000000L, 512, 0, UUID, "");

        assertThat(refusesToEnter(systemRam, picture(), "dax3.0").rule()).contains("node 0 has processors (0-3)");
        assertThat(enter(systemRam, picture(), "dax3.0", "allow-cpu-node").steps()).isNotEmpty();
    }

    @Test
    void aDeviceWithoutAWholeBlockIsRefused() throws HostException {
        machine.add("3.0", 0x200200000L, 128, 4, UUID, "");

        assertThat(refusesToEnter(systemRam, picture(), "dax3.0").rule()).startsWith("no whole memory block of 128 MiB lies inside it (128 MiB at ");
    }

    /** The memory would be with nobody until the next boot; no plan begins with that. */
    @Test
    void aLeakedRangeIsRefusedUntilTheNextBoot() throws HostException {
        withKmem();
        act("/sys/devices/system/memory/memory34/state", "online_movable");
        act("/sys/bus/dax/drivers/kmem/unbind", DEVICE);

        assertThat(refusesToEnter(systemRam, picture(), DEVICE)).satisfies(refusal -> {
            assertThat(refusal.errno()).isEqualTo(Errno.EBUSY);
            assertThat(refusal.remedy()).startsWith("reboot");
        });
        machine.boot();
        assertThat(enter(systemRam, picture(), DEVICE).steps()).isNotEmpty();
    }

    @Test
    void aNameThatIsNoDaxDeviceIsRefusedByWhatItIs() throws HostException {
        assertThat(refused(systemRam.enter(picture(), "dax9.9", options())).errno()).isEqualTo(Errno.ENODEV);
        assertThat(refused(systemRam.enter(picture(), "namespace0.0", options())).errno()).isEqualTo(Errno.EOPNOTSUPP);
    }
}
