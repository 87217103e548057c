package daxplane.labels.repair;

import daxplane.labels.AreaWrite;
import daxplane.labels.Finding;
import daxplane.labels.LabelChange;
import daxplane.labels.LabelException;
import daxplane.labels.LabelFormat;
import daxplane.labels.LabelRules;
import daxplane.labels.LabelStore;
import daxplane.labels.NamespaceLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** The faults of some label areas, and their repair. */
public final class LabelRepair {

    private final List<Area> areas;
    private final List<NamespaceCheck> namespaces;

    private LabelRepair(List<Area> areas) {
        this.areas = List.copyOf(areas);
        this.namespaces = NamespaceCheck.all(this.areas);
    }

    /**
     * A label area.
     *
     * @param name    for messages
     * @param cookies of the sets that its DIMM is in now; empty when nobody knows, as of a file: then every label may belong here
     */
    public record Area(String name, LabelStore store, Optional<Set<Long>> cookies) {

        boolean belongsTo(long cookie) {
            return cookies.isEmpty() || cookies.get().contains(cookie);
        }

        /** It had labels, and nobody can tell which. */
        boolean isLost() {
            return store instanceof LabelStore.Blank && !store.findings().isEmpty();
        }
    }

    /** @param area counted from 0, as the areas were given */
    public record Write(int area, AreaWrite write) {
    }

    /** @param areas all those that are looked at together; a namespace is judged by the labels in all of them */
    public static LabelRepair of(List<Area> areas) {
        return new LabelRepair(areas);
    }

    /** First those of areas, then those of namespaces. */
    public List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        for (int area = 0; area < areas.size(); area++) {
            for (Finding finding : areas.get(area).store().findings()) {
                addFault(area, finding, faults);
            }
        }
        namespaces.forEach(namespace -> namespace.fault().ifPresent(faults::add));
        return List.copyOf(faults);
    }

    private void addFault(int number, Finding finding, List<Fault> faults) {
        Area area = areas.get(number);
        switch (finding) {
            case Finding.IndexInvalid(var index, var format, _) -> {
                if (!isOfAnotherFormat(area.store(), format)) {
                    faults.add(new Fault(area.name(), finding.text(), area.store() instanceof LabelStore.Labelled ? new Cure.RewriteIndex(number)
                            : new Cure.None("the other one does not count either, so that nobody knows which labels do; init-labels begins anew")));
                }
            }
            case Finding.SlotBroken broken -> faults.add(new Fault(area.name(), finding.text(), new Cure.FreeSlot(number, broken.slot())));
            case Finding.AreaUnusable _ -> faults.add(new Fault(area.name(), finding.text(), new Cure.None("it cannot hold labels")));
            case Finding.Overlap _, Finding.ImpossibleExtent _ -> faults.add(new Fault(area.name(), finding.text(),
                    new Cure.None("nobody can tell which one is right; destroy one of the namespaces")));
            // Judged with the labels of all areas, or odd and no fault.
            case Finding.DuplicateUuid _, Finding.UpdateInterrupted _, Finding.UnknownAbstraction _, Finding.UnknownType _,
                 Finding.CxlLabelFound _ -> { }
        }
    }

    // Readers try both formats; that a block is not of the one which is not used is no fault.
    private static boolean isOfAnotherFormat(LabelStore store, LabelFormat format) {
        return store instanceof LabelStore.Labelled labelled && labelled.layout().format() != format;
    }

    /**
     * Everything that has a cure, in order; each write durable before the next.
     *
     * @param rules by which the labels are written
     * @throws LabelException NO_FREE_SLOT: rewriting a label takes a free slot, and there is none
     */
    public List<Write> writes(LabelRules rules) throws LabelException {
        // One index write frees everything of an area. What is at position 0 goes first, on all areas: a cut then leaves labels that
        // nothing starts at, and no namespace that lacks the others.
        SortedMap<Integer, Set<Integer>> first = new TreeMap<>();
        SortedMap<Integer, Set<Integer>> later = new TreeMap<>();
        List<UUID> unfinished = new ArrayList<>();
        for (Fault fault : faults()) {
            switch (fault.cure()) {
                case Cure.RewriteIndex(var area) -> slots(first, area);
                case Cure.FreeSlot(var area, var slot) -> slots(first, area).add(slot);
                case Cure.FreeLabels(var uuid) -> {
                    List<NamespaceCheck.Part> parts = named(uuid).parts();
                    int start = parts.getFirst().label().position();
                    parts.forEach(part -> slots(part.label().position() == start ? first : later, part.area()).add(part.slot().number()));
                }
                case Cure.RollForward(var uuid) -> unfinished.add(uuid);
                case Cure.None _ -> { }
            }
        }
        LabelStore[] stores = areas.stream().map(Area::store).toArray(LabelStore[]::new);
        List<Write> writes = new ArrayList<>();
        first.forEach((area, slots) -> add(area, rules.free(labelled(stores, area), slots), stores, writes));
        later.forEach((area, slots) -> add(area, rules.free(labelled(stores, area), slots), stores, writes));
        // Last, since it takes free slots.
        for (UUID uuid : unfinished) {
            rollForward(rules, uuid, stores, writes);
        }
        return List.copyOf(writes);
    }

    private static Set<Integer> slots(SortedMap<Integer, Set<Integer>> byArea, int area) {
        return byArea.computeIfAbsent(area, _ -> new TreeSet<>());
    }

    private void rollForward(LabelRules rules, UUID uuid, LabelStore[] stores, List<Write> writes) throws LabelException {
        for (NamespaceCheck.Part part : named(uuid).parts()) {
            if (part.label().updating()) {
                NamespaceLabel done = part.label().withFlags(part.label().flags() & ~NamespaceLabel.UPDATING);
                add(part.area(), rules.write(labelled(stores, part.area()), done, Set.of(part.slot().number())), stores, writes);
            }
        }
    }

    private static void add(int area, LabelChange change, LabelStore[] stores, List<Write> writes) {
        change.writes().forEach(write -> writes.add(new Write(area, write)));
        stores[area] = change.after();
    }

    private NamespaceCheck named(UUID uuid) {
        return namespaces.stream().filter(namespace -> namespace.uuid().equals(uuid)).findFirst().orElseThrow();
    }

    private static LabelStore.Labelled labelled(LabelStore[] stores, int area) {
        return switch (stores[area]) {
            case LabelStore.Labelled labelled -> labelled;
            case LabelStore.Blank _ -> throw new IllegalStateException("a cure for labels in an area that has none");
        };
    }
}
