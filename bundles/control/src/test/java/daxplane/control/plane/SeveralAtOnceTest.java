package daxplane.control.plane;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.control.Command;
import daxplane.control.Options;
import daxplane.control.Outcome;
import daxplane.control.Proposal;
import daxplane.control.fake.PlainModes;
import daxplane.events.Event;
import daxplane.host.Errno;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several commands are one operation, on a host that has no copies: all or none, or with what fails taken back alone. */
class SeveralAtOnceTest {

    private static final String FAILS = "memory35/state online_movable";        // of dax0.0

    private final Site site = Site.twoDevices();

    @AfterEach
    void close() {
        site.close();
    }

    private static Command several(boolean keepGoing, String... devices) {
        return new Command.Several(List.of(devices).stream().<Command>map(device -> new Command.Assign(device, PlainModes.RAM, Options.NONE)).toList(), keepGoing);
    }

    @Test
    void theyAreOneOperationWithOneUndo() throws Exception {
        var done = (Outcome.Done) site.when(several(false, "dax0.0", "dax2.0"));

        assertThat(site.machine.driver("dax0.0")).contains("kmem");
        assertThat(site.machine.driver("dax2.0")).contains("kmem");
        assertThat(site.control.drift().rows()).isEmpty();
        assertThat(site.store.events()).filteredOn(Event.OperationIntended.class::isInstance).hasSize(1);

        assertThat(site.when(new Command.Undo(done.operation()))).isInstanceOf(Outcome.Done.class);
        assertThat(site.machine.driver("dax0.0")).contains("device_dax");
        assertThat(site.machine.driver("dax2.0")).contains("device_dax");
        assertThat(site.machine.loaded()).doesNotContain("kmem");
        assertThat(site.control.drift().rows()).isEmpty();
    }

    @Test
    void aModuleIsLoadedOnce() throws Exception {
        var plan = ((Proposal.Planned) site.control.plan(several(false, "dax0.0", "dax2.0"))).plan();

        assertThat(plan.steps()).extracting(step -> step.effect().typed()).containsOnlyOnce("modprobe kmem");
        assertThat(plan.parts()).extracting(part -> part.plan().steps().size()).satisfies(sizes -> assertThat(sizes.get(0) + sizes.get(1)).isEqualTo(plan.steps().size()));
        assertThat(plan.lost().bytes()).isEqualTo(plan.parts().stream().mapToLong(part -> part.plan().lost().bytes()).sum());
    }

    @Test
    void whenOneFailsAllAreTakenBack() throws Exception {
        site.machine.fail(FAILS, Errno.EPERM);

        assertThat(site.when(several(false, "dax2.0", "dax0.0"))).isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.leftBehind()).isEmpty());

        assertThat(site.machine.driver("dax0.0")).contains("device_dax");
        assertThat(site.machine.driver("dax2.0")).contains("device_dax");
        assertThat(site.control.drift().rows()).isEmpty();
    }

    @Test
    void whenOneIsRefusedNoneIsBegun() {
        assertThat(site.when(several(false, "dax2.0", "dax9.0"))).isInstanceOfSatisfying(Outcome.Refused.class,
                refused -> {
            assertThat(refused.refusal().what()).endsWith("so none of the 2 is done; --keep-going does the others");
            assertThat(refused.refusal().remedy()).as("that of the part").isEqualTo(((Outcome.Refused) site.assign("dax9.0", PlainModes.RAM)).refusal().remedy());
        });
        assertThat(site.machine.writes()).isEmpty();
    }

    /** The module went with the part that failed: what comes after is planned for the machine that is there then. */
    @Test
    void whatKeepsGoingTakesBackOnlyWhatFailed() throws Exception {
        site.machine.fail(FAILS, Errno.EPERM);

        assertThat(site.when(several(true, "dax9.0", "dax0.0", "dax2.0"))).isInstanceOfSatisfying(Outcome.Partly.class, partly -> {
            assertThat(partly.parts()).extracting(Event.PartEnded::outcome).containsExactly(Event.Outcome.UNDONE, Event.Outcome.UNDONE, Event.Outcome.COMPLETED);
            assertThat(partly.parts().get(0).what()).contains("there is no device dax9.0");
            assertThat(partly.parts().get(1).what()).contains("memory35/state");
            assertThat(partly.leftBehind()).isEmpty();
        });
        assertThat(site.machine.driver("dax0.0")).contains("device_dax");
        assertThat(site.machine.driver("dax2.0")).contains("kmem");
        assertThat(site.machine.autoOnline()).isEqualTo("online");
        assertThat(site.control.drift().rows()).as("what was done is wanted, what was not is not").isEmpty();

        site.machine.heal();
        site.machine.boot();
        assertThat(site.control.drift().rows()).extracting(row -> row.object()).contains("dax2.0").doesNotContain("dax0.0");
    }

    @Test
    void whatWasDoneInPartIsUndoneAsOne() throws Exception {
        site.machine.fail(FAILS, Errno.EPERM);
        var partly = (Outcome.Partly) site.when(several(true, "dax0.0", "dax2.0"));

        assertThat(site.when(new Command.Undo(partly.operation()))).isInstanceOf(Outcome.Done.class);
        assertThat(site.machine.driver("dax2.0")).contains("device_dax");
        assertThat(site.control.drift().rows()).isEmpty();
    }

    /** Whatever was last in the journal when the process died: all are done, or none is. */
    @Test
    void whatDiedIsSettledAsAWhole() throws Exception {
        assertThat(settled(false)).contains("[kmem, kmem]", "[device_dax, device_dax]").doesNotContain("[kmem, device_dax]", "[device_dax, kmem]");
    }

    @Test
    void whatKeepsGoingGoesOnAfterTheProcessDied() throws Exception {
        assertThat(settled(true)).containsOnly("[kmem, kmem]");
    }

    private static List<String> settled(boolean keepGoing) throws Exception {
        var ends = new ArrayList<String>();
        for (int point = 1; ; point++) {
            var site = Site.twoDevices();
            site.control.start();
            int[] left = {point};
            site.store.afterAppend(() -> {
                if (--left[0] == 0) {
                    throw new Site.Killed();
                }
            });
            boolean died = false;
            try {
                site.when(several(keepGoing, "dax0.0", "dax2.0"));
            } catch (Site.Killed _) {
                died = true;
            }
            site.store.afterAppend(() -> { });
            site.store.processDied();
            try (var after = new Site(site.machine, site.store)) {
                after.control.start();
                assertThat(after.control.drift().rows()).as("killed after append %d", point).isEmpty();
                assertThat(after.machine.autoOnline()).as("killed after append %d", point).isEqualTo("online");
                ends.add(List.of(after.machine.driver("dax0.0").orElse("-"), after.machine.driver("dax2.0").orElse("-")).toString());
            }
            if (!died) {
                return ends;
            }
        }
    }
}
