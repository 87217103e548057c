package daxplane.events.ledger;

import daxplane.events.Cause;
import daxplane.events.Decision;
import daxplane.events.Event;
import daxplane.events.EventRecord;
import daxplane.events.Intent;
import daxplane.events.desired.DesiredState;
import daxplane.events.desired.ManagedObject;
import daxplane.events.desired.ManagedObjects;
import daxplane.events.desired.ObjectId;
import daxplane.events.desired.Origin;
import daxplane.inventory.Dimm;
import daxplane.inventory.DirtyShutdowns;
import daxplane.inventory.Fact;
import daxplane.inventory.Fold;
import daxplane.inventory.Inventory;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The fold of a journal. Mutable, not thread-safe: it has one owner, who applies records in their order.
 *
 * <p>Two views of the machine are kept apart. <em>Observed</em> is what the last look showed; every fact changes it, whoever
 * caused it. <em>Wanted</em> changes only by operations of ours that completed; what boots and others do never does
 * (docs/decisions/041-drift.md).
 */
public final class MachineLedger {

    /** What somebody took notice of is configured under this, with the identity of the DIMM. */
    public static final String ACKNOWLEDGED = "health.acknowledged.";

    private long revision;
    /** Of the last record; empty where there is none behind it. */
    private String hash = "";
    /** Where it went on from a snapshot, or could have made one. */
    private long snapshot;
    private String bootId = "";
    private String host = "";
    private Inventory observed = Inventory.EMPTY;
    private final SortedMap<ObjectId, DesiredState> wanted = new TreeMap<>();
    private final SortedMap<ObjectId, Origin> lastChange = new TreeMap<>();
    private final SortedSet<String> modules = new TreeSet<>();
    private final OperationBook operations;
    private final NameBook names;
    private final Trail trail;
    private final Map<String, Long> shutdowns = new TreeMap<>();
    private Optional<OpenOperation> open = Optional.empty();
    /** Replaced as a whole: others read it while an operation is under way. */
    private volatile Map<String, String> configuration = Map.of();

    public MachineLedger() {
        this.operations = new OperationBook();
        this.names = new NameBook();
        this.trail = new Trail(new TreeMap<>());
    }

    /**
     * Goes on where another ledger was.
     *
     * @param archive for operations that ended before that
     */
    MachineLedger(LedgerState state, OperationArchive archive) {
        this.revision = state.revision();
        this.hash = state.hash();
        this.snapshot = revision;
        this.bootId = state.bootId();
        this.host = state.host();
        this.observed = state.observed();
        state.wanted().forEach(desired -> wanted.put(desired.key(), desired));
        this.lastChange.putAll(state.lastChange());
        this.modules.addAll(state.modules());
        var places = new TreeMap<String, OperationBook.Place>();
        state.operations().forEach(place -> places.put(place.id(), new OperationBook.Place(place.intended(), place.ended(), place.refused())));
        this.operations = new OperationBook(places, revision, archive);
        this.names = NameBook.of(state.named(), state.predecessors(), observed);
        this.trail = new Trail(state.lastTold());
        this.shutdowns.putAll(state.shutdowns());
        this.configuration = state.configuration();
    }

    /** Everything that it knows; empty while something is under way, or when it knows of things that are not recorded. */
    Optional<LedgerState> state() {
        return hash.isEmpty() || open.isPresent() || !openAside().isEmpty() ? Optional.empty()
                : Optional.of(new LedgerState(revision, hash, bootId, host, observed, List.copyOf(wanted.values()), new TreeMap<>(lastChange), List.copyOf(modules), names.named(),
                        names.predecessors(), trail.last(), new TreeMap<>(shutdowns), configuration, operations.places().entrySet().stream()
                                .map(place -> new LedgerState.Place(place.getKey(), place.getValue().intended(), place.getValue().ended(), place.getValue().refused())).toList()));
    }

    /** Holds operations no longer that have ended; nothing must be under way. @param archive to be asked for them */
    void forgetOperations(OperationArchive archive) {
        operations.forget(revision, archive);
        trail.rest();
        snapshot = revision;
    }

    private MachineLedger(MachineLedger from, NameBook names, Trail trail) {
        this.revision = from.revision;
        this.hash = from.hash;
        this.snapshot = from.snapshot;
        this.bootId = from.bootId;
        this.host = from.host;
        this.observed = from.observed;
        this.wanted.putAll(from.wanted);
        this.lastChange.putAll(from.lastChange);
        this.modules.addAll(from.modules);
        this.operations = from.operations;
        this.names = names;
        this.trail = trail;
        this.shutdowns.putAll(from.shutdowns);
        this.open = from.open.map(OpenOperation::copy);
        this.configuration = from.configuration;
    }

    /**
     * What the ledger would be with observations that are not in the journal: for a reader, who writes nothing. Cheap;
     * valid until the next record is applied.
     *
     * @param observations boots and facts, nothing else
     */
    public MachineLedger with(List<Event> observations) {
        var preview = observations.isEmpty() ? new MachineLedger(this, names, trail) : new MachineLedger(this, names.copy(), trail.copy());
        for (Event event : observations) {
            preview.apply(new EventRecord(preview.revision + 1, Instant.EPOCH, event.getClass().getSimpleName(), 1, "", "", event));
        }
        return preview;
    }

    public void apply(EventRecord record) {
        if (record.revision() != revision + 1) {
            throw new IllegalArgumentException("record " + record.revision() + " does not follow " + revision);
        }
        revision = record.revision();
        hash = record.hash();
        switch (record.event()) {
            case Event.BootObserved boot -> boot(boot, record.time());
            case Event.FactsObserved(var cause, var facts) -> facts(cause, facts, record.time());
            case Event.OperationIntended intent -> intended(intent);
            case Event.EffectPerformed effect -> open.filter(current -> current.id().equals(effect.operation()))
                    .ifPresent(current -> current.performed(effect));
            case Event.OperationEnded(var id, var outcome, var summary, var decisions, var _, var parts) -> ended(id, outcome, summary, decisions, parts);
            case Event.OperationSettled(var id, var outcome, var how, var decisions, var _, var parts) -> ended(id, outcome, how, decisions, parts);
            case Event.Refused refused -> refused(refused);
            case Event.DriverChanged change -> {
                modules.addAll(change.modules());
                trail.exchanged(revision, change, observed);
            }
            case Event.ConfigurationChanged(var key, var _, var after, var _) -> configured(key, after);
            case Event.StepFailed failed -> trail.goesOn(revision, failed.operation());
            case Event.DriftDetected _ -> { }
        }
    }

    private void boot(Event.BootObserved boot, Instant time) {
        var before = ManagedObjects.of(observed);
        var now = ManagedObjects.of(boot.picture());
        var cause = new Origin(revision, Cause.BOOT);
        boot.decisions().orElseGet(() -> VersionOne.found(now.values(), wanted.keySet())).forEach(decision -> decided(decision, cause));
        var all = new TreeSet<>(before.keySet());
        all.addAll(now.keySet());
        for (ObjectId key : all) {
            if (!state(before, key).equals(state(now, key))) {
                lastChange.put(key, cause);
            }
        }
        trail.boot(revision, all.stream().filter(key -> !Optional.ofNullable(before.get(key)).equals(Optional.ofNullable(now.get(key)))).toList(), observed, boot.picture());
        observed.modules().stream().filter(module -> !boot.picture().modules().contains(module))
                .forEach(module -> lastChange.put(ObjectId.ofModule(module), cause));
        names.follow(revision, time, Cause.BOOT, observed, boot.picture());
        observed = boot.picture();
        countShutdowns();
        modules.addAll(observed.modules());
        bootId = boot.bootId();
        host = boot.host();
    }

    /** The first count that was ever seen of a DIMM is the one that later ones are held against. */
    private void countShutdowns() {
        for (Dimm dimm : observed.dimms().values()) {
            var count = DirtyShutdowns.of(observed, dimm);
            if (count.isPresent()) {
                shutdowns.putIfAbsent(dimm.identity(), count.getAsLong());
            }
        }
    }

    private static Optional<Object> state(SortedMap<ObjectId, ManagedObject> things, ObjectId key) {
        return Optional.ofNullable(things.get(key)).map(ManagedObject::state);
    }

    private void facts(Cause by, List<Fact> facts, Instant time) {
        var before = observed;
        observed = Fold.apply(observed, facts);
        countShutdowns();
        for (Fact fact : facts) {
            if (fact instanceof Fact.ModuleLoaded(var module)) {
                modules.add(module);
            }
        }
        if (facts.stream().anyMatch(NameBook::concernsNames)) {
            names.follow(revision, time, by, before, observed);
        }
        trail.facts(revision, by, facts, before, observed);
        SortedSet<ObjectId> touched = touched(facts, before, observed);
        var cause = new Origin(revision, by);
        touched.forEach(key -> lastChange.put(key, cause));
        open.filter(current -> by.is(current.id())).ifPresent(current -> current.touch(touched));
    }

    /** Objects whose state facts may have changed, on the way from one picture to the other. */
    public static SortedSet<ObjectId> touched(List<Fact> facts, Inventory before, Inventory after) {
        var touched = new TreeSet<ObjectId>();
        for (Fact fact : facts) {
            touched.addAll(ManagedObjects.touchedBy(fact, before));
            touched.addAll(ManagedObjects.touchedBy(fact, after));
        }
        return touched;
    }

    private void intended(Event.OperationIntended intent) {
        var meant = meant(intent, observed);
        operations.intended(Operation.begun(intent, meant, revision));
        trail.intended(revision, intent.operation(), meant, observed);
        if (!meant.asideOfMachine()) {      // and comes in the middle of what does change it
            open = Optional.of(new OpenOperation(intent, meant, bootId, revision, observed));
        }
    }

    /** What was meant, whichever version wrote the record. @param picture of then */
    public static Intent meant(Event.OperationIntended record, Inventory picture) {
        return record.intent() instanceof Intent.Unresolved ? VersionOne.intent(record, picture) : record.intent();
    }

    private void configured(String key, String after) {
        if (key.startsWith(ACKNOWLEDGED) && after.matches("\\d{1,18}")) {
            shutdowns.put(key.substring(ACKNOWLEDGED.length()), Long.parseLong(after));
        }
        var changed = new TreeMap<>(configuration);
        changed.put(key, after);
        changed.values().removeIf(String::isEmpty);
        configuration = Collections.unmodifiableMap(changed);
    }

    private void refused(Event.Refused refused) {
        trail.refused(revision, refused, observed);
        if (!refused.operation().isEmpty()) {
            operations.refused(refused, revision);
        }
    }

    private void ended(String id, Event.Outcome outcome, String summary, Optional<List<Decision>> decisions, List<Event.PartEnded> parts) {
        operations.ended(id, outcome, summary, parts, revision);
        trail.goesOn(revision, id);
        var current = open.filter(operation -> operation.id().equals(id));
        if (current.isPresent()) {
            open = Optional.empty();
            // What was done in part decides for the parts that were done.
            if (outcome == Event.Outcome.COMPLETED || outcome == Event.Outcome.PARTIAL && !parts.isEmpty()) {
                decisions.orElseGet(() -> VersionOne.decisions(current.get(), observed, wanted.values()))
                        .forEach(decision -> decided(decision, new Origin(revision, Cause.operation(id))));
            }
        }
    }

    private void decided(Decision decision, Origin origin) {
        switch (decision) {
            case Decision.Chosen(var key, var name, var state) -> wanted.put(key, new DesiredState(key, name, state, origin));
            case Decision.Accepted(var key, var name, var state) -> wanted.put(key, new DesiredState(key, name, state, origin));
            case Decision.Found(var key, var name, var state) -> wanted.put(key, new DesiredState(key, name, state, origin));
            case Decision.Dropped(var key) -> wanted.remove(key);
        }
    }

    /** Last record that was applied; 0: none. */
    public long revision() {
        return revision;
    }

    /** Last boot that was observed; empty text: none. */
    public String bootId() {
        return bootId;
    }

    public Inventory observed() {
        return observed;
    }

    /** Where a history of an object has to look. */
    public LastTold lastTold(ObjectId key) {
        return trail.last(key);
    }

    /** Records that it applied since it went on from a snapshot, or could have made one. */
    long sinceSnapshot() {
        return revision - snapshot;
    }

    /** Whether another one tells the same of the machine, and of what is wanted of it. */
    public boolean agrees(MachineLedger other) {
        return snapshot().equals(other.snapshot()) && wanted.equals(other.wanted) && lastChange.equals(other.lastChange) && modules.equals(other.modules)
                && names.named().equals(other.names.named()) && names.predecessors().equals(other.names.predecessors())
                && trail.last().equals(other.trail.last()) && shutdowns.equals(other.shutdowns) && configuration.equals(other.configuration);
    }

    public MachineState snapshot() {
        return new MachineState(revision, bootId, host, observed);
    }

    public SortedMap<ObjectId, DesiredState> wanted() {
        return Collections.unmodifiableSortedMap(wanted);
    }

    /** Who was called how and when, up to now. */
    public NameBook names() {
        return names;
    }

    /** Whether a kernel module was ever loaded, or its driver exchanged. */
    public boolean knowsModule(String module) {
        return modules.contains(module);
    }

    /** The record that last changed an object; empty: none since it was first seen. */
    public Optional<Origin> lastChange(ObjectId key) {
        return Optional.ofNullable(lastChange.get(key));
    }

    /** @throws RecordUnreadable it is in the records alone, and they cannot be read */
    public Optional<Operation> operation(String id) {
        return operations.operation(id);
    }

    /** The refusal of the command that had an id of the caller's. @throws RecordUnreadable as above */
    public Optional<Event.Refused> refusal(String commandId) {
        return operations.refusal(commandId);
    }

    /** What was configured and is not the default, by key. */
    public Map<String, String> configuration() {
        return configuration;
    }

    /** Dirty shutdowns of DIMMs that somebody took notice of, or that were there when the DIMM was first seen, by its identity. */
    public Map<String, Long> acknowledgedShutdowns() {
        return Map.copyOf(shutdowns);
    }

    /** Exchanges of drivers and changes of configuration that have begun and not ended, the oldest first. */
    public List<Operation> openAside() {
        return operations.openAside();
    }

    /** Those that it holds, the oldest first; of a ledger that was folded from the first record, all. */
    public List<Operation> operations() {
        return operations.held();
    }

    /** The operation that has begun and not ended: running, or in doubt when its process is gone. */
    public Optional<OpenOperation> open() {
        return open;
    }
}
