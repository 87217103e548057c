package daxplane.control.plane;

import daxplane.control.ControlException;
import daxplane.control.planning.Sighting;
import daxplane.events.Event;
import daxplane.events.EventLog;
import daxplane.events.EventRecord;
import daxplane.events.desired.ManagedObject;
import daxplane.events.desired.ManagedObjects;
import daxplane.events.desired.ObjectId;
import daxplane.events.desired.State;
import daxplane.events.ledger.MachineLedger;
import daxplane.events.ledger.OpenOperation;
import daxplane.host.Effect;
import daxplane.inventory.AddressRange;
import daxplane.inventory.Fact;
import daxplane.inventory.Inventory;
import daxplane.inventory.Namespace;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Follows a journal from its beginning and remembers namespaces in the states that are asked for. Used once. */
final class PastNamespaces {

    /** Not yet complete. */
    private static final class Memory {
        private final Namespace namespace;
        private final Inventory picture;
        private final SortedMap<Long, byte[]> contents = new TreeMap<>();
        private Optional<String> writtenOver = Optional.empty();

        Memory(Namespace namespace, Inventory picture) {
            this.namespace = namespace;
            this.picture = picture;
        }
    }

    @FunctionalInterface
    private interface Choice {
        boolean remembers(ObjectId key, ManagedObject seen, long revision);
    }

    private final MachineLedger ledger = new MachineLedger();
    private final Map<ObjectId, Memory> remembered = new HashMap<>();
    private final Choice choice;
    private boolean looked = true;
    private String cause = "";

    private PastNamespaces(Choice choice) {
        this.choice = choice;
    }

    /** As they were when they were last in these states. */
    static Map<ObjectId, Sighting> lastSeen(EventLog journal, Map<ObjectId, State> wanted) throws ControlException {
        return new PastNamespaces((key, seen, _) -> seen.state().equals(wanted.get(key))).follow(journal);
    }

    /** As they were at a revision. */
    static Map<ObjectId, Sighting> at(EventLog journal, long revision, java.util.Set<ObjectId> keys) throws ControlException {
        return new PastNamespaces((key, _, now) -> now <= revision && keys.contains(key)).follow(journal);
    }

    private Map<ObjectId, Sighting> follow(EventLog journal) throws ControlException {
        Replay.follow(journal, ledger, journal.head(), this::applied);
        ledger.open().ifPresent(this::inDoubt);
        var sightings = new HashMap<ObjectId, Sighting>();
        remembered.forEach((key, memory) -> sightings.put(key, new Sighting(memory.namespace, memory.picture, memory.contents, memory.writtenOver)));
        return sightings;
    }

    /** The process may have died between an effect and its record; what it wrote over then is in the intent. */
    private void inDoubt(OpenOperation operation) {
        operation.intent().steps().stream().skip(operation.effects().size()).limit(1).forEach(step -> step.undo().forEach(this::keep));
    }

    /** Sees each record when it is applied. */
    private void applied(EventRecord record, Inventory before) {
        switch (record.event()) {
            case Event.BootObserved _ -> {
                looked = false;
                cause = "a boot (revision " + record.revision() + ")";
            }
            case Event.FactsObserved(var by, var facts) -> {
                looked = facts.stream().noneMatch(fact -> fact instanceof Fact.NamespaceSeen || fact instanceof Fact.NamespaceGone);
                cause = by.text() + " (revision " + record.revision() + ")";
            }
            case Event.EffectPerformed effect -> effect.undo().forEach(this::keep);
            case Event.OperationIntended _, Event.StepFailed _, Event.OperationEnded _, Event.OperationSettled _, Event.Refused _, Event.DriverChanged _,
                    Event.ConfigurationChanged _, Event.DriftDetected _ -> { }
        }
        look();
    }

    private void look() {
        if (looked) {
            return;
        }
        looked = true;
        var picture = ledger.observed();
        for (Namespace namespace : picture.namespaces().values()) {
            if (namespace.bytes() != 0) {
                var key = ObjectId.of(picture, namespace);
                var seen = ManagedObjects.of(picture, key);
                if (seen.isPresent() && seen.get().name().equals(namespace.name()) && choice.remembers(key, seen.get(), ledger.revision())) {
                    remembered.put(key, new Memory(namespace, picture));
                }
                remembered.forEach((other, memory) -> {
                    if (!other.equals(key) && overlap(memory.namespace, namespace)) {
                        memory.writtenOver = Optional.of(namespace.name() + " had a part of its place since, by " + cause);
                    }
                });
            }
        }
    }

    private static boolean overlap(Namespace one, Namespace other) {
        return one.start().isPresent() && other.start().isPresent() && AddressRange.ofSize(one.start().getAsLong(), one.bytes())
                .overlaps(AddressRange.ofSize(other.start().getAsLong(), other.bytes()));
    }

    /** What stood there first is what stood there when the namespace was seen. */
    private void keep(Effect putsBack) {
        if (putsBack instanceof Effect.WriteMedia(var disk, var offset, var bytes)) {
            var picture = ledger.observed();
            picture.namespaces().values().stream().filter(namespace -> namespace.blockDevice().equals(Optional.of(disk))).findFirst()
                    .map(namespace -> remembered.get(ObjectId.of(picture, namespace)))
                    .ifPresent(memory -> memory.contents.putIfAbsent(offset, bytes));
        }
    }
}
