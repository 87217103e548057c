package daxplane.tools.ndctl;

import daxplane.tools.json.Json;
import daxplane.tools.json.JsonArray;
import daxplane.tools.json.JsonObject;
import daxplane.tools.nd.Mapping;
import daxplane.tools.nd.Personality;
import daxplane.tools.nd.Region;
import daxplane.tools.session.Session;
import java.util.List;

/** Regions as listings show them. */
final class RegionJson {

    private RegionJson() {
    }

    /** @param mappings of the DIMMs to show; empty to show none */
    static JsonObject of(Session session, Region region, List<Mapping> mappings, Detail detail) {
        var json = new JsonObject().put("dev", region.name()).put("size", new Json.Size(region.size()));
        region.align().ifPresent(align -> json.put("align", new Json.Size(align)));
        json.put("available_size", new Json.Size(region.availableSize()));
        region.maxAvailableExtent().ifPresent(extent -> json.put("max_available_extent", new Json.Size(extent)));
        json.put("type", region.type().word());
        if (detail.verbose()) {
            NodeJson.add(json, region.numaNode(), region.targetNode());
        }
        region.interleaveSet().ifPresent(cookie -> json.put("iset_id", new Json.Hex(cookie)));
        if (!mappings.isEmpty()) {
            var list = new JsonArray();
            mappings.forEach(mapping -> list.add(of(mapping)));
            json.put("mappings", list);
        }
        if (!region.enabled()) {
            json.put("state", "disabled");
        }
        BadBlocks.of(region).addTo(session, json, region, detail.mediaErrors());
        if (detail.capabilities()) {
            var capabilities = capabilities(region);
            if (!capabilities.isEmpty()) {
                json.put("capabilities", capabilities);
            }
        }
        json.put("persistence_domain", switch (region.persistenceDomain().orElse("")) {
            case "cpu_cache" -> "cpu_cache";
            case "memory_controller" -> "memory_controller";
            case "none" -> "none";
            default -> "unknown";
        });
        return json;
    }

    private static JsonObject of(Mapping mapping) {
        var json = new JsonObject().put("dimm", mapping.dimm().name()).put("offset", new Json.Hex(mapping.offset()))
                .put("length", new Json.Hex(mapping.length()));
        return mapping.position() < 0 ? json : json.put("position", mapping.position());
    }

    private static JsonArray capabilities(Region region) {
        var capabilities = new JsonArray();
        region.seed(Personality.Kind.BTT).ifPresent(seed ->
                capabilities.add(capability("sector", "sector_sizes", seed.supportedSectorSizes())));
        region.seed(Personality.Kind.PFN).ifPresent(seed ->
                capabilities.add(capability("fsdax", "alignments", seed.supportedAlignments())));
        region.seed(Personality.Kind.DAX).ifPresent(seed ->
                capabilities.add(capability("devdax", "alignments", seed.supportedAlignments())));
        return capabilities;
    }

    private static JsonObject capability(String mode, String what, List<Long> values) {
        var list = new JsonArray();
        values.forEach(value -> list.add(new Json.Number(value)));
        return new JsonObject().put("mode", mode).put(what, list);
    }
}
