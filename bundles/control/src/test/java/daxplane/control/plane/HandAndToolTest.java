package daxplane.control.plane;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.control.Command;
import daxplane.control.KernelFiles;
import daxplane.control.Outcome;
import daxplane.control.ToolOutcome;
import daxplane.events.Event;
import daxplane.events.Target;
import daxplane.events.desired.ObjectId;
import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.host.Errno;
import daxplane.host.FailedCall;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Effects typed by hand, and tools: journalled as operations of their own, with the kernel's answer. */
class HandAndToolTest {

    private final Plane plane = Plane.twoDevices();

    private Outcome byHand(Effect... effects) {
        return plane.when(new Command.Perform(List.of(effects), false));
    }

    private List<Event> ofLastOperation() {
        var events = plane.store.events();
        int start = events.lastIndexOf(events.reversed().stream().filter(Event.OperationIntended.class::isInstance).findFirst().orElseThrow());
        return events.subList(start, events.size());
    }

    /** Reproduction (j), tools' own refusals. */
    @Test
    void recordsThatAToolRefusedBeforeItsFirstEffect() throws Exception {
        plane.control.toolRefused(List.of("daxctl", "reconfigure-device", "-m", "a b", "dax0.0"), Plane.ROOT, 250, "error: No such device or address\n");

        assertThat(plane.store.events()).last().isEqualTo(new Event.Refused("daxctl reconfigure-device -m 'a b' dax0.0", "root", "more memory", "ENXIO", "daxctl",
                "error: No such device or address", "", "", "of-tool",
                List.of(Target.of(ObjectId.of(plane.control.picture().inventory().daxDevices().get("dax0.0")), "dax0.0")), OptionalInt.of(250)));
    }

    @Test
    void journalsAnEffectTypedByHandWithItsErrno() {
        var outcome = plane.write("/sys/bus/dax/drivers/device_dax/bind", "dax0.0");

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.errno()).isEqualTo(Errno.EBUSY);
            assertThat(failed.leftBehind()).isEmpty();
        });
        assertThat(ofLastOperation()).hasSize(4).anyMatch(event -> event instanceof Event.EffectPerformed effect
                && effect.result().equals(new EffectResult.Failed(Errno.EBUSY, FailedCall.WRITE)));
    }

    /** Reproduction (j): the record of a write that the kernel refused says what was written, whatever it was. */
    @ParameterizedTest
    @ValueSource(strings = {"dax0.0\n", "dax0.0", "two words\n", "0\n", "a\nb\n", "tab\there", "\u00e4\n"})
    void keepsTheValueOfAWriteThatFailed(String value) {
        byHand(new Effect.WriteAttribute("/sys/bus/dax/drivers/nosuch/bind", value));

        assertThat(ofLastOperation()).filteredOn(Event.EffectPerformed.class::isInstance).singleElement().isInstanceOfSatisfying(Event.EffectPerformed.class, performed -> {
            assertThat(performed.effect()).isEqualTo(new Effect.WriteAttribute("/sys/bus/dax/drivers/nosuch/bind", value));
            assertThat(performed.result()).isInstanceOf(EffectResult.Failed.class);
        });
    }

    @Test
    void undoesNothingOfWhatAHandTyped() {
        byHand(KernelFiles.unbind("device_dax", "dax0.0"), KernelFiles.bind("nobody", "dax0.0"));

        assertThat(plane.machine.driver("dax0.0")).isEmpty();
        assertThat(plane.store.events()).last().isInstanceOfSatisfying(Event.OperationEnded.class,
                ended -> assertThat(ended.outcome()).isEqualTo(Event.Outcome.PARTIAL));
    }

    @Test
    void refusesAnEffectThatWouldLeak() {
        plane.assign("dax0.0", "system-ram");
        for (Effect effect : List.of(KernelFiles.unbind("kmem", "dax0.0"), new Effect.UnloadModule("kmem"), new Effect.UnloadModule("dax_pmem"),
                new Effect.WriteAttribute("/sys/bus/nd/drivers/dax_pmem/unbind", "nd0.0\n"),
                new Effect.WriteAttribute("/sys/bus/nd/drivers/nd_region/unbind", "region0\n"),
                new Effect.WriteAttribute("/sys/bus/dax/devices/dax0.0/driver/unbind", "dax0.0"))) {
            assertThat(byHand(effect)).as(effect.typed()).isInstanceOfSatisfying(Outcome.Refused.class, refused ->
                    assertThat(refused.refusal().rule()).isEqualTo("blocks are still online (memory33-35, 384 MiB, node 2)"));
        }
        assertThat(plane.machine.driver("dax0.0")).contains("kmem");
        assertThat(plane.store.events()).last().isInstanceOf(Event.Refused.class);
    }

    @Test
    void leaksWhenTheOperatorSaysSo() {
        plane.assign("dax0.0", "system-ram");

        var outcome = plane.when(new Command.Perform(List.of(KernelFiles.unbind("kmem", "dax0.0")), true));

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(plane.assign("dax0.0", "devdax")).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.refusal().errno()).isEqualTo(Errno.EBUSY);
            assertThat(refused.refusal().rule()).contains("leaked").contains("0x108000000-0x11fffffff");
        });
    }

    @Test
    void releaseLeaksOnlyWhenTheOperatorNamesIt() {
        plane.assign("dax0.0", "system-ram");

        assertThat(plane.release("dax0.0", "leak-until-reboot")).isInstanceOf(Outcome.Done.class);

        assertThat(plane.machine.driver("dax0.0")).isEmpty();
        assertThat(plane.machine.writes()).doesNotContain("memory33/state offline");
    }

    @Test
    void aToolThatOnlyReadsLeavesNoRecord() {
        plane.assign("dax0.0", "devdax");
        var head = plane.store.journal().head();

        assertThat(plane.control.runTool(List.of("daxctl", "list"), Plane.ROOT, (_, _) -> 0).operation()).isEmpty();

        assertThat(plane.store.journal().head()).isEqualTo(head);
    }

    @Test
    void aToolsResidueIsPartialAndCanBeUndone() throws Exception {
        var before = plane.machine.look();
        ToolOutcome outcome = plane.control.runTool(List.of("daxctl", "reconfigure-device", "-m", "system-ram", "dax0.0"), Plane.ROOT, (_, hands) -> {
            hands.perform(KernelFiles.unbind("device_dax", "dax0.0"));
            return hands.perform(KernelFiles.newId("kmem", "dax0.0")) instanceof EffectResult.Failed ? 254 : 0;
        });

        assertThat(outcome.exitCode()).isEqualTo(254);
        assertThat(outcome.residue()).hasValueSatisfying(hint -> assertThat(hint).contains("dax0.0 is no driver, was devdax").contains("undo "));
        assertThat(plane.store.events()).last().isInstanceOfSatisfying(Event.OperationEnded.class,
                ended -> assertThat(ended.outcome()).isEqualTo(Event.Outcome.PARTIAL));

        plane.when(new Command.Undo(outcome.operation().orElseThrow()));
        assertThat(plane.machine.look()).isEqualTo(before);
    }

    @Test
    void aToolThatFailsWithoutATraceIsAsGoodAsUndone() {
        var outcome = plane.control.runTool(List.of("daxctl", "online-memory", "dax0.0"), Plane.ROOT, (_, hands) -> {
            hands.perform(KernelFiles.online(33, true));
            return 1;
        });

        assertThat(outcome.hint()).isEmpty();
        assertThat(outcome.residue()).isEmpty();
        assertThat(plane.store.events()).last().isInstanceOfSatisfying(Event.OperationEnded.class,
                ended -> assertThat(ended.outcome()).isEqualTo(Event.Outcome.UNDONE));
    }

    @Test
    void aToolStopsWhenTheJournalTakesNothing() {
        plane.assign("dax0.0", "devdax");
        plane.store.fail(Errno.ENOSPC);

        var outcome = plane.control.runTool(List.of("daxctl", "x"), Plane.ROOT, (_, hands) ->
                hands.perform(KernelFiles.unbind("device_dax", "dax0.0")) instanceof EffectResult.Failed(var errno, var _, var _) && errno == Errno.ENOSPC ? 1 : 0);

        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(plane.machine.driver("dax0.0")).contains("device_dax");
    }

    @Test
    void undoBringsBackWhatAnOperationTouched() throws Exception {
        plane.assign("dax2.0", "system-ram", "zone=kernel");
        var before = plane.machine.look();
        var done = (Outcome.Done) plane.assign("dax0.0", "system-ram");

        plane.when(new Command.Undo(done.operation()));

        assertThat(plane.machine.look()).isEqualTo(before);
        assertThat(plane.when(new Command.Undo("op-99"))).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void undoOfAReleaseBringsBackTheZones() throws Exception {
        plane.assign("dax0.0", "system-ram", "blocks=33-34:movable,35:offline");
        var before = plane.machine.look();
        var done = (Outcome.Done) plane.release("dax0.0");

        plane.when(new Command.Undo(done.operation()));

        assertThat(plane.machine.look()).isEqualTo(before);
    }
}
