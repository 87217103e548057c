package daxplane.labels;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Which parts of a DIMM its labels claim. */
final class Extents {

    private static final Comparator<LabelSlot.Valid> BY_START =
            (one, other) -> Long.compareUnsigned(one.label().dpa(), other.label().dpa());

    private Extents() {
    }

    /** Duplicates, impossible extents and overlaps. Of three labels on one place two pairs are named: it is n log n, not n squared. */
    static List<Finding> findings(Collection<LabelSlot> slots) {
        List<LabelSlot.Valid> labels = slots.stream().filter(LabelSlot.Valid.class::isInstance).map(LabelSlot.Valid.class::cast)
                .toList();
        List<Finding> findings = new ArrayList<>();
        Map<UUID, Integer> seen = HashMap.newHashMap(labels.size());
        for (LabelSlot.Valid slot : labels) {
            Integer earlier = seen.putIfAbsent(slot.label().uuid(), slot.number());
            if (earlier != null) {
                findings.add(new Finding.DuplicateUuid(earlier, slot.number(), slot.label().uuid()));
            }
            if (wraps(slot.label())) {
                findings.add(new Finding.ImpossibleExtent(slot.number()));
            }
        }
        findings.addAll(overlaps(labels));
        return findings;
    }

    private static List<Finding> overlaps(List<LabelSlot.Valid> labels) {
        List<LabelSlot.Valid> byStart = labels.stream().filter(slot -> slot.label().rawSize() != 0 && !wraps(slot.label()))
                .sorted(BY_START).toList();
        List<Finding> findings = new ArrayList<>();
        for (int i = 1, reach = 0; i < byStart.size(); i++) {
            LabelSlot.Valid before = byStart.get(reach);
            LabelSlot.Valid here = byStart.get(i);
            if (Long.compareUnsigned(here.label().dpa(), last(before.label())) <= 0) {
                findings.add(new Finding.Overlap(Math.min(before.number(), here.number()), Math.max(before.number(), here.number())));
            }
            if (Long.compareUnsigned(last(here.label()), last(before.label())) > 0) {
                reach = i;
            }
        }
        return findings;
    }

    private static long last(NamespaceLabel label) {
        return label.dpa() + label.rawSize() - 1;
    }

    private static boolean wraps(NamespaceLabel label) {
        return label.rawSize() != 0 && Long.compareUnsigned(last(label), label.dpa()) < 0;
    }
}
