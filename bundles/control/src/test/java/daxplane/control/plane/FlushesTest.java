package daxplane.control.plane;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.control.Command;
import org.junit.jupiter.api.Test;

/** An operation waits for the medium twice: before its first effect, and before its outcome is reported. */
class FlushesTest {

    @Test
    void areTwoForEachOperationHoweverManyEffectsItHas() throws Exception {
        try (var plane = Plane.twoDevices()) {
            plane.control.start();
            int before = plane.store.flushes();

            plane.assign("dax0.0", "system-ram");
            assertThat(plane.store.flushes() - before).isEqualTo(2);
            plane.when(new Command.Undo("op-2"));
            assertThat(plane.store.flushes() - before).isEqualTo(4);
        }
    }
}
