package daxplane.tools.ndctl;

import daxplane.tools.json.Json;
import daxplane.tools.json.JsonObject;
import daxplane.tools.nd.Bus;
import daxplane.tools.nd.Dimm;
import daxplane.tools.session.Session;
import java.util.List;
import java.util.Map;

/** Buses and DIMMs as listings show them. */
final class DimmJson {

    /** Flags of the platform, and what listings call them. Kernels say "smart_notify", which the originals do not know. */
    private static final List<Map.Entry<String, String>> FLAGS = List.of(Map.entry("map_fail", "flag_failed_map"),
            Map.entry("save_fail", "flag_failed_save"), Map.entry("not_armed", "flag_failed_arm"),
            Map.entry("restore_fail", "flag_failed_restore"), Map.entry("flush_fail", "flag_failed_flush"),
            Map.entry("smart_event", "flag_smart_event"));

    private DimmJson() {
    }

    static JsonObject of(Bus bus, boolean firmware) {
        var json = new JsonObject().put("provider", bus.provider()).put("dev", bus.name());
        bus.scrubbing().ifPresent(active -> json.put("scrub_state", active ? "active" : "idle"));
        if (firmware) {
            FirmwareJson.of(bus).ifPresent(told -> json.put("firmware", told));
        }
        return json;
    }

    static JsonObject of(Session session, Dimm dimm, boolean health, boolean firmware) {
        var json = new JsonObject().put("dev", dimm.name());
        dimm.uniqueId().ifPresent(id -> json.put("id", id));
        dimm.handle().ifPresent(handle -> json.put("handle", new Json.Hex(Integer.toUnsignedLong(handle))));
        dimm.physicalId().ifPresent(id -> json.put("phys_id", new Json.Hex(id)));
        if (!dimm.enabled()) {
            json.put("state", "disabled");
        }
        var flags = dimm.flags();
        FLAGS.stream().filter(flag -> flags.contains(flag.getKey())).forEach(flag -> json.put(flag.getValue(), true));
        dimm.security().ifPresent(state -> json.put("security", state));
        if (dimm.securityFrozen()) {
            json.put("security_frozen", true);
        }
        if (firmware) {
            FirmwareJson.of(session, dimm).ifPresent(told -> json.put("firmware", told));
        }
        if (health) {
            DimmHealthJson.of(session, dimm).ifPresent(told -> json.put("health", told));
        }
        return json;
    }
}
