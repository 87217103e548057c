package daxplane.tools.ndctl;

import daxplane.host.firmware.FirmwareCall;
import daxplane.host.firmware.SmartHealth;
import daxplane.host.firmware.SmartThresholds;
import daxplane.tools.json.JsonObject;
import daxplane.tools.nd.Dimm;
import daxplane.tools.session.Session;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A DIMM that {@code ndctl monitor} looks at, with what was seen of it last. */
final class WatchedDimm {

    private static final int ALL_ALARMS = SmartHealth.SPARES_ALARM | SmartHealth.MEDIA_TEMPERATURE_ALARM | SmartHealth.CONTROLLER_TEMPERATURE_ALARM;

    private final Session session;
    private final Dimm dimm;
    private final int healthBefore;
    private Optional<Sight> last;

    /** @param limits none where the firmware does not tell */
    private record Sight(SmartHealth smart, Optional<SmartThresholds> limits) {

        /** Whether the kernel wakes those who wait for the DIMM's flags: a limit is passed, or it is not as it should be. */
        boolean alarming() {
            return (smart.health() & ~SmartHealth.NON_CRITICAL) != 0 || smart.unsafeShutdown() || limits.filter(this::passed).isPresent();
        }

        private boolean passed(SmartThresholds limit) {
            return limit.enabled(SmartHealth.SPARES_ALARM) && smart.spares() <= limit.spares()
                    || limit.enabled(SmartHealth.MEDIA_TEMPERATURE_ALARM)
                            && SmartHealth.celsius(smart.mediaTemperature()) >= SmartHealth.celsius(limit.mediaTemperature())
                    || limit.enabled(SmartHealth.CONTROLLER_TEMPERATURE_ALARM)
                            && SmartHealth.celsius(smart.controllerTemperature()) >= SmartHealth.celsius(limit.controllerTemperature());
        }
    }

    private WatchedDimm(Session session, Dimm dimm, Optional<Sight> first) {
        this.session = session;
        this.dimm = dimm;
        this.last = first;
        this.healthBefore = first.map(sight -> sight.smart().health()).orElse(0);
    }

    static WatchedDimm of(Session session, Dimm dimm) {
        return new WatchedDimm(session, dimm, look(session, dimm));
    }

    /** Switches all alarms of a DIMM on that has limits; limits stay. @return whether the firmware took it */
    static boolean switchAlarmsOn(Session session, Dimm dimm) {
        var node = FirmwareNode.of(session, dimm);
        var limits = node.ask(FirmwareCall.SMART_THRESHOLDS).map(SmartThresholds::decode);
        if (limits.isEmpty() || limits.get().enabled() == ALL_ALARMS) {
            return true;
        }
        var wanted = limits.get().alarm(ALL_ALARMS, true);
        return node.perform(wanted.call()) >= 0;
    }

    private static Optional<Sight> look(Session session, Dimm dimm) {
        var node = FirmwareNode.of(session, dimm);
        return node.ask(FirmwareCall.SMART).map(answer -> new Sight(SmartHealth.decode(answer),
                node.ask(FirmwareCall.SMART_THRESHOLDS).map(SmartThresholds::decode)));
    }

    /** Whether something has happened to it since it was looked at last of which the kernel tells. */
    boolean hasNews() {
        var before = last;
        last = look(session, dimm);
        return !last.equals(before) && last.filter(Sight::alarming).isPresent();
    }

    /** What is to be told of it now: all that holds of what is asked for; nothing if nothing does. */
    Optional<JsonObject> notification(Set<DimmEvent> wanted, Instant now) {
        Set<DimmEvent> events = last.map(sight -> DimmEvent.of(sight.smart(), healthBefore)).orElse(Set.of());
        var told = EnumSet.copyOf(wanted);
        told.retainAll(events);
        if (told.isEmpty()) {
            return Optional.empty();
        }
        var event = new JsonObject();
        wanted.forEach(each -> event.put(each.word(), told.contains(each)));
        return Optional.of(new JsonObject().put("timestamp", MonitorLog.seconds(now)).put("pid", ProcessHandle.current().pid())
                .put("event", event).put("dimm", DimmJson.of(session, dimm, true, false)));
    }
}
