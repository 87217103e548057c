package daxplane.control.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.events.Event;
import daxplane.events.Target;
import daxplane.events.desired.ObjectId;
import daxplane.host.Errno;
import daxplane.host.HostException;
import org.junit.jupiter.api.Test;

/** Guarantee 4: refusals, aborts and crashes leave a record; for crashes see CrashPointTest. */
class WhatStoppedIsRecordedTest {

    private final Plane plane = Plane.twoDevices();

    @Test
    void leavesARecordOfARefusal() {
        plane.assign("dax9.9", "system-ram");
        assertThat(plane.store.events()).last().isInstanceOf(Event.Refused.class);
    }

    /** Reproduction (h): the sentence is for people, and stands beside what programs read. */
    @Test
    void recordsARefusalWithItsCodeItsErrnoAndWhatItIsAbout() throws HostException {
        plane.assign("dax0.0", "system-ram");
        plane.write("/sys/bus/dax/drivers/kmem/unbind", "dax0.0");

        var device = dax("dax0.0");
        assertThat(plane.store.events()).last().isInstanceOfSatisfying(Event.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo("blocks-online");
            assertThat(refused.errno()).isEqualTo("EBUSY");
            assertThat(refused.about()).containsExactly(device);
            assertThat(refused.rule()).isEqualTo("blocks are still online (memory33-35, 384 MiB, node 2)");
        });
    }

    /** Reproduction (h). */
    @Test
    void recordsAStepThatFailedWithItsCodeItsErrnoAndWhatItIsAbout() throws HostException {
        plane.machine.fail("memory34/state online_movable", Errno.ENOMEM);

        plane.assign("dax0.0", "system-ram");

        var device = dax("dax0.0");
        assertThat(plane.store.events()).filteredOn(Event.StepFailed.class::isInstance).singleElement()
                .isInstanceOfSatisfying(Event.StepFailed.class, failed -> {
                    assertThat(failed.code()).isEqualTo("kernel-refused");
                    assertThat(failed.errno()).isEqualTo("ENOMEM");
                    assertThat(failed.about()).as("whose block it is").containsExactly(device);
                });
    }

    private Target dax(String name) throws HostException {
        return Target.of(ObjectId.of(plane.machine.look().daxDevices().get(name)), name);
    }

    @Test
    void leavesARecordOfAnAbort() {
        plane.machine.fail("kmem/new_id dax0.0", Errno.ENOMEM);

        plane.assign("dax0.0", "system-ram");

        assertThat(plane.store.events()).anyMatch(event -> event instanceof Event.StepFailed failed && failed.what().contains("ENOMEM"));
        assertThat(plane.store.events()).last().isInstanceOfSatisfying(Event.OperationEnded.class, ended -> {
            assertThat(ended.outcome()).isEqualTo(Event.Outcome.UNDONE);
            assertThat(ended.summary()).contains("ENOMEM").contains("as before");
        });
    }

    @Test
    void leavesARecordOfAProcessThatDied() throws Exception {
        plane.control.start();
        plane.machine.beforeWrite(write -> {
            if (write.equals("kmem/new_id dax0.0")) {
                throw new StackOverflowError("the process dies here");
            }
        });
        assertThatThrownBy(() -> plane.assign("dax0.0", "system-ram")).isInstanceOf(StackOverflowError.class);
        plane.machine.beforeWrite(_ -> { });

        try (var next = plane.afterCrash()) {
            assertThat(next.control.start().settled()).singleElement().asString()
                    .isEqualTo("op-2 (assign dax0.0 system-ram): undone, taken back after the process that began it was gone");
        }
        assertThat(plane.store.events()).last().isInstanceOf(Event.OperationSettled.class);
    }
}
