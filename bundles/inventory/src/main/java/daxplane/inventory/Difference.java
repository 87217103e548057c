package daxplane.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The facts that lead from one picture to another. Pure; costs as much as there is difference.
 *
 * <p>The order is always the same, and one in which a kernel could have done it: first what lets go (users, blocks go offline, are
 * removed, drivers unbind, ranges are released, objects vanish), then what takes (modules, objects, reservations, blocks,
 * drivers, zones, users). Within a kind, facts come in the order of names (ranges are released
 * from the inside out). Consecutive blocks that share a fate are one fact.
 *
 * <p>A dax device that has another {@link DaxDevice#identity identity} than before is another device under the same name: the
 * one lets go and vanishes, the other appears and is bound.
 */
public final class Difference {

    private Difference() {
    }

    /** {@code Fold.apply(before, between(before, after))} equals {@code after}, for all pictures. */
    public static List<Fact> between(Inventory before, Inventory after) {
        var blocks = BlockChanges.between(before.blocks(), after.blocks());
        var devices = DeviceChanges.between(before.daxDevices(), after.daxDevices());
        var namespaces = changes(before.namespaces(), after.namespaces());
        var regions = changes(before.regions(), after.regions());
        var dimms = changes(before.dimms(), after.dimms());
        var nodes = changes(before.nodes(), after.nodes());
        var modules = changes(before.modules(), after.modules());
        var reservations = changes(before.reservations(), after.reservations());
        var settings = changes(before.settings(), after.settings());
        var disks = changes(before.disks(), after.disks());
        var uses = changes(before.uses(), after.uses());
        var labelAreas = changes(before.labelAreas(), after.labelAreas());

        var facts = new ArrayList<Fact>();
        facts.addAll(removed(uses, Fact.DeviceLetGo::new));
        facts.addAll(removed(disks, Fact.DiskGone::new));
        facts.addAll(blocks.offlined());
        facts.addAll(blocks.removed());
        facts.addAll(devices.unbound());
        facts.addAll(removed(reservations.reversed(), Fact.RangeReleased::new));
        facts.addAll(devices.gone());
        facts.addAll(removed(settings, Fact.SettingGone::new));
        facts.addAll(removed(labelAreas, Fact.LabelAreaGone::new));
        facts.addAll(removed(namespaces, Fact.NamespaceGone::new));
        facts.addAll(removed(regions, Fact.RegionGone::new));
        facts.addAll(removed(dimms, Fact.DimmGone::new));
        facts.addAll(removed(nodes, Fact.NodeGone::new));
        facts.addAll(idsMissing(before, after, Fact.IdRemoved::new));
        facts.addAll(removed(modules, Fact.ModuleUnloaded::new));

        if (!before.policy().equals(after.policy())) {
            facts.add(new Fact.PolicySeen(after.policy()));
        }
        facts.addAll(added(modules, Fact.ModuleLoaded::new));
        facts.addAll(idsMissing(after, before, Fact.IdAdded::new));
        facts.addAll(seen(dimms, Fact.DimmSeen::new));
        facts.addAll(seen(regions, Fact.RegionSeen::new));
        facts.addAll(seen(namespaces, Fact.NamespaceSeen::new));
        settings.stream().filter(change -> !change.removed())
                .forEach(change -> facts.add(new Fact.SettingSeen(change.key(), change.after().orElseThrow())));
        facts.addAll(seen(nodes, Fact.NodeSeen::new));
        facts.addAll(devices.seen());
        facts.addAll(added(reservations, Fact.RangeReserved::new));
        facts.addAll(blocks.added());
        facts.addAll(devices.bound());
        facts.addAll(blocks.onlined());
        facts.addAll(seen(disks, Fact.DiskSeen::new));
        facts.addAll(added(uses, Fact.DeviceHeld::new));
        labelAreas.stream().filter(change -> !change.removed()).forEach(change -> facts.add(written(change)));
        if (before.memTotalKib() != after.memTotalKib()) {
            facts.add(new Fact.MemTotalSeen(after.memTotalKib()));
        }
        return List.copyOf(facts);
    }

    private static Fact written(Change<String, LabelArea> change) {
        var after = change.after().orElseThrow();
        var before = change.before().filter(known -> known.bytes() == after.bytes()).orElseGet(() -> LabelArea.blank(after.bytes()));
        return new Fact.LabelAreaWritten(change.key(), after.bytes(), before.changesTo(after));
    }

    private static <K extends Comparable<? super K>, V> List<Change<K, V>> changes(SortedMap<K, V> before, SortedMap<K, V> after) {
        return PersistentSortedMap.copyOf(before).differences(PersistentSortedMap.copyOf(after));
    }

    private static <T extends Comparable<? super T>> List<Change<T, Boolean>> changes(SortedSet<T> before, SortedSet<T> after) {
        return PersistentSortedSet.copyOf(before).differences(PersistentSortedSet.copyOf(after));
    }

    private static <K, V> List<Fact> removed(List<Change<K, V>> changes, Function<K, Fact> fact) {
        return changes.stream().filter(Change::removed).map(change -> fact.apply(change.key())).toList();
    }

    private static <K, V> List<Fact> added(List<Change<K, V>> changes, Function<K, Fact> fact) {
        return changes.stream().filter(Change::added).map(change -> fact.apply(change.key())).toList();
    }

    /** New or changed. */
    private static <K, V> List<Fact> seen(List<Change<K, V>> changes, Function<V, Fact> fact) {
        return changes.stream().flatMap(change -> change.after().stream()).map(fact).toList();
    }

    /** Ids that {@code one} has and {@code other} has not. */
    private static List<Fact> idsMissing(Inventory one, Inventory other, BiFunction<String, String, Fact> fact) {
        var facts = new ArrayList<Fact>();
        one.driverIds().forEach((driver, ids) -> ids.stream()
                .filter(id -> !other.hasId(driver, id))
                .forEach(id -> facts.add(fact.apply(driver, id))));
        return facts;
    }
}
