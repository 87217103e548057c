package daxplane.labels;

import daxplane.labels.InterleaveSet.Assembled;
import daxplane.labels.InterleaveSet.Mapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Puts the labels of the DIMMs of a set together, in the order and with the stops of the kernel's scan. */
final class SetAssembler {

    private final InterleaveSet set;
    private final Mapping first;
    private final long cookie;
    /** Per mapping: labels by uuid, in slot order. */
    private final List<Map<UUID, List<LabelSlot.Valid>>> byUuid = new ArrayList<>();
    private final List<Assembled> found = new ArrayList<>();
    private final Set<UUID> known = new HashSet<>();
    private final Set<SetFinding> findings = new LinkedHashSet<>();

    SetAssembler(InterleaveSet set) {
        this.set = set;
        this.first = set.mappings().getFirst();
        this.cookie = set.cookie().chosen(first.store());
        for (Mapping mapping : set.mappings()) {
            Map<UUID, List<LabelSlot.Valid>> labels = new HashMap<>();
            mapping.labels().forEach(slot -> labels.computeIfAbsent(slot.label().uuid(), uuid -> new ArrayList<>()).add(slot));
            byUuid.add(labels);
        }
    }

    InterleaveSet.Assembly assemble() {
        for (LabelSlot.Valid slot : first.labels()) {
            if (first.holdsStart(slot.label().dpa())) {
                Optional<SetFinding> failure = take(slot);
                if (failure.isPresent()) {
                    return new InterleaveSet.Unusable(failure.get());
                }
            }
        }
        noteOrphans();
        return new InterleaveSet.Namespaces(found, List.copyOf(findings));
    }

    private Optional<SetFinding> take(LabelSlot.Valid slot) {
        NamespaceLabel label = slot.label();
        if (known.contains(label.uuid())) {
            return Optional.of(new SetFinding.ConflictingExtents(label.uuid()));
        }
        if (cookie == 0) {
            return Optional.of(new SetFinding.NoCookie());
        }
        if (label.cookie() != cookie && label.cookie() != set.cookie().alternate()) {
            findings.add(new SetFinding.ForeignCookie(0, slot.number(), label.uuid(), label.cookie()));
            return Optional.empty();
        }
        Optional<SetFinding> incomplete = incomplete(label.uuid());
        if (incomplete.isPresent()) {
            return incomplete;
        }
        List<LabelSlot.Valid> slots = byUuid.stream().map(labels -> labels.get(label.uuid()).getFirst()).toList();
        Optional<NamespaceLabel> atZero = slots.stream().map(LabelSlot.Valid::label).filter(l -> l.position() == 0).findFirst();
        if (atZero.isEmpty()) {
            return Optional.of(new SetFinding.MissingLabel(label.uuid(), 0));
        }
        found.add(new Assembled(atZero.get(), slots, slots.stream().mapToLong(s -> s.label().rawSize()).sum()));
        known.add(label.uuid());
        if (slots.stream().map(s -> s.label().rawSize()).distinct().count() > 1) {
            findings.add(new SetFinding.UnequalSizes(label.uuid()));
        }
        return Optional.empty();
    }

    private Optional<SetFinding> incomplete(UUID uuid) {
        for (int position = 0; position < set.mappings().size(); position++) {
            if (!existsAt(uuid, position, cookie) && !existsAt(uuid, position, set.cookie().alternate())) {
                return Optional.of(new SetFinding.MissingLabel(uuid, position));
            }
        }
        for (int i = 0; i < set.mappings().size(); i++) {
            List<LabelSlot.Valid> labels = byUuid.get(i).getOrDefault(uuid, List.of());
            if (labels.isEmpty() || !set.mappings().get(i).holds(labels.getFirst().label())) {
                return Optional.of(new SetFinding.OutsideMapping(uuid, i));
            }
        }
        return Optional.empty();
    }

    /** Whether some DIMM has exactly one label of the uuid and cookie, and it is the one for this position in a set of our size. */
    private boolean existsAt(UUID uuid, int position, long wanted) {
        for (int i = 0; i < set.mappings().size(); i++) {
            Mapping mapping = set.mappings().get(i);
            List<NamespaceLabel> labels = byUuid.get(i).getOrDefault(uuid, List.of()).stream().map(LabelSlot.Valid::label)
                    .filter(label -> label.cookie() == wanted)
                    .filter(label -> !mapping.typed() || label.type().equals(set.type())).toList();
            if (labels.size() > 1) {
                return false;
            }
            if (labels.stream().anyMatch(l -> l.labels() == set.mappings().size() && l.position() == position)) {
                return true;
            }
        }
        return false;
    }

    /** Labels of this set on the other DIMMs that no namespace answers for: their part of the DIMM is lost until they go. */
    private void noteOrphans() {
        for (int i = 1; i < set.mappings().size(); i++) {
            for (LabelSlot.Valid slot : set.mappings().get(i).labels()) {
                if (slot.label().cookie() == cookie && !known.contains(slot.label().uuid())) {
                    findings.add(new SetFinding.Orphan(i, slot.number(), slot.label().uuid()));
                }
            }
        }
    }
}
