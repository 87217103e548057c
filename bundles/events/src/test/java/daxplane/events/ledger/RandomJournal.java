package daxplane.events.ledger;

import daxplane.events.Cause;
import daxplane.events.Decision;
import daxplane.events.Event;
import daxplane.events.EventLog;
import daxplane.events.Intent;
import daxplane.events.Target;
import daxplane.events.desired.ManagedObject;
import daxplane.events.desired.ManagedObjects;
import daxplane.events.desired.ObjectId;
import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.inventory.Difference;
import daxplane.inventory.Fact;
import daxplane.inventory.Fold;
import daxplane.inventory.Inventory;
import daxplane.journal.JournalException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

/** Lives of the machine of {@link Pictures}: operations under ids of their own and of callers, refusals, boots, others' changes. */
public final class RandomJournal {

    private static final List<Inventory> STATES = states();

    private final Random random;
    private final EventLog log;
    private Inventory observed = Inventory.EMPTY;

    private RandomJournal(long seed, EventLog log) {
        this.random = new Random(seed);
        this.log = log;
    }

    /** Appends a life of at least so many records. */
    public static void write(long seed, int records, EventLog log) throws JournalException {
        var life = new RandomJournal(seed, log);
        life.boot();
        while (log.head() < records) {
            life.something();
        }
    }

    private static List<Inventory> states() {
        var free = Pictures.MACHINE;
        var ram = Pictures.after(free, Pictures.toSystemRam());
        var disabled = Fold.apply(free, List.of(new Fact.DaxDeviceGone("dax0.0"), new Fact.NamespaceSeen(Pictures.namespace(false))));
        var gone = Fold.apply(disabled, List.of(new Fact.NamespaceGone("namespace0.0")));
        var policy = Fold.apply(free, List.of(new Fact.PolicySeen(Pictures.policy("online"))));
        var set = Fold.apply(free, List.of(new Fact.SettingSeen("/bus/nd/devices/namespace0.0/force_raw", "1")));
        return List.of(free, ram, disabled, gone, policy, set);
    }

    private Inventory any() {
        return STATES.get(random.nextInt(STATES.size()));
    }

    private void append(Event... events) throws JournalException {
        log.append(List.of(events));
    }

    private void boot() throws JournalException {
        observed = any();
        append(new Event.BootObserved("boot-" + log.head(), "machine", "6.12", observed, List.of()));
    }

    private Event facts(Cause cause) {
        var next = any();
        var facts = Difference.between(observed, next);
        observed = next;
        return new Event.FactsObserved(cause, facts);
    }

    private void something() throws JournalException {
        switch (random.nextInt(10)) {
            case 0 -> boot();
            case 1 -> append(facts(Cause.EXTERNAL));
            case 2 -> append(refused(random.nextBoolean() ? "" : "mine-" + log.head()));
            case 3 -> configured();
            case 4 -> exchanged();
            default -> operation(random.nextInt(3) == 0 ? "mine-" + log.head() : "op-" + (log.head() + 1));
        }
    }

    private static Event refused(String id) {
        return new Event.Refused("assign dax0.0 raw", "bob", "why not", "EBUSY", "dax0.0", "a rule", "a remedy", id, "in-use",
                List.of(new Target(Optional.of(Pictures.DAX), "dax0.0")), OptionalInt.empty());
    }

    private void configured() throws JournalException {
        var id = "op-" + (log.head() + 1);
        append(new Event.OperationIntended(id, "config", "root", "", List.of(), new Intent.ConfigurationChange("limits.effect", "7")),
                new Event.ConfigurationChanged("limits.effect", "", random.nextBoolean() ? "7" : "", id),
                new Event.OperationEnded(id, Event.Outcome.COMPLETED, "config", Optional.of(List.of()), List.of()));
    }

    private void exchanged() throws JournalException {
        var id = "op-" + (log.head() + 1);
        append(new Event.OperationIntended(id, "driver update", "root", "", List.of(), new Intent.DriverChange(Intent.DriverChange.Action.UPDATE, "kmem", Optional.empty())));
        append(facts(Cause.EXTERNAL));
        append(new Event.DriverChanged("daxplane.driver.kmem", "updated", "1", "aa", "2", "bb", "done", id, List.of("module kmem")),
                new Event.OperationEnded(id, Event.Outcome.COMPLETED, "exchanged", Optional.of(List.of()), List.of()));
    }

    private void operation(String id) throws JournalException {
        Event intent = switch (random.nextInt(4)) {
            case 0 -> new Event.OperationIntended(id, "assign dax0.0 system-ram", "alice", "of version 1", List.of());
            case 1 -> new Event.OperationIntended(id, "mkfs /dev/pmem0", "bob", "", List.of(), new Intent.ToolRun(List.of("daxctl", "dax1.0")));
            case 2 -> new Event.OperationIntended(id, "release dax0.0", "alice", "", List.of(), new Intent.Release(new Target(Optional.of(Pictures.DAX), "dax0.0"), List.of()));
            default -> new Event.OperationIntended(id, "by hand", "carol", "", List.of(), new Intent.ByHand(false, List.of(new Target(Optional.empty(), "namespace0.0"))));
        };
        append(intent);
        for (int step = 0; step <= random.nextInt(3); step++) {
            append(new Event.EffectPerformed(id, step, new Effect.LoadModule("kmem"), new EffectResult.Done(0), 5, List.of()));
            append(random.nextInt(4) == 0 ? facts(Cause.EXTERNAL) : facts(Cause.operation(id)));
        }
        if (random.nextInt(5) == 0) {
            append(new Event.StepFailed(id, 1, "the kernel said no", "kernel-refused", "EBUSY", List.of()));
        }
        if (random.nextInt(8) == 0) {
            boot();
        }
        var outcome = Event.Outcome.values()[random.nextInt(3)];
        Optional<List<Decision>> decisions = Optional.of(List.of(new Decision.Chosen(Pictures.DAX, "dax0.0", ManagedObjects.of(observed, Pictures.DAX).map(ManagedObject::state)),
                new Decision.Accepted(ObjectId.AUTO_ONLINE, "auto_online_blocks", ManagedObjects.of(observed, ObjectId.AUTO_ONLINE).map(ManagedObject::state))));
        append(random.nextBoolean() ? new Event.OperationEnded(id, outcome, "ended", random.nextBoolean() ? decisions : Optional.empty(), List.of())
                : new Event.OperationSettled(id, outcome, "settled", decisions, List.of(), List.of()));
    }

    /** Everything that was begun or refused, by its id. */
    static List<String> ids(EventLog log) throws JournalException {
        var ids = new ArrayList<String>();
        log.read(1, Long.MAX_VALUE, record -> {
            if (record.event() instanceof Event.OperationIntended intent) {
                ids.add(intent.operation());
            }
            if (record.event() instanceof Event.Refused refused) {
                ids.add(refused.operation());
            }
            return true;
        });
        return ids;
    }
}
