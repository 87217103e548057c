package daxplane.control.ledger;


import daxplane.control.DriverExchange;
import daxplane.control.HistoryEntry;
import daxplane.events.Cause;
import daxplane.events.Event;
import daxplane.events.EventRecord;
import daxplane.events.Intent;
import daxplane.events.desired.ManagedObject;
import daxplane.events.desired.ManagedObjects;
import daxplane.events.desired.ObjectId;
import daxplane.events.ledger.Aspect;
import daxplane.events.ledger.MachineLedger;
import daxplane.events.ledger.Operation;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.Dimm;
import daxplane.inventory.DiskStack;
import daxplane.inventory.Fact;
import daxplane.inventory.FactText;
import daxplane.inventory.Inventory;
import daxplane.inventory.NamedObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the journal tells of one object, collected while it is read; any number of them read along with one fold. An object is followed
 * by its identity, under every name.
 */
public final class History {

    /** Lines that are kept, the latest ones: an object that flaps must not fill the memory. How many came before is told. */
    public static final int MOST_LINES = 100_000;

    private record Line(Aspect aspect, HistoryEntry past) {
    }

    private final ObjectId key;
    private final MachineLedger ledger;
    private final Deque<Line> lines = new ArrayDeque<>();
    private long dropped;
    private final Set<Cause> involved = new HashSet<>();

    /** @param ledger that follows the records, and has each before {@link #record} sees it */
    public History(ObjectId key, MachineLedger ledger) {
        this.key = key;
        this.ledger = ledger;
    }

    /** @param before what was observed before this record */
    public void record(EventRecord record, Inventory before) {
        switch (record.event()) {
            case Event.BootObserved boot -> boot(record, boot, before);
            case Event.FactsObserved(var cause, var facts) -> facts(record, cause, facts, before);
            case Event.OperationIntended intent -> intended(record, intent);
            case Event.StepFailed(var operation, var _, var what, var _, var _, var _) -> told(record, operation, "failed: " + what);
            case Event.OperationEnded(var operation, var outcome, var summary, var _, var _, var _) -> told(record, operation, ended(outcome, summary));
            case Event.OperationSettled(var operation, var outcome, var how, var _, var _, var _) -> told(record, operation, "settled: " + ended(outcome, how));
            case Event.Refused refused -> refused(record, refused);
            case Event.DriverChanged change -> exchanged(record, change);
            case Event.EffectPerformed _, Event.ConfigurationChanged _, Event.DriftDetected _ -> { }
        }
    }

    private Optional<String> name() {
        return ManagedObjects.of(ledger.observed(), key).map(ManagedObject::name);
    }

    private void boot(EventRecord record, Event.BootObserved boot, Inventory was) {
        var before = ManagedObjects.of(was, key);
        var after = ManagedObjects.of(boot.picture(), key);
        if (before.isEmpty() && after.isEmpty()) {
            return;
        }
        String now = after.map(thing -> thing.name() + " is " + thing.state().text()).orElse("it is gone");
        if (before.isEmpty()) {
            add(Aspect.DRIVER, past(record, "first seen: " + now, Cause.BOOT));
        } else if (!before.map(ManagedObject::state).equals(after.map(ManagedObject::state)) || !before.map(ManagedObject::name).equals(after.map(ManagedObject::name))) {
            add(Aspect.DRIVER, past(record, "the machine booted: " + now + ", was " + before.get().name() + ", " + before.get().state().text(),
                    Cause.BOOT));
        } else if (!cxlMemory(was).equals(cxlMemory(boot.picture()))) {
            cxlMemory(boot.picture()).ifPresent(memory -> add(Aspect.SELF, past(record, "the machine booted: " + FactText.of(new Fact.DimmSeen(memory)), Cause.BOOT)));
        }
    }

    /** How it is divided is no state that anybody decides about, but a boot changes it. */
    private Optional<Dimm> cxlMemory(Inventory picture) {
        return picture.dimms().values().stream().filter(dimm -> dimm.cxl().isPresent() && key.equals(ObjectId.of(dimm))).findFirst();
    }

    private void facts(EventRecord record, Cause cause, List<Fact> facts, Inventory before) {
        var after = ledger.observed();
        for (Fact fact : facts) {
            if (ManagedObjects.touchedBy(fact, before).contains(key) || ManagedObjects.touchedBy(fact, after).contains(key)) {
                involved.add(cause);
                add(Aspect.of(fact), past(record, FactText.of(fact), cause, List.of(fact)));
            } else if (setting(fact)) {
                add(Aspect.TOLD, past(record, FactText.of(fact), cause, List.of(fact)));
            } else if (used(fact, before) || used(fact, after)) {
                involved.add(cause);
                add(Aspect.TOLD, past(record, FactText.of(fact), cause, List.of(fact)));
            }
        }
    }

    /** Whether somebody took or left a device through which the object's memory is used, or such a device came or went. */
    private boolean used(Fact fact, Inventory picture) {
        Optional<String> device = switch (fact) {
            case Fact.DeviceHeld(var use) -> Optional.of(use.device());
            case Fact.DeviceLetGo(var use) -> Optional.of(use.device());
            case Fact.DiskSeen(var disk) -> Optional.of(disk.name());
            case Fact.DiskGone(var name) -> Optional.of(name);
            default -> Optional.empty();
        };
        return device.isPresent() && ManagedObjects.of(picture, key).filter(thing -> DiskStack.devices(picture, thing.name()).contains(device.get())).isPresent();
    }

    /** Told of the object that it is about, and no part of its state. */
    private boolean setting(Fact fact) {
        return (fact instanceof Fact.SettingSeen || fact instanceof Fact.SettingGone || fact instanceof Fact.LabelAreaWritten) && name().filter(fact::concerns).isPresent();
    }

    private void intended(EventRecord record, Event.OperationIntended intent) {
        if (named(MachineLedger.meant(intent, ledger.observed()))) {
            involved.add(Cause.operation(intent.operation()));
            add(Aspect.TOLD, new HistoryEntry(record.revision(), record.time(), "intended", Cause.operation(intent.operation()), intent.command(), intent.actor(), intent.reason()));
        }
    }

    /** By its identity; a tool's arguments and what is no object's identity by the name that it has at that time. */
    private boolean named(Intent intent) {
        var name = name();
        boolean about = intent.about().stream().anyMatch(target -> target.object().isPresent() ? target.object().get().equals(key)
                || sameName(target.name(), name) : sameName(target.name(), name));
        return about || intent instanceof Intent.ToolRun(var argv) && name.filter(own -> argv.contains(own) || onDisk(argv, own)).isPresent();
    }

    /** A program names the disk, or a part of it, in a word or within one: {@code "0 65536 linear /dev/pmem1 0"}. */
    private boolean onDisk(List<String> argv, String own) {
        return argv.stream().skip(1).flatMap(word -> Stream.of(word.split(" "))).filter(word -> word.startsWith("/dev/"))
                .anyMatch(word -> NamedObject.find(ledger.observed(), word)
                        .filter(found -> found instanceof NamedObject.OfNamespace(var namespace) && namespace.name().equals(own)).isPresent());
    }

    private static boolean sameName(String said, Optional<String> name) {
        return name.filter(said::equals).isPresent();
    }

    private void told(EventRecord record, String operation, String what) {
        if (involved.contains(Cause.operation(operation))) {
            add(Aspect.TOLD, past(record, what, Cause.operation(operation)));
        }
    }

    /** Of a driver's own history, and of the devices that it has. Version 1 tells of no operation. */
    private void exchanged(EventRecord record, Event.DriverChanged change) {
        if (!change.operation().isEmpty() && change.modules().stream().anyMatch(this::drives)) {
            add(Aspect.TOLD, past(record, change.word() + " " + change.driver().substring(change.driver().lastIndexOf('.') + 1) + " " + change.action() + ": " + version(change.versionBefore()) + " -> "
                    + version(change.versionAfter()) + (change.result().equals(DriverExchange.DONE) ? "" : ", refused"), Cause.operation(change.operation())));
        }
    }

    /** Whether the object is the module, or has a driver of it. */
    private boolean drives(String module) {
        var picture = ledger.observed();
        return key.equals(ObjectId.ofModule(module))
                || ManagedObjects.device(picture, key).flatMap(DaxDevice::driver).filter(module::equals).isPresent()
                || key.kind() == ObjectId.Kind.NAMESPACE && picture.namespaces().values().stream()
                        .anyMatch(namespace -> ObjectId.of(picture, namespace).equals(key) && namespace.modules().contains(module));
    }

    private static String version(String version) {
        return version.isEmpty() ? "none" : version;
    }

    private static String ended(Event.Outcome outcome, String summary) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + summary;
    }

    private void refused(EventRecord record, Event.Refused refused) {
        if (name().filter(refused.object()::equals).isPresent() || refused.about().stream().anyMatch(target -> target.object().filter(key::equals).isPresent())) {
            add(Aspect.TOLD, new HistoryEntry(record.revision(), record.time(), "refused (" + (refused.errno().isEmpty() ? refused.code() : refused.errno()) + "): " + refused.rule(), Cause.operation(refused.operation()),
                    refused.command(), refused.actor(), refused.reason()));
        }
    }

    private HistoryEntry past(EventRecord record, String what, Cause cause) {
        return past(record, what, cause, List.of());
    }

    private HistoryEntry past(EventRecord record, String what, Cause cause, List<Fact> facts) {
        var operation = cause instanceof Cause.Operation(var id) ? ledger.operation(id) : Optional.<Operation>empty();
        return new HistoryEntry(record.revision(), record.time(), what, cause, operation.map(Operation::command).orElse(""),
                operation.map(Operation::actor).orElse(""), operation.map(Operation::reason).orElse(""), facts);
    }

    private void add(Aspect aspect, HistoryEntry past) {
        lines.add(new Line(aspect, past));
        if (lines.size() > MOST_LINES) {
            lines.removeFirst();
            dropped++;
        }
    }

    /** Takes the lines of records before all of its own. */
    public void precede(History earlier) {
        dropped += earlier.dropped;
        for (Line line : List.copyOf(earlier.lines).reversed()) {
            if (lines.size() < MOST_LINES) {
                lines.addFirst(line);
            } else {
                dropped++;
            }
        }
    }

    /** Whether a line tells that of it. */
    public boolean tells(Aspect aspect) {
        return lines.stream().anyMatch(line -> line.aspect() == aspect);
    }

    /** Lines that came before those that were kept. */
    public long dropped() {
        return dropped;
    }

    /** Everything that was kept, the oldest first. */
    public List<HistoryEntry> told() {
        return lines.stream().map(Line::past).toList();
    }

    /** For each aspect of how the object is now, what made it so; the latest first, and what one operation did in one line. */
    public List<HistoryEntry> causes() {
        Map<Aspect, Line> last = new LinkedHashMap<>();
        lines.stream().filter(line -> line.aspect() != Aspect.TOLD).forEach(line -> last.put(line.aspect(), line));
        Map<String, List<Line>> byCause = new LinkedHashMap<>();
        for (Line line : lines) {
            var latest = last.get(line.aspect());
            if (latest != null && sameCause(line, latest)) {
                byCause.computeIfAbsent(cause(line), _ -> new ArrayList<>()).add(line);
            }
        }
        return byCause.values().stream().map(History::joined).sorted(Comparator.comparingLong(HistoryEntry::revision).reversed()).toList();
    }

    /** One operation, or one record of what a boot or somebody else did. */
    private static String cause(Line line) {
        return line.past().command().isEmpty() ? "revision " + line.past().revision() : line.past().cause().text();
    }

    private static boolean sameCause(Line line, Line latest) {
        return cause(line).equals(cause(latest));
    }

    private static HistoryEntry joined(List<Line> lines) {
        var past = lines.getLast().past();
        String what = lines.stream().map(line -> line.past().what()).collect(Collectors.joining(", "));
        return new HistoryEntry(past.revision(), past.time(), what, past.cause(), past.command(), past.actor(), past.reason(),
                lines.stream().flatMap(line -> line.past().facts().stream()).toList());
    }
}
