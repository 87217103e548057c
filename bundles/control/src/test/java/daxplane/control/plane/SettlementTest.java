package daxplane.control.plane;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.control.Command;
import daxplane.control.KernelFiles;
import daxplane.control.Options;
import daxplane.control.fake.PlainModes;
import daxplane.host.Effect;
import daxplane.events.Event;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the next start makes of an operation that its process did not end. */
class SettlementTest {

    private static final Command ASSIGN = new Command.Assign("dax0.0", PlainModes.RAM, Options.NONE);

    private static Predicate<Event> performed(Effect effect) {
        return event -> event instanceof Event.EffectPerformed done && done.effect().equals(effect);
    }

    private static Event.Outcome settled(Site site) {
        return site.store.events().stream().filter(Event.OperationSettled.class::isInstance).map(Event.OperationSettled.class::cast)
                .reduce((_, last) -> last).orElseThrow().outcome();
    }

    @Test
    void givesThePolicyBackThatThePlanHadSetAside() throws Exception {
        try (var site = Site.twoDevices(); var after = site.killedWhen(performed(KernelFiles.unbind("device_dax", "dax0.0")), ASSIGN)) {
            assertThat(after.machine.autoOnline()).isEqualTo("offline");

            after.control.start();

            assertThat(after.machine.autoOnline()).isEqualTo("online");
        }
    }

    /** Whoever changed it meanwhile meant it: the saved value is older than his. */
    @ParameterizedTest
    @ValueSource(strings = {"online_movable", "online_kernel"})
    void leavesThePolicyAloneThatSomebodyHasChangedSince(String theirs) throws Exception {
        try (var site = Site.twoDevices(); var after = site.killedWhen(performed(KernelFiles.unbind("device_dax", "dax0.0")), ASSIGN)) {
            after.machine.outside(Site.POLICY, theirs);
            long writes = after.machine.writes().size();

            after.control.start();

            assertThat(after.machine.writes().stream().skip(writes)).noneMatch(write -> write.contains("auto_online_blocks online ") || write.endsWith("auto_online_blocks online"));
            assertThat(after.machine.autoOnline()).isEqualTo(theirs);
        }
    }

    /** Typed by hand: it is complete when the journal has each of its effects, and not one effect earlier. */
    @ParameterizedTest
    @CsvSource({"0, UNDONE", "1, PARTIAL", "2, PARTIAL", "3, COMPLETED"})
    void whatWasTypedIsCompleteWhenEveryEffectOfItIsRecorded(int recorded, Event.Outcome outcome) throws Exception {
        var effects = List.of(KernelFiles.unbind("device_dax", "dax0.0"), KernelFiles.unbind("device_dax", "dax2.0"), KernelFiles.autoOnline("online_movable"));
        Predicate<Event> moment = recorded == 0 ? Event.OperationIntended.class::isInstance : performed(effects.get(recorded - 1));

        try (var site = Site.twoDevices(); var after = site.killedWhen(moment, new Command.Perform(effects, false))) {
            after.control.start();

            assertThat(settled(after)).isEqualTo(outcome);
            assertThat(after.control.drift().rows()).as("a completed one is wanted").hasSize(outcome == Event.Outcome.PARTIAL ? recorded : 0);
        }
    }

    @Test
    void oneEffectThatWasPerformedIsEnoughForAnOperationOfOne() throws Exception {
        var effect = KernelFiles.unbind("device_dax", "dax0.0");
        try (var site = Site.twoDevices(); var after = site.killedWhen(performed(effect), new Command.Perform(List.of(effect), false))) {
            after.control.start();

            assertThat(settled(after)).isEqualTo(Event.Outcome.COMPLETED);
        }
    }
}
