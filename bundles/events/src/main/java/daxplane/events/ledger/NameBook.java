package daxplane.events.ledger;

import daxplane.events.Cause;
import daxplane.events.desired.ObjectId;
import daxplane.inventory.AddressRange;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.Dimm;
import daxplane.inventory.DiskStack;
import daxplane.inventory.Fact;
import daxplane.inventory.Inventory;
import daxplane.inventory.Namespace;
import daxplane.inventory.Region;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who was called how, and when; also of what is gone. Follows the pictures of a {@link MachineLedger}, and forgets nothing.
 *
 * <p>A kernel name is given again when its bearer is gone, so one name may have been several objects. And one object may have had
 * several identities: when a namespace gets another uuid, or is made anew in its place by one operation, it goes on under the new one.
 */
public final class NameBook {

    /** Spans that are kept of one name of one object; of what comes and goes more often the oldest become one. */
    static final int MOST_SPANS = 64;

    /** A dax personality is called like dax devices are, and is none. */
    private static final Pattern LIKE_A_DEVICE = Pattern.compile("dax\\d+\\.\\d+");

    /**
     * An object had a name.
     *
     * @param from  first revision at which it was called so
     * @param to    first revision at which it was not any more; {@link #STILL} while it is
     * @param until time of that; of no meaning while it is called so
     */
    public record Use(ObjectId key, String name, long from, Instant since, long to, Instant until) {

        public boolean at(long revision) {
            return from <= revision && revision < to;
        }

        private Use end(long revision, Instant time) {
            return new Use(key, name, from, since, revision, time);
        }
    }

    /** No revision comes after it. */
    public static final long STILL = Long.MAX_VALUE;

    private record Departed(Namespace namespace, Cause cause) {
    }

    private final SortedMap<ObjectId, SortedMap<String, List<Use>>> uses = new TreeMap<>();
    private final SortedMap<ObjectId, Set<AddressRange>> places = new TreeMap<>();
    private final SortedMap<String, String> predecessors = new TreeMap<>();
    private final SortedMap<ObjectId, Departed> departed = new TreeMap<>();
    private SortedMap<ObjectId, SortedSet<String>> now = new TreeMap<>();

    NameBook() {
    }

    static NameBook of(List<LedgerState.Named> named, SortedMap<String, String> predecessors, Inventory observed) {
        var book = new NameBook();
        for (LedgerState.Named object : named) {
            object.uses().forEach(use -> book.uses.computeIfAbsent(object.key(), _ -> new TreeMap<>()).computeIfAbsent(use.name(), _ -> new ArrayList<>()).add(use));
            object.places().forEach(range -> book.lies(object.key(), range));
        }
        book.predecessors.putAll(predecessors);
        book.now = named(observed);
        return book;
    }

    /** Everything that it knows of objects when no operation is under way. */
    List<LedgerState.Named> named() {
        var keys = new TreeSet<>(uses.keySet());
        keys.addAll(places.keySet());
        return keys.stream().map(key -> new LedgerState.Named(key, uses.getOrDefault(key, Collections.emptySortedMap()).values().stream().flatMap(List::stream).toList(),
                List.copyOf(places.getOrDefault(key, Set.of())))).toList();
    }

    SortedMap<String, String> predecessors() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(predecessors));
    }

    /** As it is now, for whoever must not see it change. */
    public NameBook copy() {
        var copy = new NameBook();
        uses.forEach((key, names) -> {
            var mine = new TreeMap<String, List<Use>>();
            names.forEach((name, spans) -> mine.put(name, new ArrayList<>(spans)));
            copy.uses.put(key, mine);
        });
        places.forEach((key, ranges) -> copy.places.put(key, new LinkedHashSet<>(ranges)));
        copy.predecessors.putAll(predecessors);
        copy.departed.putAll(departed);
        copy.now = new TreeMap<>(now);
        return copy;
    }

    /** Whether a fact can give or take a name. */
    static boolean concernsNames(Fact fact) {
        return switch (fact) {
            case Fact.DimmSeen _, Fact.DimmGone _, Fact.RegionSeen _, Fact.RegionGone _, Fact.NamespaceSeen _, Fact.NamespaceGone _,
                    Fact.DaxDeviceSeen _, Fact.DaxDeviceGone _, Fact.DiskSeen _, Fact.DiskGone _ -> true;
            case Fact.DriverBound _, Fact.DriverUnbound _, Fact.BlocksAdded _, Fact.BlocksRemoved _, Fact.BlocksOnlined _, Fact.BlocksOfflined _,
                    Fact.NodeSeen _, Fact.NodeGone _, Fact.ModuleLoaded _, Fact.ModuleUnloaded _, Fact.PolicySeen _, Fact.MemTotalSeen _,
                    Fact.RangeReserved _, Fact.RangeReleased _, Fact.IdAdded _, Fact.IdRemoved _, Fact.SettingSeen _, Fact.SettingGone _,
                    Fact.DeviceHeld _, Fact.DeviceLetGo _, Fact.LabelAreaWritten _, Fact.LabelAreaGone _ -> false;
        };
    }

    void follow(long revision, Instant time, Cause cause, Inventory before, Inventory after) {
        var then = now;
        now = named(after);
        then.forEach((key, names) -> names.stream().filter(name -> !now.getOrDefault(key, Collections.emptySortedSet()).contains(name))
                .forEach(name -> end(key, name, revision, time)));
        departed.values().removeIf(gone -> !gone.cause().equals(cause) || !(cause instanceof Cause.Operation));
        before.namespaces().values().stream().filter(namespace -> namespace.bytes() != 0).forEach(namespace -> {
            var key = ObjectId.of(before, namespace);
            if (!now.containsKey(key)) {
                departed.put(key, new Departed(namespace, cause));
            }
        });
        after.namespaces().values().stream().filter(namespace -> namespace.bytes() != 0).forEach(namespace -> succeed(ObjectId.of(after, namespace), namespace, cause));
        now.forEach((key, names) -> names.stream().filter(name -> !then.getOrDefault(key, Collections.emptySortedSet()).contains(name))
                .forEach(name -> begin(key, name, revision, time)));
        after.namespaces().values().forEach(namespace -> place(namespace).ifPresent(range -> lies(ObjectId.of(after, namespace), range)));
        after.daxDevices().values().forEach(device -> device.ranges().forEach(range -> lies(ObjectId.of(device), range)));
    }

    /** What is new under a name, or in a place, that another one left in the same record or by the same operation. */
    private void succeed(ObjectId key, Namespace namespace, Cause cause) {
        if (uses.containsKey(key)) {
            return;
        }
        departed.entrySet().stream().filter(gone -> continues(gone.getValue().namespace(), namespace, cause)).findFirst()
                .ifPresent(gone -> predecessors.put(key.identity(), gone.getKey().identity()));
    }

    /** A boot gives all names anew, so only the place tells. */
    private static boolean continues(Namespace old, Namespace fresh, Cause cause) {
        boolean sameName = old.name().equals(fresh.name()) && !cause.equals(Cause.BOOT);
        return old.region().equals(fresh.region()) && (sameName || place(old).isPresent() && place(old).equals(place(fresh)));
    }

    private static Optional<AddressRange> place(Namespace namespace) {
        var start = namespace.start();
        return start.isPresent() && namespace.bytes() != 0 ? AddressRange.fitting(start.getAsLong(), namespace.bytes()) : Optional.empty();
    }

    private void lies(ObjectId key, AddressRange range) {
        places.computeIfAbsent(key, _ -> new LinkedHashSet<>()).add(range);
    }

    private void begin(ObjectId key, String name, long revision, Instant time) {
        var spans = uses.computeIfAbsent(key, _ -> new TreeMap<>()).computeIfAbsent(name, _ -> new ArrayList<>());
        spans.add(new Use(key, name, revision, time, STILL, Instant.EPOCH));
        if (spans.size() > MOST_SPANS) {
            var oldest = spans.removeFirst();
            var next = spans.removeFirst();
            spans.addFirst(new Use(key, name, oldest.from(), oldest.since(), next.to(), next.until()));
        }
    }

    private void end(ObjectId key, String name, long revision, Instant time) {
        var spans = uses.get(key).get(name);
        spans.add(spans.removeLast().end(revision, time));
    }

    private static SortedMap<ObjectId, SortedSet<String>> named(Inventory picture) {
        var named = new TreeMap<ObjectId, SortedSet<String>>();
        for (DaxDevice device : picture.daxDevices().values()) {
            if (device.bytes() != 0) {
                named.putIfAbsent(ObjectId.of(device), new TreeSet<>(Set.of(device.name())));
            }
        }
        for (Namespace namespace : picture.namespaces().values()) {
            if (namespace.bytes() != 0) {
                named.putIfAbsent(ObjectId.of(picture, namespace), names(picture, namespace));
            }
        }
        for (Region region : picture.regions().values()) {
            named.putIfAbsent(new ObjectId(ObjectId.Kind.REGION, region.path()), new TreeSet<>(Set.of(region.name())));
        }
        for (Dimm dimm : picture.dimms().values()) {
            named.putIfAbsent(ObjectId.of(dimm), names(Stream.of(dimm.name(), dimm.id())));
        }
        return named;
    }

    /** What lies on its disk is a name of it, as long as it does. */
    private static SortedSet<String> names(Inventory picture, Namespace namespace) {
        var stacked = namespace.blockDevice().stream().flatMap(disk -> DiskStack.from(picture, disk).stream())
                .flatMap(name -> Stream.ofNullable(picture.disks().get(name)));
        return names(Stream.concat(stacked.flatMap(disk -> disk.names().stream()), Stream.of(Stream.of(namespace.name(), namespace.altName()), namespace.uuid().stream(), namespace.personalityUuid().stream(),
                namespace.personality().filter(name -> !LIKE_A_DEVICE.matcher(name).matches()).stream(), namespace.blockDevice().stream()).flatMap(names -> names)));
    }

    private static SortedSet<String> names(Stream<String> names) {
        return names.filter(name -> !name.isEmpty()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every object that was ever called so, the oldest first; uuids in any case of letters. */
    public List<Use> bearers(String name) {
        return uses.values().stream().flatMap(names -> names.values().stream()).flatMap(List::stream)
                .filter(use -> use.name().equals(name) || isUuid(name) && use.name().equalsIgnoreCase(name))
                .sorted(Comparator.comparingLong(Use::from)).toList();
    }

    private static boolean isUuid(String name) {
        return name.length() == 36 && name.charAt(8) == '-';
    }

    /** Every name that an object had, the oldest first. */
    public List<Use> names(ObjectId key) {
        return uses.getOrDefault(key, Collections.emptySortedMap()).values().stream().flatMap(List::stream)
                .sorted(Comparator.comparingLong(Use::from)).toList();
    }

    /** Objects that ever lay at a physical address. */
    public SortedSet<ObjectId> at(long address) {
        return places.entrySet().stream().filter(place -> place.getValue().stream().anyMatch(range -> range.contains(address))).map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Objects that ever lay somewhere in a range. */
    public SortedSet<ObjectId> in(AddressRange wanted) {
        return places.entrySet().stream().filter(place -> place.getValue().stream().anyMatch(wanted::overlaps)).map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** All identities of one piece of memory, the oldest first; of what had one only, that. */
    public List<String> identities(String identity) {
        var chain = new ArrayList<String>(List.of(identity));
        while (predecessors.containsKey(chain.getFirst()) && !chain.contains(predecessors.get(chain.getFirst()))) {
            chain.addFirst(predecessors.get(chain.getFirst()));
        }
        boolean grown = true;
        while (grown) {
            var last = chain.getLast();
            var next = predecessors.entrySet().stream().filter(link -> link.getValue().equals(last) && !chain.contains(link.getKey())).findFirst();
            next.ifPresent(link -> chain.add(link.getKey()));
            grown = next.isPresent();
        }
        return List.copyOf(chain);
    }
}
