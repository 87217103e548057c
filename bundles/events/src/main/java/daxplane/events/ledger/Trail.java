package daxplane.events.ledger;

import daxplane.events.Cause;
import daxplane.events.Event;
import daxplane.events.Intent;
import daxplane.events.Target;
import daxplane.events.desired.ManagedObjects;
import daxplane.events.desired.ObjectId;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.Dimm;
import daxplane.inventory.DiskStack;
import daxplane.inventory.Fact;
import daxplane.inventory.Inventory;
import daxplane.inventory.NamedObject;
import daxplane.inventory.Namespace;
import daxplane.inventory.Region;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a history of an object has to look: for each object the last records that may tell of it. It names a record too many rather than one too
 * few: what a record tells is decided by whoever reads it (History of control), and a test holds this against that. Belongs to one ledger.
 */
final class Trail {

    private record Named(ObjectId key, String name) {
    }

    private final SortedMap<ObjectId, LastTold> last;
    /** Objects that operations were about that are under way or have just ended. */
    private final Map<String, SortedSet<ObjectId>> involved = new HashMap<>();

    Trail(SortedMap<ObjectId, LastTold> last) {
        this.last = new TreeMap<>(last);
    }

    Trail copy() {
        var copy = new Trail(last);
        involved.forEach((operation, keys) -> copy.involved.put(operation, new TreeSet<>(keys)));
        return copy;
    }

    SortedMap<ObjectId, LastTold> last() {
        return new TreeMap<>(last);
    }

    LastTold last(ObjectId key) {
        return last.getOrDefault(key, LastTold.NEVER);
    }

    /** No operation is under way. */
    void rest() {
        involved.clear();
    }

    private void mark(Collection<ObjectId> keys, Aspect aspect, long revision) {
        keys.forEach(key -> last.put(key, last(key).with(aspect, revision)));
    }

    private void mark(Collection<ObjectId> keys, Aspect aspect, long revision, String operation) {
        mark(keys, aspect, revision);
        if (!keys.isEmpty()) {
            involved.computeIfAbsent(operation, _ -> new TreeSet<>()).addAll(keys);
        }
    }

    /** @param changed objects with another state or another name than before */
    void boot(long revision, Collection<ObjectId> changed, Inventory before, Inventory after) {
        mark(changed, Aspect.DRIVER, revision);
        mark(after.dimms().values().stream().filter(dimm -> dimm.cxl().isPresent() && !before.dimms().containsValue(dimm)).map((Dimm dimm) -> ObjectId.of(dimm)).toList(), Aspect.SELF, revision);
        var modules = new TreeSet<>(before.modules());
        modules.addAll(after.modules());
        mark(modules.stream().filter(module -> before.modules().contains(module) != after.modules().contains(module)).map(ObjectId::ofModule).toList(), Aspect.DRIVER, revision);
    }

    void facts(long revision, Cause cause, List<Fact> facts, Inventory before, Inventory after) {
        for (Fact fact : facts) {
            var keys = new TreeSet<>(ManagedObjects.touchedBy(fact, before));
            keys.addAll(ManagedObjects.touchedBy(fact, after));
            mark(keys, Aspect.of(fact), revision, cause.text());
            switch (fact) {
                case Fact.SettingSeen _, Fact.SettingGone _, Fact.LabelAreaWritten _ -> mark(called(after, fact::concerns), Aspect.TOLD, revision);
                case Fact.DeviceHeld(var use) -> used(revision, cause, use.device(), before, after);
                case Fact.DeviceLetGo(var use) -> used(revision, cause, use.device(), before, after);
                case Fact.DiskSeen(var disk) -> used(revision, cause, disk.name(), before, after);
                case Fact.DiskGone(var name) -> used(revision, cause, name, before, after);
                default -> { }
            }
        }
    }

    private void used(long revision, Cause cause, String device, Inventory before, Inventory after) {
        for (Inventory picture : List.of(before, after)) {
            mark(called(picture, name -> DiskStack.devices(picture, name).contains(device)), Aspect.TOLD, revision, cause.text());
        }
    }

    void intended(long revision, String operation, Intent meant, Inventory picture) {
        var keys = new TreeSet<ObjectId>();
        for (Target target : meant.about()) {
            target.object().ifPresent(keys::add);
            keys.addAll(called(picture, target.name()::equals));
        }
        if (meant instanceof Intent.ToolRun(var argv)) {
            keys.addAll(called(picture, argv::contains));
            argv.stream().flatMap(word -> Stream.of(word.split(" "))).filter(word -> word.startsWith("/dev/"))
                    .flatMap(word -> NamedObject.find(picture, word).stream())
                    .forEach(found -> keys.addAll(found instanceof NamedObject.OfNamespace(var namespace) ? called(picture, namespace.name()::equals) : List.of()));
        }
        mark(keys, Aspect.TOLD, revision, operation);
    }

    /** A step failed, or it ended. */
    void goesOn(long revision, String operation) {
        mark(List.copyOf(involved.getOrDefault(operation, new TreeSet<>())), Aspect.TOLD, revision);
    }

    void refused(long revision, Event.Refused refused, Inventory picture) {
        mark(called(picture, refused.object()::equals), Aspect.TOLD, revision);
        mark(refused.about().stream().flatMap(target -> target.object().stream()).toList(), Aspect.TOLD, revision);
    }

    void exchanged(long revision, Event.DriverChanged change, Inventory picture) {
        for (String module : change.modules()) {
            mark(List.of(ObjectId.ofModule(module)), Aspect.TOLD, revision);
            mark(picture.daxDevices().values().stream().filter(device -> device.driver().equals(Optional.of(module))).map((DaxDevice device) -> ObjectId.of(device)).toList(),
                    Aspect.TOLD, revision);
            mark(picture.namespaces().values().stream().filter(namespace -> namespace.modules().contains(module)).map(namespace -> ObjectId.of(picture, namespace)).toList(),
                    Aspect.TOLD, revision);
        }
    }

    private static List<ObjectId> called(Inventory picture, Predicate<String> name) {
        return named(picture).filter(object -> name.test(object.name())).map(Named::key).collect(Collectors.toList());
    }

    private static Stream<Named> named(Inventory picture) {
        return Stream.of(picture.daxDevices().values().stream().map((DaxDevice device) -> new Named(ObjectId.of(device), device.name())),
                picture.namespaces().values().stream().map((Namespace namespace) -> new Named(ObjectId.of(picture, namespace), namespace.name())),
                picture.regions().values().stream().map((Region region) -> new Named(new ObjectId(ObjectId.Kind.REGION, region.path()), region.name())),
                picture.dimms().values().stream().map((Dimm dimm) -> new Named(ObjectId.of(dimm), dimm.name())),
                picture.modules().stream().map(module -> new Named(ObjectId.ofModule(module), module)),
                Stream.of(new Named(ObjectId.AUTO_ONLINE, ObjectId.AUTO_ONLINE.identity()))).flatMap(objects -> objects);
    }
}
