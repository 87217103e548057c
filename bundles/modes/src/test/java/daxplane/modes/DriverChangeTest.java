package daxplane.modes;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.control.Outcome;
import daxplane.events.Event;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A driver plug-in is exchanged while an operation is under way: recorded at once, and the operation goes on. */
class DriverChangeTest {

    private final Plane plane = Plane.twoDevices();

    @Test
    void isRecordedInTheMiddleOfAnOperation() throws Exception {
        var change = new Event.DriverChanged("kmem", "update", "0.1.0", "ab", "0.2.0", "cd", "done");
        plane.assign("dax0.0", "system-ram");
        plane.machine.pin(34);
        var waiting = new CompletableFuture<Void>();
        plane.machine.beforeWrite(write -> {
            if (write.equals("memory34/state offline")) {
                waiting.complete(null);
            }
        });
        var release = CompletableFuture.supplyAsync(() -> plane.release("dax0.0"));
        waiting.get(10, TimeUnit.SECONDS);

        plane.control.record(change);

        assertThat(plane.store.events()).last().isEqualTo(change);
        plane.control.cancel();
        assertThat(release.get(10, TimeUnit.SECONDS)).isInstanceOf(Outcome.Failed.class);
        assertThat(plane.machine.driver("dax0.0")).contains("kmem");
        assertThat(plane.restarted().control.drift().rows()).isEmpty();
    }
}
