package daxplane.control.plane;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.control.Outcome;
import daxplane.events.Event;
import daxplane.inventory.Zone;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AssignTest {

    private final Plane plane = Plane.twoDevices();

    @Test
    void handsADeviceToTheKernelAndRestoresThePolicy() {
        var outcome = plane.assign("dax0.0", "system-ram");

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(plane.machine.writes()).containsExactly("memory/auto_online_blocks offline", "modprobe kmem", "device_dax/remove_id dax0.0",
                "device_dax/unbind dax0.0", "kmem/new_id dax0.0", "memory33/state online_movable", "memory34/state online_movable",
                "memory35/state online_movable", "memory/auto_online_blocks online");
        var picture = ((Outcome.Done) outcome).snapshot().inventory();
        assertThat(picture.daxDevices().get("dax0.0").driver()).contains("kmem");
        assertThat(picture.blocks().values()).hasSize(3).allMatch(block -> block.zone().equals(Optional.of(Zone.MOVABLE)));
        assertThat(picture.policy().autoOnline()).isEqualTo("online");
        assertThat(plane.store.events()).last().isInstanceOfSatisfying(Event.OperationEnded.class,
                ended -> assertThat(ended.outcome()).isEqualTo(Event.Outcome.COMPLETED));
    }

    @Test
    void takesItBackInTheReverseOrder() {
        plane.assign("dax0.0", "system-ram");
        int before = plane.machine.writes().size();

        var outcome = plane.release("dax0.0");

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(plane.machine.writes().subList(before, plane.machine.writes().size())).containsExactly("memory35/state offline",
                "memory34/state offline", "memory33/state offline", "kmem/remove_id dax0.0", "kmem/unbind dax0.0", "device_dax/bind dax0.0");
        assertThat(plane.machine.driver("dax0.0")).contains("device_dax");
    }
}
