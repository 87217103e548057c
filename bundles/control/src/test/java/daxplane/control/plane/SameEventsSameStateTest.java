package daxplane.control.plane;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.control.Command;
import daxplane.inventory.StateDigest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Guarantee 5: the same events give the same state, byte for byte of a state digest. For other versions see the golden files of the journal. */
class SameEventsSameStateTest {

    private final Plane plane = Plane.twoDevices();

    @Test
    void rebuildsTheSamePictureFromTheSameRecords() throws Exception {
        plane.assign("dax0.0", "system-ram");
        plane.machine.outside("/sys/bus/dax/drivers/device_dax/unbind", "dax2.0\n");
        plane.when(new Command.Recover(Optional.empty()));
        var now = plane.control.picture();

        var rebuilt = plane.restarted().control.pictureAt(now.revision());

        assertThat(rebuilt).isEqualTo(now);
        assertThat(StateDigest.of(rebuilt.inventory())).isEqualTo(StateDigest.of(now.inventory()));
        assertThat(List.of(rebuilt.inventory())).containsExactly(now.inventory());
    }
}
