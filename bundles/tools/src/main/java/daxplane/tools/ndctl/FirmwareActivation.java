package daxplane.tools.ndctl;

import daxplane.host.Errno;
import daxplane.tools.json.JsonArray;
import daxplane.tools.json.JsonObject;
import daxplane.tools.nd.Bus;
import daxplane.tools.options.Values;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.time.Duration;

/** Makes the DIMMs of a bus run what they were given. docs/kernel/faults.md, firmware. */
final class FirmwareActivation {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Session session;
    private final Values options;
    private final Bus bus;

    FirmwareActivation(Session session, Values options, Bus bus) {
        this.session = session;
        this.options = options;
        this.bus = bus;
    }

    int run() {
        String state = bus.firmwareState().orElse("");
        if (state.isEmpty()) {
            session.stderr(bus.provider() + ": " + bus.name() + ": has no devices that support firmware update.\n");
            return Outcome.failed(Errno.EOPNOTSUPP);
        }
        if (options.has("dry-run")) {
            return Outcome.DONE;
        }
        if (state.equals("idle")) {
            session.stderr(bus.provider() + ": " + bus.name() + ": no devices armed\n");
            return Outcome.failed(Errno.ENXIO);
        }
        int outcome = Outcome.of(session.writeBytes(bus.path() + "/firmware/activate", options.has("force") ? "live\0" : "quiesce\0"));
        return outcome < 0 ? outcome : await();
    }

    private int await() {
        while (bus.firmwareState().filter("busy"::equals).isPresent()) {
            try {
                session.host().attributes().await(bus.path() + "/firmware/activate", PAUSE);
            } catch (InterruptedException enough) {
                Thread.currentThread().interrupt();
                return Outcome.failed(Errno.EINTR);
            }
        }
        return Outcome.DONE;
    }

    /** The bus with its DIMMs and their firmware. */
    static JsonObject shown(Session session, Bus bus) {
        var json = DimmJson.of(bus, true);
        var dimms = new JsonArray();
        bus.dimms().forEach(dimm -> dimms.add(DimmJson.of(session, dimm, false, true)));
        return json.put("dimms", dimms);
    }
}
