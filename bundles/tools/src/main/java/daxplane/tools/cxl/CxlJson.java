package daxplane.tools.cxl;

import daxplane.tools.json.Json;
import daxplane.tools.json.JsonArray;
import daxplane.tools.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One object of the cxl bus as the original prints it: corpus cxl61-pmem and cxl61-interleave, steps 1 to 4; where these show
 * nothing, the original's published manual.
 *
 * @param targets    whether it is told what a port, a decoder or a region leads to
 * @param partitions whether it is told how a memory device is divided
 * @param meant      the memory devices that are meant, when not all are: what leads to no such device is not told
 */
record CxlJson(CxlDevices devices, boolean targets, boolean partitions, Optional<Predicate<String>> meant) {

    CxlJson(CxlDevices devices, boolean targets, boolean partitions) {
        this(devices, targets, partitions, Optional.empty());
    }


    static final String PROVIDER = "ACPI.CXL";

    private static final String DISABLED = "disabled";
    /** Numbers that fit an int. */
    private static final String NUMBER = "\\d{1,9}";

    JsonObject bus(String root) {
        var bus = new JsonObject().put("bus", root).put("provider", PROVIDER);
        dports(bus, root);
        return bus;
    }

    /** @param depth ports between it and the root, itself included */
    JsonObject port(String port, int depth) {
        var json = port("port", port, depth);
        dports(json, port);
        return json;
    }

    JsonObject endpoint(String endpoint, int depth) {
        return port("endpoint", endpoint, depth);
    }

    private JsonObject port(String kind, String port, int depth) {
        return withState(new JsonObject().put(kind, port).put("host", devices.subject(port)).put("depth", depth), devices.isBound(port));
    }

    JsonObject memory(String memory) {
        var json = new JsonObject().put("memdev", memory);
        if (devices.number(memory, "pmem/size") != 0) {
            json.put("pmem_size", new Json.Size(devices.number(memory, "pmem/size")));
        }
        if (devices.number(memory, "ram/size") != 0) {
            json.put("ram_size", new Json.Size(devices.number(memory, "ram/size")));
        }
        devices.known(memory, "serial").ifPresent(serial -> json.put("serial", new Json.Hex(serial)));
        devices.known(memory, "numa_node").ifPresent(node -> json.put("numa_node", node));
        withState(json.put("host", devices.function(memory)), devices.isBound(memory));
        return partitions ? json.put("partition_info", partition(memory)) : json;
    }

    /** Of a device whose division is fixed, as the recorded ones': without alignment. */
    private JsonObject partition(String memory) {
        long ram = devices.number(memory, "ram/size");
        long persistent = devices.number(memory, "pmem/size");
        return new JsonObject().put("total_size", new Json.Size(ram + persistent)).put("volatile_only_size", new Json.Size(ram))
                .put("persistent_only_size", new Json.Size(persistent)).put("partition_alignment_size", new Json.Size(0));
    }

    JsonObject region(String region) {
        var json = new JsonObject().put("region", region);
        devices.known(region, "resource").ifPresent(start -> json.put("resource", new Json.Hex(start)));
        json.put("size", new Json.Size(devices.number(region, "size"))).put("interleave_ways", devices.number(region, "interleave_ways"))
                .put("interleave_granularity", devices.number(region, "interleave_granularity"))
                .put("decode_state", devices.number(region, "commit") == 1 ? "commit" : "reset");
        withState(json, devices.isBound(region));
        if (targets && devices.number(region, "interleave_ways") != 0) {
            json.put("mappings", mappings(region));
        }
        return json;
    }

    /** The last position first. */
    private JsonArray mappings(String region) {
        var mappings = new JsonArray();
        for (String target : devices.parts(region, "target" + NUMBER).stream().sorted(CxlDevices.BY_NUMBER.reversed()).toList()) {
            String decoder = devices.text(region, target);
            if (decoder.matches("decoder" + NUMBER + "\\." + NUMBER)) {
                String endpoint = "endpoint" + decoder.substring("decoder".length(), decoder.indexOf('.'));
                mappings.add(new JsonObject().put("position", Long.parseLong(target.substring("target".length())))
                        .put("memdev", devices.subject(endpoint)).put("decoder", decoder));
            }
        }
        return mappings;
    }

    JsonObject decoder(String decoder, String port) {
        var json = new JsonObject().put("decoder", decoder);
        long size = devices.number(decoder, "size");
        if (size != 0) {
            devices.known(decoder, "start").ifPresent(start -> json.put("resource", new Json.Hex(start)));
            json.put("size", new Json.Size(size));
        }
        json.put("interleave_ways", devices.number(decoder, "interleave_ways"));
        if (devices.number(decoder, "interleave_ways") > 1) {
            json.put("interleave_granularity", devices.number(decoder, "interleave_granularity"));
        }
        if (!devices.text(decoder, "region").isEmpty()) {
            json.put("region", devices.text(decoder, "region"));
        }
        withState(json, size != 0);
        if (port.startsWith("root")) {
            capabilities(json, decoder);
        }
        if (port.startsWith("endpoint")) {
            share(json, decoder);
        } else {
            targets(json, decoder, port);
        }
        return json;
    }

    /** A decoder that capacity was just reserved with: where it lies the original does not look up again. */
    JsonObject reserved(String decoder) {
        var json = withState(new JsonObject().put("decoder", decoder).put("interleave_ways", devices.number(decoder, "interleave_ways")), false);
        if (devices.number(decoder, "dpa_size") != 0) {
            json.put("dpa_size", new Json.Size(devices.number(decoder, "dpa_size")));
        }
        String mode = devices.text(decoder, "mode");
        return mode.isEmpty() || mode.equals("none") ? json : json.put("mode", mode);
    }

    /** What a window may be used for. */
    private void capabilities(JsonObject json, String window) {
        boolean persistent = can(window, "cap_pmem");
        boolean ram = can(window, "cap_ram");
        if (persistent || ram) {
            json.put("max_available_extent", new Json.Size(RegionPlan.largestHole(devices, window)));
        }
        if (persistent) {
            json.put("pmem_capable", true);
        }
        if (ram) {
            json.put("volatile_capable", true);
        }
        if (can(window, "cap_type2")) {
            json.put("accelmem_capable", true);
        }
    }

    private boolean can(String window, String capability) {
        return devices.number(window, capability) == 1;
    }

    /** Which part of its device an endpoint's decoder gives. */
    private void share(JsonObject json, String decoder) {
        long size = devices.number(decoder, "dpa_size");
        if (size != 0) {
            devices.known(decoder, "dpa_resource").ifPresent(start -> json.put("dpa_resource", new Json.Hex(start)));
            json.put("dpa_size", new Json.Size(size));
        }
        String mode = devices.text(decoder, "mode");
        if (!mode.isEmpty() && !mode.equals("none")) {
            json.put("mode", mode);
        }
    }

    private void targets(JsonObject json, String decoder, String port) {
        List<String> ids = List.of(devices.text(decoder, "target_list").split(",")).stream().filter(id -> id.matches(NUMBER)).toList();
        json.put("nr_targets", ids.size());
        if (targets && !ids.isEmpty()) {
            var list = new JsonArray();
            // The last position first, as with the mappings of a region.
            for (int position = ids.size() - 1; position >= 0; position--) {
                String id = ids.get(position);
                if (!leadsToMeant(port, id)) {
                    continue;
                }
                var target = new JsonObject().put("target", devices.linked(port, "dport" + id));
                alias(target, port, id);
                list.add(target.put("position", position).put("id", new Json.Hex(Long.parseLong(id))));
            }
            json.put("targets", list);
        }
    }

    private void dports(JsonObject json, String port) {
        var names = devices.parts(port, "dport" + NUMBER);
        if (!targets || names.isEmpty()) {
            return;
        }
        var list = new JsonArray();
        for (String name : names) {
            String id = name.substring("dport".length());
            if (!leadsToMeant(port, id)) {
                continue;
            }
            var dport = new JsonObject().put("dport", devices.linked(port, name));
            alias(dport, port, id);
            list.add(dport.put("id", new Json.Hex(Long.parseLong(id))));
        }
        json.put("nr_dports", names.size()).put("dports", list);
    }

    private boolean leadsToMeant(String port, String id) {
        return meant.map(memories -> devices.behind(port, id).anyMatch(memories)).orElse(true);
    }

    /** A host bridge is known by its PCI bus as well. */
    private void alias(JsonObject json, String port, String id) {
        String bus = devices.linked(port, "dport" + id + "/physical_node");
        if (!bus.isEmpty()) {
            json.put("alias", bus);
        }
    }

    private static JsonObject withState(JsonObject json, boolean enabled) {
        return enabled ? json : json.put("state", DISABLED);
    }
}
