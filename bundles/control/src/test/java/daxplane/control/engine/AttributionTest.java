package daxplane.control.engine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.control.KernelFiles;
import daxplane.fixtures.kernel.FakeMachine;
import daxplane.events.Cause;
import daxplane.events.Event;
import daxplane.events.EventRecord;
import daxplane.events.ledger.MachineLedger;
import daxplane.host.Effect;
import daxplane.inventory.BlockRange;
import daxplane.inventory.Difference;
import daxplane.inventory.Fact;
import daxplane.inventory.Fold;
import daxplane.inventory.Inventory;
import daxplane.inventory.MemoryPolicy;
import daxplane.inventory.Zone;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AttributionTest {

    private final FakeMachine machine = FakeMachine.twoDevices();

    @BeforeEach
    void kmem() throws Exception {
        machine.modules().load("kmem");
    }

    private void write(String driver, String file, String device) {
        machine.outside("/sys/bus/dax/drivers/" + driver + "/" + file, device + "\n");
    }

    private List<Event.FactsObserved> events(Inventory before, Effect effect) throws Exception {
        var after = machine.look();
        var events = Attribution.events(Difference.between(before, after), "op-1", List.of(effect), before, after);
        var folded = before;
        for (Event event : events) {
            folded = Fold.apply(folded, ((Event.FactsObserved) event).facts());
        }
        assertThat(folded).as("whoever did it, the facts lead to what is seen").isEqualTo(after);
        return events.stream().map(Event.FactsObserved.class::cast).toList();
    }

    private static List<Fact> of(List<Event.FactsObserved> events, Cause cause) {
        return events.stream().filter(event -> event.cause().equals(cause)).flatMap(event -> event.facts().stream()).toList();
    }

    @Test
    void explainsWhatABindBrings() throws Exception {
        machine.outside(KernelFiles.AUTO_ONLINE, "offline\n");
        write("device_dax", "unbind", "dax0.0");
        var before = machine.look();
        write("kmem", "new_id", "dax0.0");

        assertThat(of(events(before, KernelFiles.newId("kmem", "dax0.0")), Cause.EXTERNAL)).isEmpty();
    }

    /** The process died between an effect and its record: who only looks takes it for what settlement will take it for. */
    @Test
    void takesTheLastActOfAnOperationThatHasNotEndedForItsOwn() throws Exception {
        var ledger = new MachineLedger();
        apply(ledger, new Event.BootObserved("boot-1", "machine", "6.12", machine.look(), List.of()));
        apply(ledger, new Event.OperationIntended("op-1", "assign dax0.0 system-ram", "root", "", List.of(
                new Event.PlannedStep(KernelFiles.unbind("device_dax", "dax0.0"), "", List.of(), Optional.empty()),
                new Event.PlannedStep(KernelFiles.newId("kmem", "dax0.0"), "", List.of(), Optional.empty()))));
        write("device_dax", "unbind", "dax2.0");
        var theirs = machine.look();
        write("device_dax", "unbind", "dax0.0");
        write("kmem", "new_id", "dax0.0");

        var events = Attribution.underWay(ledger.open().orElseThrow(), theirs, machine.look()).stream().map(Event.FactsObserved.class::cast).toList();

        assertThat(of(events, Cause.operation("op-1"))).isNotEmpty();
        assertThat(of(events, Cause.EXTERNAL)).isEmpty();
        events = Attribution.underWay(ledger.open().orElseThrow(), ledger.observed(), theirs).stream().map(Event.FactsObserved.class::cast).toList();
        assertThat(of(events, Cause.EXTERNAL)).as("another device is no business of its plan").contains(new Fact.DriverUnbound("dax2.0", "device_dax"));
    }

    private static void apply(MachineLedger ledger, Event event) {
        ledger.apply(new EventRecord(ledger.revision() + 1, Instant.EPOCH, event.getClass().getSimpleName(), 1, "", "", event));
    }

    @Test
    void tellsAnotherOnlinerApart() throws Exception {
        machine.outside(KernelFiles.AUTO_ONLINE, "offline\n");
        write("device_dax", "unbind", "dax0.0");
        var before = machine.look();
        write("kmem", "new_id", "dax0.0");
        machine.outside("/sys/devices/system/memory/memory33/state", "online_movable\n");

        assertThat(of(events(before, KernelFiles.newId("kmem", "dax0.0")), Cause.EXTERNAL))
                .containsExactly(new Fact.BlocksOnlined(new BlockRange(33, 1), Zone.MOVABLE));
    }

    @Test
    void takesWhatThePolicyOnlinedForItsOwn() throws Exception {
        write("device_dax", "unbind", "dax0.0");
        var before = machine.look();
        write("kmem", "new_id", "dax0.0");

        assertThat(of(events(before, KernelFiles.newId("kmem", "dax0.0")), Cause.EXTERNAL)).isEmpty();
    }

    @Test
    void takesItsOwnBlockOutOfARunOfOthers() throws Exception {
        machine.outside(KernelFiles.AUTO_ONLINE, "offline\n");
        write("device_dax", "unbind", "dax0.0");
        write("kmem", "new_id", "dax0.0");
        var before = machine.look();
        for (int block = 33; block <= 35; block++) {
            machine.outside("/sys/devices/system/memory/memory" + block + "/state", "online_movable\n");
        }

        var events = events(before, KernelFiles.online(34, true));

        assertThat(of(events, Cause.operation("op-1"))).contains(new Fact.BlocksOnlined(new BlockRange(34, 1), Zone.MOVABLE));
        assertThat(of(events, Cause.EXTERNAL)).containsExactly(new Fact.BlocksOnlined(new BlockRange(33, 1), Zone.MOVABLE),
                new Fact.BlocksOnlined(new BlockRange(35, 1), Zone.MOVABLE));
    }

    @Test
    void doesNotExplainAnotherDevice() throws Exception {
        var before = machine.look();
        write("device_dax", "unbind", "dax0.0");
        write("device_dax", "unbind", "dax2.0");

        assertThat(of(events(before, KernelFiles.unbind("device_dax", "dax0.0")), Cause.EXTERNAL))
                .containsExactly(new Fact.DriverUnbound("dax2.0", "device_dax"));
    }

    @Test
    void doesNotExplainAPolicyThatSomebodyChanged() throws Exception {
        var before = machine.look();
        machine.outside(KernelFiles.AUTO_ONLINE, "online_kernel\n");

        assertThat(of(events(before, KernelFiles.removeId("kmem", "dax0.0")), Cause.EXTERNAL)).hasSize(1);
        assertThat(of(events(before, KernelFiles.autoOnline("online_kernel")), Cause.EXTERNAL)).isEmpty();
    }

    @Test
    void explainsEverythingByAModule() throws Exception {
        var before = machine.look();
        machine.modules().unload("device_dax");

        assertThat(of(events(before, new Effect.UnloadModule("device_dax")), Cause.EXTERNAL)).isEmpty();
    }

    /** Found by the walk over every attribute: a parameter that a hand had set was told as somebody else's doing. */
    @Test
    void explainsAParameterOfThePolicyThatIsWritten() throws Exception {
        var before = machine.look();
        var written = before.change().policy(withOnlinePolicy(before.policy(), "auto-movable")).build();
        var effect = new Effect.WriteAttribute("/sys/module/memory_hotplug/parameters/online_policy", "auto-movable\n");

        assertThat(Attribution.explains(effect, new Fact.PolicySeen(written.policy()), before, written)).isTrue();

        var another = written.policy().withAutoOnline(before.policy().autoOnline().equals("offline") ? "online" : "offline");
        assertThat(Attribution.explains(effect, new Fact.PolicySeen(another), before, written)).as("auto_online_blocks is another file").isFalse();
    }

    private static MemoryPolicy withOnlinePolicy(MemoryPolicy policy, String onlinePolicy) {
        return new MemoryPolicy(policy.blockBytes(), policy.autoOnline(), onlinePolicy, policy.memmapOnMemory());
    }
}
