package daxplane.tools.dax;

import daxplane.tools.json.Json;
import daxplane.tools.json.JsonArray;
import daxplane.tools.json.JsonObject;
import java.util.function.Predicate;

/** Dax regions and devices as both tools show them. */
public final class DaxJson {

    private DaxJson() {
    }

    /**
     * What to show.
     *
     * @param path     a region's path
     * @param devices  a region's devices
     * @param mappings a device's ranges
     * @param idle     also devices without a size
     */
    public record Detail(boolean path, boolean devices, boolean mappings, boolean idle) {
    }

    public static JsonObject of(DaxRegion region, Predicate<DaxDevice> wanted, Detail detail) {
        var json = new JsonObject();
        if (detail.path()) {
            json.put("path", region.shownPath());
        }
        json.put("id", region.id());
        region.size().ifPresent(size -> json.put("size", new Json.Size(size)));
        region.availableSize().ifPresent(size -> {
            if (size != 0) {
                json.put("available_size", new Json.Size(size));
            }
        });
        region.align().ifPresent(align -> json.put("align", align));
        if (detail.devices()) {
            var devices = devices(region, wanted, detail);
            if (!devices.isEmpty()) {
                json.put("devices", devices);
            }
        }
        return json;
    }

    public static JsonArray devices(DaxRegion region, Predicate<DaxDevice> wanted, Detail detail) {
        var devices = new JsonArray();
        region.devices().stream().filter(wanted).filter(device -> detail.idle() || device.size() != 0)
                .forEach(device -> devices.add(of(device, detail.mappings())));
        return devices;
    }

    public static JsonObject of(DaxDevice device, boolean mappings) {
        var json = new JsonObject().put("chardev", device.name()).put("size", new Json.Size(device.size()));
        if (device.targetNode() >= 0) {
            json.put("target_node", device.targetNode());
        }
        if (device.align() != 0) {
            json.put("align", device.align());
        }
        var memory = device.memory();
        json.put("mode", memory.isPresent() ? "system-ram" : "devdax");
        memory.filter(_ -> device.resource().isPresent()).ifPresent(blocks -> {
            json.put("online_memblocks", blocks.online()).put("total_memblocks", blocks.count());
            blocks.movable().ifPresent(movable -> json.put("movable", movable));
        });
        if (!device.enabled()) {
            json.put("state", "disabled");
        }
        if (mappings) {
            var ranges = new JsonArray();
            device.mappings().forEach(mapping -> ranges.add(of(mapping)));
            if (!ranges.isEmpty()) {
                json.put("mappings", ranges);
            }
        }
        return json;
    }

    private static JsonObject of(DaxMapping mapping) {
        return new JsonObject().put("page_offset", new Json.Hex(mapping.pageOffset())).put("start", new Json.Hex(mapping.start()))
                .put("end", new Json.Hex(mapping.end())).put("size", new Json.Size(mapping.size()));
    }
}
