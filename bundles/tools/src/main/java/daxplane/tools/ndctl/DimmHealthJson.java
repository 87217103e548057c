package daxplane.tools.ndctl;

import daxplane.host.firmware.FirmwareCall;
import daxplane.host.firmware.SmartHealth;
import daxplane.host.firmware.SmartThresholds;
import daxplane.tools.json.Json;
import daxplane.tools.json.JsonObject;
import daxplane.tools.nd.Dimm;
import daxplane.tools.session.Session;
import java.util.Optional;

/** The health of a DIMM as listings show it. Corpus nt-smart-list, nt-smart-threshold, nt-smart-fail-cmd. */
final class DimmHealthJson {

    private DimmHealthJson() {
    }

    /** Empty for a DIMM whose firmware tells no health. */
    static Optional<JsonObject> of(Session session, Dimm dimm) {
        if (!dimm.understands("smart")) {
            return Optional.empty();
        }
        var node = FirmwareNode.of(session, dimm);
        var answer = node.ask(FirmwareCall.SMART);
        if (answer.isEmpty()) {
            return Optional.of(new JsonObject().put("health_state", "unknown"));
        }
        SmartHealth health = SmartHealth.decode(answer.get());
        var json = new JsonObject();
        if (health.has(SmartHealth.HEALTH_VALID)) {
            json.put("health_state", state(health.health()));
        }
        if (health.has(SmartHealth.MEDIA_TEMPERATURE_VALID)) {
            json.put("temperature_celsius", new Json.Real(SmartHealth.celsius(health.mediaTemperature())));
        }
        if (health.has(SmartHealth.CONTROLLER_TEMPERATURE_VALID)) {
            json.put("controller_temperature_celsius", new Json.Real(SmartHealth.celsius(health.controllerTemperature())));
        }
        if (health.has(SmartHealth.SPARES_VALID)) {
            json.put("spares_percentage", health.spares());
        }
        if (health.has(SmartHealth.ALARMS_VALID)) {
            json.put("alarm_temperature", health.alarm(SmartHealth.MEDIA_TEMPERATURE_ALARM));
            json.put("alarm_controller_temperature", health.alarm(SmartHealth.CONTROLLER_TEMPERATURE_ALARM));
            json.put("alarm_spares", health.alarm(SmartHealth.SPARES_ALARM));
        }
        node.ask(FirmwareCall.SMART_THRESHOLDS).map(SmartThresholds::decode).ifPresent(limits -> add(json, limits));
        if (health.has(SmartHealth.USED_VALID)) {
            json.put("life_used_percentage", health.lifeUsed());
        }
        if (health.has(SmartHealth.SHUTDOWN_VALID)) {
            json.put("shutdown_state", health.unsafeShutdown() ? "dirty" : "clean");
        }
        if (health.has(SmartHealth.SHUTDOWN_COUNT_VALID)) {
            json.put("shutdown_count", health.shutdownCount());
        }
        return Optional.of(json);
    }

    private static String state(int health) {
        if ((health & SmartHealth.FATAL) != 0) {
            return "fatal";
        }
        return (health & SmartHealth.CRITICAL) != 0 ? "critical" : (health & SmartHealth.NON_CRITICAL) != 0 ? "non-critical" : "ok";
    }

    /** A limit is only worth a line when its alarm is on. */
    private static void add(JsonObject json, SmartThresholds limits) {
        boolean media = limits.enabled(SmartHealth.MEDIA_TEMPERATURE_ALARM);
        json.put("alarm_enabled_media_temperature", media);
        if (media) {
            json.put("temperature_threshold", new Json.Real(SmartHealth.celsius(limits.mediaTemperature())));
        }
        boolean controller = limits.enabled(SmartHealth.CONTROLLER_TEMPERATURE_ALARM);
        json.put("alarm_enabled_ctrl_temperature", controller);
        if (controller) {
            json.put("controller_temperature_threshold", new Json.Real(SmartHealth.celsius(limits.controllerTemperature())));
        }
        boolean spares = limits.enabled(SmartHealth.SPARES_ALARM);
        json.put("alarm_enabled_spares", spares);
        if (spares) {
            json.put("spares_threshold", limits.spares());
        }
    }
}
