package daxplane.control.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import daxplane.control.Command;
import daxplane.control.ControlException;
import daxplane.control.Options;
import daxplane.control.Outcome;
import daxplane.control.engine.Limits;
import daxplane.events.Event;
import daxplane.events.Intent;
import daxplane.host.Effect;
import daxplane.host.Errno;
import daxplane.host.Host;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A driver plug-in is exchanged while an operation is under way: recorded at once, and the operation goes on. */
class DriverChangeTest {

    private static final Intent.DriverChange INTENT = new Intent.DriverChange(Intent.DriverChange.Action.UPDATE, "kmem", Optional.of("kmem-2.jar"));

    private final Plane plane = Plane.twoDevices();

    private static Event.DriverChanged change(String result) {
        return change("daxplane.driver.kmem", result, "kmem");
    }

    private static Event.DriverChanged change(String driver, String result, String... modules) {
        return new Event.DriverChanged(driver, "update", "0.1.0", "ab", "0.2.0", "cd", result, "", Stream.of(modules).map("module "::concat).toList());
    }

    @Test
    void isDurableAsAnIntentBeforeTheJarIsTouched() throws Exception {
        plane.control.exchange(INTENT, "driver update kmem kmem-2.jar", Plane.ROOT, () -> {
            assertThat(plane.store.events()).last().isInstanceOf(Event.OperationIntended.class);
            return change("done");
        });
    }

    @Test
    void isNotBegunWhenItCannotBeRecorded() throws Exception {
        plane.control.start();
        plane.store.fail(Errno.ENOSPC);

        assertThatThrownBy(() -> plane.control.exchange(INTENT, "driver update kmem kmem-2.jar", Plane.ROOT, () -> {
            throw new AssertionError("the jar was touched");
        })).isInstanceOf(ControlException.class);
    }

    @Test
    void appearsInTheHistoryOfTheDriverAndOfItsDevicesWithWhoAndWhy() throws Exception {
        plane.assign("dax0.0", "system-ram");
        plane.control.exchange(INTENT, "driver update kmem kmem-2.jar", Plane.ROOT, () -> change("done"));

        for (String object : List.of("kmem", "dax0.0")) {
            assertThat(plane.control.history(object)).anySatisfy(entry -> {
                assertThat(entry.what()).isEqualTo("driver kmem update: 0.1.0 -> 0.2.0");
                assertThat(entry.actor()).isEqualTo("root");
                assertThat(entry.reason()).isEqualTo("more memory");
            });
        }
    }

    /** A bundle's name is not its module's; and what has gone is known by its name of then. */
    @Test
    void isFoundByTheModulesThatTheBundleOffers() throws Exception {
        plane.control.exchange(INTENT, "driver update kmem kmem-2.jar", Plane.ROOT, () -> change("done"));
        plane.control.exchange(INTENT, "driver update dax x.jar", Plane.ROOT, () -> change("daxplane.driver.device.dax", "done", "device_dax"));

        assertThat(plane.control.history("kmem")).as("never loaded").singleElement().satisfies(entry -> {
            assertThat(entry.what()).isEqualTo("driver kmem update: 0.1.0 -> 0.2.0");
            assertThat(entry.actor()).isEqualTo("root");
            assertThat(entry.reason()).isEqualTo("more memory");
        });
        for (String object : List.of("device_dax", "dax0.0", "dax2.0")) {
            assertThat(plane.control.history(object)).as(object).anySatisfy(entry -> assertThat(entry.what()).isEqualTo("driver dax update: 0.1.0 -> 0.2.0"));
            assertThat(plane.control.history(object)).as(object).noneSatisfy(entry -> assertThat(entry.what()).contains("driver kmem"));
        }
        plane.assign("dax0.0", "system-ram");
        plane.release("dax0.0");
        plane.when(new Command.Perform(List.of(new Effect.UnloadModule("kmem")), false));
        assertThat(plane.control.history("kmem")).as("unloaded again").anySatisfy(entry -> assertThat(entry.what()).contains("kmem unloaded"));
    }

    @Test
    void isInDoubtWhenItsProcessWasKilledMeanwhile() throws Exception {
        try {
            plane.control.exchange(INTENT, "driver update kmem kmem-2.jar", Plane.ROOT, () -> {
                throw new Killed();
            });
        } catch (Killed _) {
            plane.afterCrash().control.start();
        }
        assertThat(plane.store.events()).anySatisfy(event -> assertThat(event).isInstanceOfSatisfying(Event.OperationSettled.class,
                settled -> assertThat(settled.outcome()).isEqualTo(Event.Outcome.IN_DOUBT)));
    }

    /** Nobody catches it. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    /** It does not write into a journal that is being closed. */
    @Test
    void waitsUntilTheRightToWriteIsGivenBack() throws Exception {
        var resting = new CompletableFuture<Void>();
        var performed = new CountDownLatch(1);
        var order = new CopyOnWriteArrayList<String>();
        var host = mock(Host.class, delegatesTo(plane.machine));
        doAnswer(_ -> {
            resting.complete(null);
            order.add(performed.await(300, TimeUnit.MILLISECONDS) ? "exchanged meanwhile" : "rested");
            return null;
        }).when(host).rest();
        var limits = new Limits(Duration.ofMinutes(1), Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ZERO, Duration.ofMillis(1));
        try (var control = new LocalControlPlane(host, plane.machine, plane.store, () -> Plane.MODES, limits, () -> 0)) {
            control.execute(new Command.Assign("dax0.0", "system-ram", Options.NONE), Plane.ROOT);
            resting.get(10, TimeUnit.SECONDS);

            control.exchange(INTENT, "driver update kmem kmem-2.jar", Plane.ROOT, () -> {
                order.add("exchanged");
                performed.countDown();
                return new Event.DriverChanged("kmem", "update", "0.1.0", "ab", "0.2.0", "cd", "done");
            });
        }
        assertThat(order).startsWith("rested", "exchanged");
    }

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

        plane.control.exchange(INTENT, "driver update kmem kmem-2.jar", Plane.ROOT, () -> change);

        var events = plane.store.events();
        assertThat(events.get(events.size() - 3)).isInstanceOfSatisfying(Event.OperationIntended.class, intended -> {
            assertThat(intended.intent()).isEqualTo(INTENT);
            assertThat(intended.actor()).isEqualTo("root");
            assertThat(intended.reason()).isEqualTo("more memory");
            assertThat(events.get(events.size() - 2)).isEqualTo(change.of(intended.operation()));
        });
        assertThat(events.getLast()).isInstanceOfSatisfying(Event.OperationEnded.class, ended -> assertThat(ended.outcome()).isEqualTo(Event.Outcome.COMPLETED));
        plane.control.cancel();
        assertThat(release.get(10, TimeUnit.SECONDS)).isInstanceOf(Outcome.Failed.class);
        assertThat(plane.machine.driver("dax0.0")).contains("kmem");
        assertThat(plane.restarted().control.drift().rows()).isEmpty();
    }
}
