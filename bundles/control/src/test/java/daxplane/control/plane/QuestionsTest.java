package daxplane.control.plane;

import daxplane.inventory.DeviceUse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.control.Command;
import daxplane.control.ControlException;
import daxplane.control.HistoryEntry;
import daxplane.events.Cause;
import daxplane.host.Errno;
import daxplane.host.Holders;
import daxplane.inventory.Owner;
import org.junit.jupiter.api.Test;

class QuestionsTest {

    private Plane plane = Plane.twoDevices();

    @Test
    void tellsWhoOwnsADeviceWhoUsesItAndWhoDecidedThat() throws Exception {
        plane.assign("dax0.0", "system-ram");
        plane.machine.hold("dax0.0", new Holders.Holder(DeviceUse.Kind.PINNED, 77, "redis"));

        var answer = plane.control.who("dax0.0");

        assertThat(answer.only().orElseThrow().owner()).isInstanceOf(Owner.SystemRam.class);
        assertThat(answer.holders()).extracting(Holders.Holder::command).containsExactly("redis");
        assertThat(answer.decided()).singleElement().satisfies(past -> {
            assertThat(past.command()).isEqualTo("assign dax0.0 system-ram");
            assertThat(past.actor()).isEqualTo("root");
            assertThat(past.reason()).isEqualTo("more memory");
        });
    }

    @Test
    void knowsADeviceByEveryNameItHas() throws Exception {
        for (String name : new String[] {"dax0.0", "namespace0.0", "ram", "00000000-0000-4000-8000-000000000001", "0x110000000", "memory34"}) {
            plane.assign("dax0.0", "system-ram");
            assertThat(plane.control.who(name).holdings()).as(name).singleElement().satisfies(holding -> assertThat(holding.object()).isEqualTo("dax0.0"));
        }
        assertThat(plane.control.who("node2").holdings()).singleElement().satisfies(holding -> assertThat(holding.object()).isEqualTo("dax0.0"));
    }

    /** Every name that a listing prints is known, also before anything has happened. */
    @Test
    void knowsEveryNameThatAListingPrints() throws Exception {
        for (var name : new String[] {"dax0.0", "/dev/dax0.0", "namespace0.0", "ram", "memory33", "memory33-35", "node2", "node0", "device_dax",
            "auto_online_blocks", "0x110000000"}) {
            assertThat(plane.control.history(name)).as(name).isEmpty();
            assertThat(plane.control.why(name)).as(name).isEmpty();
            assertThat(plane.control.who(name).object()).as(name).isEqualTo(name);
        }
        plane.assign("dax0.0", "system-ram");
        for (var name : new String[] {"dax0.0", "/dev/dax0.0", "namespace0.0", "ram", "memory33", "memory33-35", "node2", "0x110000000", "kmem"}) {
            assertThat(plane.control.history(name)).as(name).isNotEmpty();
            assertThat(plane.control.who(name).holdings()).as(name).extracting(entry -> entry.object()).contains("dax0.0");
        }
    }

    @Test
    void tellsOfMemoryThatNoDeviceHas() throws Exception {
        assertThat(plane.control.who("0x0").detail()).containsExactly("nothing that can be handed over lies there");
        assertThat(plane.control.who("0xffff000000000000").holdings()).isEmpty();
        assertThat(plane.control.who("0xffff000000000000").detail()).isNotEmpty();
    }

    @Test
    void refusesToTellOfWhatNeverWas() {
        assertThatThrownBy(() -> plane.control.who("dax9.9")).isInstanceOfSatisfying(ControlException.class,
                unknown -> assertThat(unknown.errno()).isEqualTo(Errno.ENODEV));
        assertThatThrownBy(() -> plane.control.history("dax9.9")).isInstanceOf(ControlException.class).hasMessageContaining("dax9.9");
    }

    @Test
    void tellsTheHistoryOfADeviceUnderEveryName() throws Exception {
        plane.assign("dax0.0", "system-ram");
        plane.machine.boot();
        plane.machine.rename("0.0", "0.1");
        plane = plane.restarted();
        plane.control.start();
        plane.machine.outside("/sys/bus/dax/drivers/device_dax/unbind", "dax0.1\n");

        var told = plane.control.history("dax0.1").stream().map(HistoryEntry::what).toList();

        assertThat(told).containsExactly("first seen: dax0.0 is devdax", "intended", "dax0.0 unbound from device_dax", "memory33-35 added to node 2",
                "dax0.0 bound to kmem", "memory33 online in zone Movable", "memory34 online in zone Movable", "memory35 online in zone Movable",
                "completed: assign dax0.0 system-ram",
                "the machine booted: dax0.1 is devdax, was dax0.0, system-ram, memory33-35 online in zone Movable",
                "dax0.1 unbound from device_dax");
        assertThat(plane.control.history("dax0.0")).as("the name of then leads to the same device").hasSize(told.size());
        assertThat(plane.control.history("dax0.1").getLast().cause()).isEqualTo(Cause.EXTERNAL);
    }

    @Test
    void tellsARefusalInTheHistoryOfWhatItWasAbout() throws Exception {
        plane.assign("dax0.0", "fsdax");

        assertThat(plane.control.history("dax0.0")).last().satisfies(past -> {
            assertThat(past.what()).startsWith("refused (ENOTEMPTY)");
            assertThat(past.command()).isEqualTo("assign dax0.0 fsdax");
        });
    }

    @Test
    void tellsWhyADeviceIsAsItIs() throws Exception {
        plane.assign("dax0.0", "system-ram");
        plane.machine.outside("/sys/devices/system/memory/memory35/state", "offline\n");

        var why = plane.control.why("dax0.0");

        assertThat(why).extracting(HistoryEntry::what).containsExactly("memory35 offline", "dax0.0 unbound from device_dax, dax0.0 bound to kmem");
        assertThat(why).extracting(HistoryEntry::cause).containsExactly(Cause.EXTERNAL, Cause.operation("op-2"));
    }

    @Test
    void replaysThePictureOfEveryRevision() throws Exception {
        plane.assign("dax0.0", "system-ram");
        var assigned = plane.machine.look();
        long revision = plane.store.journal().head();
        plane.when(new Command.Power(true));

        var then = plane.control.pictureAt(revision).inventory();

        assertThat(then.change().removeIds("kmem").build()).isEqualTo(assigned);
        assertThat(then.hasId("kmem", "dax0.0")).isTrue();
        assertThat(plane.control.pictureAt(1).inventory().daxDevices().get("dax0.0").driver()).contains("device_dax");
        assertThatThrownBy(() -> plane.control.pictureAt(1000)).isInstanceOfSatisfying(ControlException.class,
                missing -> assertThat(missing.errno()).isEqualTo(Errno.ENOENT));
    }
}
