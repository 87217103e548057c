package daxplane.control.plane;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.control.Outcome;
import daxplane.control.fake.PlainModes;
import daxplane.host.Errno;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A step fails: what was done before it is taken back, and nothing else is touched. */
class FailedStepTest {

    /** The kernel refused it and nothing changed, so there is nothing of it to take back; an undo could only do harm. */
    @ParameterizedTest
    @CsvSource({
        "kmem/new_id dax0.0,              kmem/unbind dax0.0",
        "device_dax/unbind dax0.0,        device_dax/bind dax0.0",
        "memory/auto_online_blocks offline, memory/auto_online_blocks online",
        "memory33/state online_movable,   memory33/state offline",
        "memory35/state online_movable,   memory35/state offline",
    })
    void aStepThatTheKernelRefusedIsNotUndone(String refused, String itsUndo) {
        try (var site = Site.twoDevices()) {
            site.machine.fail(refused, Errno.EPERM);

            var outcome = site.assign("dax0.0", PlainModes.RAM);

            assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
                assertThat(failed.errno()).isEqualTo(Errno.EPERM);
                assertThat(failed.leftBehind()).isEmpty();
            });
            assertThat(site.machine.writes()).contains(refused).doesNotContain(itsUndo);
            assertThat(site.machine.driver("dax0.0")).contains("device_dax");
            assertThat(site.machine.autoOnline()).isEqualTo("online");
        }
    }

    @Test
    void whatWasDoneBeforeItIsTakenBackTheLastFirst() {
        try (var site = Site.twoDevices()) {
            site.machine.fail("memory35/state online_movable", Errno.EPERM);

            site.assign("dax0.0", PlainModes.RAM);

            var writes = site.machine.writes();
            assertThat(writes.subList(writes.indexOf("memory35/state online_movable") + 1, writes.size())).startsWith("memory34/state offline",
                    "memory33/state offline", "kmem/unbind dax0.0", "kmem/remove_id dax0.0", "device_dax/bind dax0.0", "memory/auto_online_blocks online");
        }
    }
}
