package daxplane.labels.repair;

import daxplane.labels.Finding;
import daxplane.labels.LabelSlot;
import daxplane.labels.LabelStore;
import daxplane.labels.NamespaceLabel;
import daxplane.labels.repair.LabelRepair.Area;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The labels of one namespace, on all areas. They make it up when there is one for every position of the set, each on a DIMM of
 * its own, all of one set and of one size. Source: docs/kernel/labels.md 5 and 6.3.
 */
final class NamespaceCheck {

    /** A label and where it is. */
    record Part(int area, LabelSlot.Valid slot) {
        NamespaceLabel label() {
            return slot.label();
        }
    }

    private final List<Area> areas;
    private final UUID uuid;
    private final List<Part> parts;
    private final int positions;

    private NamespaceCheck(List<Area> areas, UUID uuid, List<Part> parts) {
        this.areas = areas;
        this.uuid = uuid;
        this.parts = parts;
        this.positions = parts.stream().mapToInt(part -> part.label().labels()).max().orElse(0);
    }

    /** Of every namespace, in the order of areas and slots. Labels of CXL and of block windows have other rules and are passed over. */
    static List<NamespaceCheck> all(List<Area> areas) {
        Map<UUID, List<Part>> byUuid = new LinkedHashMap<>();
        for (int area = 0; area < areas.size(); area++) {
            if (areas.get(area).store() instanceof LabelStore.Labelled labelled) {
                Set<Integer> ofCxl = labelled.findings().stream().filter(Finding.CxlLabelFound.class::isInstance)
                        .map(finding -> ((Finding.CxlLabelFound) finding).slot()).collect(Collectors.toSet());
                for (LabelSlot.Valid slot : labelled.labels()) {
                    if (!ofCxl.contains(slot.number()) && (slot.label().flags() & NamespaceLabel.LOCAL) == 0) {
                        byUuid.computeIfAbsent(slot.label().uuid(), _ -> new ArrayList<>()).add(new Part(area, slot));
                    }
                }
            }
        }
        List<NamespaceCheck> all = new ArrayList<>();
        byUuid.forEach((uuid, parts) -> all.add(new NamespaceCheck(areas, uuid,
                parts.stream().sorted(Comparator.comparingInt(part -> part.label().position())).toList())));
        return all;
    }

    UUID uuid() {
        return uuid;
    }

    /** By position: as the kernel deletes, so that a cut leaves nothing at position 0 that lacks the others. */
    List<Part> parts() {
        return parts;
    }

    Optional<Fault> fault() {
        Optional<String> broken = broken();
        if (broken.isPresent()) {
            return Optional.of(new Fault(areas.get(parts.getFirst().area()).name(), "namespace " + uuid + ": " + broken.get(), cureOfBroken()));
        }
        if (parts.stream().anyMatch(part -> part.label().updating())) {
            return Optional.of(new Fault(areas.get(parts.getFirst().area()).name(),
                    "namespace " + uuid + ": its last update is marked as under way", new Cure.RollForward(uuid)));
        }
        return Optional.empty();
    }

    private Optional<String> broken() {
        if (parts.stream().map(Part::area).distinct().count() < parts.size()) {
            return Optional.of("one DIMM has several labels of it");
        }
        if (parts.stream().map(part -> part.label().cookie()).distinct().count() > 1) {
            return Optional.of("its labels belong to different sets of DIMMs");
        }
        if (parts.stream().anyMatch(part -> part.label().labels() != positions)) {
            return Optional.of("its labels are of sets of different sizes");
        }
        // By position, and each at most once: so the first that is not at its place tells which one is missing.
        for (int position = 0; position < positions; position++) {
            if (position >= parts.size() || parts.get(position).label().position() != position) {
                return Optional.of("there is no label for position " + position + " of " + positions);
            }
        }
        if (parts.size() > positions) {
            return Optional.of("it has more labels than positions");
        }
        return parts.stream().map(part -> part.label().rawSize()).distinct().count() > 1
                ? Optional.of("it has different sizes on its DIMMs") : Optional.empty();
    }

    private Cure cureOfBroken() {
        for (Part part : parts) {
            Area area = areas.get(part.area());
            if (!area.belongsTo(part.label().cookie())) {
                return new Cure.None("it belongs to a set of DIMMs that this machine has not got");
            }
            if (areas.stream().filter(other -> other.belongsTo(part.label().cookie())).count() < positions) {
                return new Cure.None("it takes all " + positions + " DIMMs of the set to tell; name them together");
            }
        }
        // What is missing here may stand there.
        Optional<Area> lost = areas.stream().filter(area -> area.isLost() && area.belongsTo(parts.getFirst().label().cookie())).findFirst();
        return lost.isPresent() && positions > 1 ? new Cure.None("the labels of " + lost.get().name() + " cannot be read") : new Cure.FreeLabels(uuid);
    }
}
