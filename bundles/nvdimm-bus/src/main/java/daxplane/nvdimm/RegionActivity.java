package daxplane.nvdimm;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a region has only while it is enabled. */
final class RegionActivity {

    /** Per mapping: its labels, and whether the region uses the DIMM's labels at all (a DIMM without any is not held). */
    record Held(boolean held, MappingLabels labels) {
    }

    private final List<Held> mappings = new ArrayList<>();
    private final Map<SeedKind, String> seeds = new EnumMap<>(SeedKind.class);
    private int namespaces;
    private int failures;

    void add(Held mapping) {
        mappings.add(mapping);
    }

    List<Held> mappings() {
        return List.copyOf(mappings);
    }

    Optional<String> seed(SeedKind kind) {
        return Optional.ofNullable(seeds.get(kind));
    }

    void seed(SeedKind kind, String device) {
        seeds.put(kind, device);
    }

    void counted(int active, int failed) {
        namespaces = active;
        failures = failed;
    }

    /** {@code 4/4}: namespaces that were registered, of all that were found. */
    String initialised() {
        return namespaces + "/" + (namespaces + failures);
    }

    void describe(Map<String, String> state) {
        state.put("active", initialised());
        seeds.forEach((kind, device) -> state.put("seed." + kind.prefix(), device));
        for (int i = 0; i < mappings.size(); i++) {
            state.put("held" + i, Boolean.toString(mappings.get(i).held()));
            state.put("labels" + i, mappings.get(i).labels().text());
        }
    }

    static Optional<RegionActivity> restored(Map<String, String> state) {
        if (!state.containsKey("active")) {
            return Optional.empty();
        }
        RegionActivity activity = new RegionActivity();
        String[] counts = state.get("active").split("/");
        activity.counted(Integer.parseInt(counts[0]), Integer.parseInt(counts[1]) - Integer.parseInt(counts[0]));
        for (SeedKind kind : SeedKind.values()) {
            Optional.ofNullable(state.get("seed." + kind.prefix())).ifPresent(device -> activity.seed(kind, device));
        }
        for (int i = 0; state.containsKey("held" + i); i++) {
            activity.add(new Held(Boolean.parseBoolean(state.get("held" + i)), MappingLabels.parse(state.get("labels" + i))));
        }
        return Optional.of(activity);
    }
}
