package daxplane.control.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.control.ControlException;
import daxplane.control.Outcome;
import daxplane.host.Errno;
import org.junit.jupiter.api.Test;

/** One writes, any number read (docs/decisions/044-one-lock.md). */
class OneWriterManyReadersTest {

    private final Plane plane = Plane.twoDevices();

    @Test
    void letsOneWriteAndManyRead() throws Exception {
        plane.assign("dax0.0", "system-ram");
        try (var other = new Plane(plane.machine, plane.store)) {
            assertThat(other.release("dax0.0")).isInstanceOfSatisfying(Outcome.Refused.class,
                    refused -> assertThat(refused.refusal().errno()).isEqualTo(Errno.EBUSY));
            assertThatThrownBy(other.control::start).isInstanceOf(ControlException.class).hasMessageContaining("another process");
            assertThat(other.control.picture().inventory().daxDevices().get("dax0.0").driver()).contains("kmem");
            assertThat(other.control.history("dax0.0")).isNotEmpty();
            plane.release("dax0.0");
            assertThat(other.control.picture().inventory().daxDevices().get("dax0.0").driver()).contains("device_dax");
        }
    }
}
