package daxplane.control.plane;

import daxplane.inventory.DeviceUse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import daxplane.control.Command;
import daxplane.control.Drift;
import daxplane.control.KernelFiles;
import daxplane.control.Outcome;
import daxplane.events.Cause;
import daxplane.events.Event;
import daxplane.events.Statement;
import daxplane.host.Effect;
import daxplane.host.Holders;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Guarantee 8: drift is computed and shown, never silently adopted. */
class DriftTest {

    private Plane plane = Plane.twoDevices();

    private Drift drift() throws Exception {
        return plane.control.drift();
    }

    private void unbindByHandFromOutside(String device) {
        plane.machine.outside("/sys/bus/dax/drivers/device_dax/unbind", device + "\n");
    }

    @Test
    void showsNothingOnAMachineSeenForTheFirstTime() throws Exception {
        assertThat(drift().rows()).isEmpty();
        assertThat(drift().exitCode()).isZero();
        plane.control.start();
        assertThat(drift().rows()).isEmpty();
    }

    @Test
    void showsWhatABootTookAndBringsItBack() throws Exception {
        plane.assign("dax0.0", "system-ram", "blocks=33:movable,34:kernel,35:offline");
        var assigned = plane.machine.look();

        assertThat(plane.when(new Command.Power(true))).isInstanceOf(Outcome.Done.class);

        assertThat(drift().exitCode()).isEqualTo(5);
        assertThat(drift().rows()).extracting(Drift.Row::object, Drift.Row::wanted, Drift.Row::observed, Drift.Row::remedy).containsExactly(
                tuple("dax0.0", "system-ram, memory33 online in zone Movable, memory34 online in a kernel zone, memory35 offline", "devdax", "recover dax0.0"),
                tuple("kmem", "module loaded, for dax0.0", "not loaded", "recover"));
        assertThat(drift().rows()).allSatisfy(row -> assertThat(row.cause()).startsWith("lost with the boot (revision "));

        assertThat(plane.when(new Command.Recover(Optional.empty()))).isInstanceOf(Outcome.Done.class);
        assertThat(plane.machine.look()).isEqualTo(assigned);
        assertThat(drift().rows()).isEmpty();
    }

    /** What an operator accepted once, with a node that has processors, is brought back without asking again (trial recover-cpu-node). */
    @Test
    void bringsBackWhatNeededConsent() throws Exception {
        plane.machine.add("3.0", 0x200000000L, 512, 0, "00000000-0000-4000-8000-000000000003", "");
        assertThat(plane.assign("dax3.0", "system-ram", "allow-cpu-node")).isInstanceOf(Outcome.Done.class);
        plane.when(new Command.Power(true));

        assertThat(plane.when(new Command.Recover(Optional.of("dax3.0")))).isInstanceOf(Outcome.Done.class);
        assertThat(plane.machine.driver("dax3.0")).contains("kmem");
        assertThat(drift().rows()).isEmpty();
    }

    @Test
    void bringsBackByTheNameOfAMissingModuleWhatNeedsIt() throws Exception {
        plane.assign("dax0.0", "system-ram");
        plane.when(new Command.Power(true));

        assertThat(plane.when(new Command.Recover(Optional.of("kmem")))).isInstanceOf(Outcome.Done.class);
        assertThat(plane.machine.driver("dax0.0")).contains("kmem");
    }

    @Test
    void tellsWithTheBootWhatWasLostWithIt() {
        plane.assign("dax0.0", "system-ram");
        plane.machine.hold("dax0.0", new Holders.Holder(DeviceUse.Kind.PINNED, 77, "redis"));

        plane.when(new Command.Power(false));

        var boot = plane.store.events().stream().filter(Event.BootObserved.class::isInstance).map(Event.BootObserved.class::cast).toList().getLast();
        assertThat(Statement.texts(boot.lost())).containsExactly("binding of dax0.0 to kmem, now device_dax",
                "memory of dax0.0: memory33-35 online in zone Movable (384 MiB)", "id list of kmem: dax0.0", "loaded modules: kmem",
                "dax0.0 pinned by redis (process 77)");
    }

    @Test
    void findsTheDeviceByItsUuidWhenTheBootRenamedIt() throws Exception {
        plane.assign("dax0.0", "system-ram");
        plane.machine.boot();
        plane.machine.rename("0.0", "0.1");
        plane = plane.restarted();

        assertThat(plane.control.start().newBoot()).isTrue();
        assertThat(drift().rows().getFirst().object()).isEqualTo("dax0.1");

        assertThat(plane.when(new Command.Recover(Optional.of("dax0.1")))).isInstanceOf(Outcome.Done.class);
        assertThat(plane.machine.driver("dax0.1")).contains("kmem");
        assertThat(drift().rows()).isEmpty();
    }

    @Test
    void survivesAnyNumberOfBootsUntilItIsRecoveredReleasedOrAccepted() throws Exception {
        plane.assign("dax0.0", "system-ram");
        plane.assign("dax2.0", "system-ram");
        plane.machine.boot();
        plane = plane.restarted();
        plane.control.start();
        plane.machine.boot();
        plane = plane.restarted();

        assertThat(drift().rows()).extracting(Drift.Row::object).containsExactly("dax0.0", "dax2.0", "kmem");

        plane.release("dax0.0");
        assertThat(drift().rows()).extracting(Drift.Row::object).containsExactly("dax2.0", "kmem");
        assertThat(plane.when(new Command.Accept(Optional.of("dax2.0")))).isInstanceOf(Outcome.Done.class);
        assertThat(drift().rows()).isEmpty();
        plane = plane.restarted();
        assertThat(drift().rows()).isEmpty();
    }

    @Test
    void namesOwnerDifferenceAndCauseOfWhatWasDoneBehindItsBack() throws Exception {
        plane.assign("dax0.0", "system-ram");
        plane.close();
        unbindByHandFromOutside("dax2.0");
        plane = plane.restarted();

        var start = plane.control.start();

        assertThat(start.newBoot()).isFalse();
        assertThat(start.drift().rows()).extracting(Drift.Row::object, Drift.Row::wanted, Drift.Row::observed)
                .containsExactly(tuple("dax2.0", "devdax", "no driver"));
        assertThat(start.drift().rows().getFirst().cause()).startsWith("external (revision ");
        assertThat(plane.store.events()).anyMatch(event -> event instanceof Event.FactsObserved facts && facts.cause().equals(Cause.EXTERNAL));
        assertThat(plane.store.events()).last().isInstanceOf(Event.DriftDetected.class);

        plane = plane.restarted();
        assertThat(plane.control.start().drift().rows()).as("a second start does not adopt it either").hasSize(1);
        assertThat(plane.when(new Command.Recover(Optional.empty()))).isInstanceOf(Outcome.Done.class);
        assertThat(plane.machine.driver("dax2.0")).contains("device_dax");
        assertThat(drift().rows()).isEmpty();
    }

    @Test
    void aReaderSeesItToo() throws Exception {
        plane.assign("dax0.0", "system-ram");
        plane.machine.boot();
        try (var reader = new Plane(plane.machine, plane.store)) {
            assertThat(reader.control.drift().rows()).extracting(Drift.Row::cause).contains("lost with the boot (not recorded yet)");
        }
        assertThat(plane.store.events()).noneMatch(event -> event instanceof Event.BootObserved boot && boot.bootId().equals("boot-2"));
    }

    @Test
    void bringsBackAPolicyThatAnOperatorHadSet() throws Exception {
        plane.write("/sys/devices/system/memory/auto_online_blocks", "online_movable");
        plane.assign("dax0.0", "system-ram");
        plane.when(new Command.Power(true));

        assertThat(drift().rows()).extracting(Drift.Row::object).contains("auto_online_blocks");

        plane.when(new Command.Recover(Optional.empty()));
        assertThat(plane.machine.autoOnline()).isEqualTo("online_movable");
        assertThat(drift().rows()).isEmpty();
    }

    @Test
    void recoversOneDeviceAndLeavesTheOther() throws Exception {
        plane.assign("dax0.0", "system-ram");
        plane.assign("dax2.0", "system-ram");
        plane.when(new Command.Power(true));

        plane.when(new Command.Recover(Optional.of("dax2.0")));

        assertThat(drift().rows()).extracting(Drift.Row::object).containsExactly("dax0.0");
    }

    @Test
    void recoversTwoDevicesInOneOperation() throws Exception {
        plane.assign("dax0.0", "system-ram");
        plane.assign("dax2.0", "system-ram");
        plane.when(new Command.Power(true));

        plane.when(new Command.Recover(Optional.empty()));

        assertThat(drift().rows()).isEmpty();
        assertThat(plane.machine.autoOnline()).isEqualTo("online");
        assertThat(plane.machine.writes().stream().filter("modprobe kmem"::equals)).as("once before the boot, once after it").hasSize(2);
    }

    @Test
    void takesWhatAToolCompletedAsWanted() throws Exception {
        plane.control.runTool(List.of("daxctl", "reconfigure-device", "-m", "system-ram", "dax0.0"), Plane.ROOT, (_, hands) -> {
            hands.perform(new Effect.LoadModule("kmem"));
            hands.perform(KernelFiles.unbind("device_dax", "dax0.0"));
            hands.perform(KernelFiles.newId("kmem", "dax0.0"));
            return 0;
        });
        assertThat(drift().rows()).isEmpty();

        plane.when(new Command.Power(true));

        assertThat(drift().rows().getFirst().wanted()).isEqualTo("system-ram, memory33-35 online in a kernel zone");
    }

    @Test
    void doesNotTakeWhatCameAlongAsWanted() throws Exception {
        plane.write("/sys/bus/dax/drivers/device_dax/unbind", "dax2.0");
        plane.when(new Command.Perform(List.of(new Effect.LoadModule("kmem")), false));
        plane.machine.outsideId("kmem", "dax2.0");

        assertThat(plane.assign("dax0.0", "system-ram")).isInstanceOf(Outcome.Done.class);

        assertThat(plane.machine.driver("dax2.0")).as("new_id attaches every unbound device that has an id (docs/kernel/observed.md no. 2)").contains("kmem");
        assertThat(drift().rows()).singleElement().satisfies(row -> {
            assertThat(row.object()).isEqualTo("dax2.0");
            assertThat(row.cause()).contains("(assign dax0.0 system-ram) ended completed");
        });
    }
}
