package daxplane.tools.ndctl;

import daxplane.host.firmware.FirmwareCall;
import daxplane.host.firmware.Packed;
import daxplane.tools.json.Json;
import daxplane.tools.json.JsonObject;
import daxplane.tools.nd.Bus;
import daxplane.tools.nd.Dimm;
import daxplane.tools.session.Session;
import java.util.Optional;

/** What listings tell of exchanging the firmware of DIMMs. Corpus nt-fw-list. */
final class FirmwareJson {

    private FirmwareJson() {
    }

    /** How a bus activates firmware; empty where it does not. */
    static Optional<JsonObject> of(Bus bus) {
        var method = bus.firmwareMethod();
        var state = bus.firmwareState();
        if (method.isEmpty() || state.isEmpty()) {
            return Optional.empty();
        }
        var json = new JsonObject().put("activate_method", method.get().equals("quiesce") ? "suspend" : method.get());
        if (!state.get().equals("busy")) {
            json.put("activate_state", state.get());
        }
        return Optional.of(json);
    }

    /** Versions, and whether one waits for being activated; empty for a DIMM whose firmware stays as it is. */
    static Optional<JsonObject> of(Session session, Dimm dimm) {
        var answer = FirmwareNode.of(session, dimm).ask(FirmwareCall.FIRMWARE_INFO);
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        long running = Packed.u64(answer.get(), 28);
        long next = Packed.u64(answer.get(), 36);
        var json = new JsonObject().put("current_version", new Json.Hex(running)).put("can_update", true);
        if (next != 0) {
            json.put("next_version", new Json.Hex(next));
            dimm.firmwareState().ifPresent(state -> json.put("activate_state", state));
        }
        return Optional.of(json);
    }
}
