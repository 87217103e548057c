package daxplane.modes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.events.Event;
import daxplane.host.Errno;
import org.junit.jupiter.api.Test;

/** Guarantee 4: refusals, aborts and crashes leave a record; for crashes see CrashPointTest. */
class WhatStoppedIsRecordedTest {

    private final Plane plane = Plane.twoDevices();

    @Test
    void leavesARecordOfARefusal() {
        plane.assign("dax9.9", "system-ram");
        assertThat(plane.store.events()).last().isInstanceOf(Event.Refused.class);
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
