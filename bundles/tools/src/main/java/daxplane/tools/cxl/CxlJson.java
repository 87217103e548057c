package daxplane.tools.cxl;

import daxplane.tools.json.Json;
import daxplane.tools.json.JsonArray;
import daxplane.tools.json.JsonObject;
import daxplane.tools.sysfs.Sysfs;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Objects of the cxl bus as the original prints them. Corpus cxl61-pmem and cxl61-interleave, steps 1 to 4. */
record CxlJson(Sysfs sysfs, boolean targets, boolean idle) {

    private static final Pattern DPORT = Pattern.compile("dport\\d+");
    private static final Pattern TARGET = Pattern.compile("target\\d+");
    /** The original can not tell where a decoder without a size is. */
    private static final long NOTHING = 0;

    /** What is shown below a bus. */
    record Kinds(boolean ports, boolean endpoints, boolean decoders, boolean memories) {
    }

    JsonArray buses(Kinds kinds) {
        var list = new JsonArray();
        for (String root : devices("root\\d+")) {
            var bus = new JsonObject().put("bus", root).put("provider", "ACPI.CXL");
            dports(bus, root);
            if (kinds.ports()) {
                var ports = new JsonArray();
                below(root, "port\\d+").forEach(port -> ports.add(port(port, kinds)));
                bus.put("ports:" + root, ports);
            }
            if (kinds.decoders()) {
                bus.put("decoders:" + root, decoders(root));
            }
            list.add(bus);
        }
        return list;
    }

    JsonArray memories() {
        var list = new JsonArray();
        devices("mem\\d+").forEach(memory -> list.add(memory(memory)));
        return list;
    }

    JsonArray regions() {
        var list = new JsonArray();
        devices("region\\d+").forEach(region -> list.add(region(region)));
        return list;
    }

    /** With the decoders and devices that it is made of, the last position first. */
    JsonObject regionWithMappings(String region) {
        var mappings = new JsonArray();
        for (String target : numbered(sysfs.names(path(region)), TARGET).reversed()) {
            String decoder = text(region, target);
            if (!decoder.isEmpty()) {
                mappings.add(new JsonObject().put("position", Long.parseLong(target.substring("target".length())))
                        .put("memdev", sysfs.linked(path("endpoint" + portOf(decoder)) + "/uport").orElse("")).put("decoder", decoder));
            }
        }
        return region(region).put("mappings", mappings);
    }

    private JsonObject region(String region) {
        return new JsonObject().put("region", region).put("resource", new Json.Hex(number(region, "resource")))
                .put("size", new Json.Size(number(region, "size"))).put("interleave_ways", number(region, "interleave_ways"))
                .put("interleave_granularity", number(region, "interleave_granularity"))
                .put("decode_state", number(region, "commit") == 1 ? "commit" : "reset");
    }

    private JsonObject port(String port, Kinds kinds) {
        var json = new JsonObject().put("port", port).put("host", sysfs.linked(path(port) + "/uport").orElse("")).put("depth", 1);
        dports(json, port);
        if (kinds.endpoints()) {
            var endpoints = new JsonArray();
            below(port, "endpoint\\d+").forEach(endpoint -> endpoints.add(endpoint(endpoint, kinds)));
            json.put("endpoints:" + port, endpoints);
        }
        if (kinds.decoders()) {
            json.put("decoders:" + port, decoders(port));
        }
        return json;
    }

    private JsonObject endpoint(String endpoint, Kinds kinds) {
        String memory = sysfs.linked(path(endpoint) + "/uport").orElse("");
        var json = new JsonObject().put("endpoint", endpoint).put("host", memory).put("depth", 2);
        if (kinds.memories()) {
            json.put("memdev", memory(memory));
        }
        if (kinds.decoders()) {
            json.put("decoders:" + endpoint, decoders(endpoint));
        }
        return json;
    }

    private JsonObject memory(String memory) {
        var json = new JsonObject().put("memdev", memory);
        if (number(memory, "pmem/size") > 0) {
            json.put("pmem_size", new Json.Size(number(memory, "pmem/size")));
        }
        if (number(memory, "ram/size") > 0) {
            json.put("ram_size", new Json.Size(number(memory, "ram/size")));
        }
        json.put("serial", new Json.Hex(number(memory, "serial")));
        String directory = sysfs.realPath(path(memory)).orElse("/");
        String function = directory.substring(0, Math.max(0, directory.lastIndexOf('/')));
        return json.put("host", function.substring(function.lastIndexOf('/') + 1));
    }

    private JsonArray decoders(String port) {
        var list = new JsonArray();
        String number = port.replaceAll("\\D", "");
        for (String decoder : devices("decoder" + number + "\\.\\d+")) {
            if (idle || number(decoder, "size") > 0) {
                list.add(decoder(decoder, port));
            }
        }
        return list;
    }

    private JsonObject decoder(String decoder, String port) {
        var json = new JsonObject().put("decoder", decoder);
        long size = number(decoder, "size");
        boolean root = port.startsWith("root");
        if (size != NOTHING) {
            json.put("resource", new Json.Hex(number(decoder, "start"))).put("size", new Json.Size(size));
        }
        json.put("interleave_ways", number(decoder, "interleave_ways"));
        if (number(decoder, "interleave_ways") > 1) {
            json.put("interleave_granularity", number(decoder, "interleave_granularity"));
        }
        if (!text(decoder, "region").isEmpty()) {
            json.put("region", text(decoder, "region"));
        }
        if (size == NOTHING) {
            json.put("state", "disabled");
        }
        if (root) {
            json.put("max_available_extent", new Json.Size(RegionPlan.largestHole(sysfs, decoder)));
            json.put("pmem_capable", true).put("volatile_capable", true).put("accelmem_capable", true);
        } else if (port.startsWith("endpoint") && number(decoder, "dpa_size") > 0) {
            json.put("dpa_resource", new Json.Hex(number(decoder, "dpa_resource"))).put("dpa_size", new Json.Size(number(decoder, "dpa_size")))
                    .put("mode", text(decoder, "mode"));
        }
        if (targets && !port.startsWith("endpoint")) {
            targets(json, decoder, port);
        }
        return json;
    }

    private void targets(JsonObject json, String decoder, String port) {
        var list = new JsonArray();
        for (String id : text(decoder, "target_list").split(",")) {
            var target = new JsonObject().put("target", sysfs.linked(path(port) + "/dport" + id).orElse(""));
            alias(target, port, id);
            list.add(target.put("position", list.elements().size()).put("id", Long.parseLong(id)));
        }
        json.put("nr_targets", list.elements().size()).put("targets", list);
    }

    private void dports(JsonObject json, String port) {
        var names = numbered(sysfs.names(path(port)), DPORT);
        json.put("nr_dports", names.size());
        if (targets) {
            var list = new JsonArray();
            for (String name : names) {
                String id = name.substring("dport".length());
                var dport = new JsonObject().put("dport", sysfs.linked(path(port) + "/" + name).orElse(""));
                alias(dport, port, id);
                list.add(dport.put("id", Long.parseLong(id)));
            }
            json.put("dports", list);
        }
    }

    /** A host bridge is known by its PCI bus as well, which has the number of the port. */
    private static void alias(JsonObject json, String port, String id) {
        if (port.startsWith("root")) {
            json.put("alias", "pci0000:%02x".formatted(Integer.parseInt(id)));
        }
    }

    private List<String> devices(String form) {
        return numbered(sysfs.names(Cxl.DEVICES), Pattern.compile(form));
    }

    private List<String> below(String port, String form) {
        return numbered(sysfs.names(sysfs.realPath(path(port)).orElse("/none")), Pattern.compile(form));
    }

    /** Names that match, by their numbers. */
    private static List<String> numbered(List<String> names, Pattern form) {
        return names.stream().filter(form.asMatchPredicate()).sorted(Comparator.comparingLong(name -> Long.parseLong(name.replaceAll("\\D", "")))).toList();
    }

    private static String portOf(String decoder) {
        return decoder.substring("decoder".length(), decoder.indexOf('.'));
    }

    private static String path(String device) {
        return Cxl.DEVICES + device;
    }

    private long number(String device, String attribute) {
        return sysfs.number(path(device) + "/" + attribute).orElse(0);
    }

    private String text(String device, String attribute) {
        return sysfs.text(path(device) + "/" + attribute).orElse("");
    }
}
