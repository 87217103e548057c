package daxplane.control.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** Guarantee 2: no effect before its intent is durable; no success reported before its outcome is. */
class IntentBeforeEffectTest {

    private final Plane plane = Plane.twoDevices();

    @Test
    void makesTheIntentDurableBeforeTheFirstEffectAndTheOutcomeBeforeItIsReported() {
        var order = new ArrayList<String>();
        plane.machine.beforeWrite(write -> order.add("effect"));
        plane.store.afterAppend(() -> order.add(plane.store.events().getLast().getClass().getSimpleName()));

        plane.assign("dax0.0", "system-ram");
        order.add("reported");

        assertThat(order).startsWith("BootObserved", "OperationIntended", "effect", "FactsObserved", "effect").endsWith("OperationEnded", "reported");
    }

    @Test
    void recordsEachEffectBeforeTheNext() {
        var unrecorded = new ArrayList<String>();
        plane.machine.beforeWrite(write -> {
            assertThat(unrecorded).as("recorded before %s", write).isEmpty();
            unrecorded.add(write);
        });
        plane.store.afterAppend(unrecorded::clear);

        plane.assign("dax0.0", "system-ram");
        plane.release("dax0.0");

        assertThat(plane.machine.writes()).hasSize(15);
    }
}
