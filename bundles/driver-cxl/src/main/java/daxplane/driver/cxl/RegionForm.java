package daxplane.driver.cxl;

import daxplane.inventory.AddressRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a region is to be, or is.
 *
 * <pre>
 *   idle          ways, granularity, uuid can be set
 *   placed        it has a range; targets can be set
 *   complete      it has all targets
 *   committed     decoders lead to it
 * </pre>
 *
 * @param ways    how many devices take turns; 0 before somebody said it
 * @param targets names of decoders by position, as many as there are ways
 */
record RegionForm(Optional<UUID> uuid, int ways, int granularity, Optional<AddressRange> range, List<Optional<String>> targets,
        boolean committed) {

    static final RegionForm EMPTY = new RegionForm(Optional.empty(), 0, 0, Optional.empty(), List.of(), false);

    private static final String NO_TARGET = "-";

    RegionForm {
        targets = List.copyOf(targets);
    }

    boolean complete() {
        return range.isPresent() && !targets.isEmpty() && targets.stream().allMatch(Optional::isPresent);
    }

    RegionForm withUuid(UUID chosen) {
        return new RegionForm(Optional.of(chosen), ways, granularity, range, targets, committed);
    }

    RegionForm withWays(int chosen) {
        return new RegionForm(uuid, chosen, granularity, range, Collections.nCopies(chosen, Optional.empty()), committed);
    }

    RegionForm withGranularity(int bytes) {
        return new RegionForm(uuid, ways, bytes, range, targets, committed);
    }

    RegionForm withRange(Optional<AddressRange> chosen) {
        return new RegionForm(uuid, ways, granularity, chosen, targets, committed);
    }

    RegionForm withTarget(int position, Optional<String> decoder) {
        List<Optional<String>> changed = new ArrayList<>(targets);
        changed.set(position, decoder);
        return new RegionForm(uuid, ways, granularity, range, changed, committed);
    }

    RegionForm withCommitted(boolean on) {
        return new RegionForm(uuid, ways, granularity, range, targets, on);
    }

    /** For a document. */
    void describe(Map<String, String> values) {
        uuid.ifPresent(chosen -> values.put("uuid", chosen.toString()));
        values.put("ways", Integer.toString(ways));
        values.put("granularity", Integer.toString(granularity));
        range.ifPresent(place -> values.put("range", Long.toHexString(place.start()) + "-" + Long.toHexString(place.end())));
        values.put("targets", String.join(" ", targets.stream().map(target -> target.orElse(NO_TARGET)).toList()));
        values.put("committed", Boolean.toString(committed));
    }

    static RegionForm parse(Map<String, String> values) {
        List<Optional<String>> targets = new ArrayList<>();
        for (String target : values.get("targets").split(" ")) {
            if (!target.isEmpty()) {
                targets.add(Optional.of(target).filter(name -> !name.equals(NO_TARGET)));
            }
        }
        return new RegionForm(Optional.ofNullable(values.get("uuid")).map(UUID::fromString), Integer.parseInt(values.get("ways")),
                Integer.parseInt(values.get("granularity")), Optional.ofNullable(values.get("range")).map(RegionForm::range), targets,
                Boolean.parseBoolean(values.get("committed")));
    }

    private static AddressRange range(String text) {
        String[] bounds = text.split("-");
        return new AddressRange(Long.parseUnsignedLong(bounds[0], 16), Long.parseUnsignedLong(bounds[1], 16));
    }
}
