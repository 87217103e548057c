package daxplane.tools.ndctl;

import daxplane.host.Errno;
import daxplane.host.firmware.FirmwareCall;
import daxplane.host.firmware.SmartHealth;
import daxplane.host.firmware.SmartInjection;
import daxplane.host.firmware.SmartThresholds;
import daxplane.tools.json.JsonArray;
import daxplane.tools.nd.Dimm;
import daxplane.tools.options.Values;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.util.function.UnaryOperator;

/**
 * What {@code inject-smart} does to a DIMM, field by field. What cannot be injected ends it there, unless all is to be as it was
 * (docs/kernel/faults.md no. 8 and 9). Numbers are taken as the C library takes them: what is none is 0.
 */
final class SmartChanges {

    private static final double SMALLEST_SHARE = 0;

    private final Session session;
    private final Values options;
    private final Dimm dimm;
    private final FirmwareNode firmware;

    SmartChanges(Session session, Values options, Dimm dimm) {
        this.session = session;
        this.options = options;
        this.dimm = dimm;
        this.firmware = FirmwareNode.of(session, dimm);
    }

    int run() {
        int outcome = options.has("uninject-all") ? uninjectAll() : each();
        if (outcome < 0) {
            return outcome;
        }
        session.show(new JsonArray().add(DimmJson.of(session, dimm, true, false)), options.has("human"));
        return Outcome.DONE;
    }

    private int each() {
        int outcome = mediaTemperature();
        outcome = outcome < 0 ? outcome : controllerTemperature();
        outcome = outcome < 0 ? outcome : spares();
        outcome = outcome < 0 ? outcome : flag("fatal", SmartInjection.FATAL, "fatal");
        return outcome < 0 ? outcome : flag("unsafe-shutdown", SmartInjection.UNSAFE_SHUTDOWN, "unsafe_shutdown");
    }

    private int uninjectAll() {
        inject(SmartInjection.MEDIA_TEMPERATURE, false, 0, "media_temperature");
        impossible();
        inject(SmartInjection.SPARES, false, 0, "spares");
        inject(SmartInjection.FATAL, false, 0, "fatal");
        inject(SmartInjection.UNSAFE_SHUTDOWN, false, 0, "unsafe_shutdown");
        return Outcome.DONE;
    }

    private int mediaTemperature() {
        int outcome = Outcome.DONE;
        if (options.text("media-temperature").isPresent()) {
            outcome = inject(SmartInjection.MEDIA_TEMPERATURE, true, SmartHealth.temperature(number("media-temperature")), "media_temperature");
        }
        if (outcome >= 0 && options.has("media-temperature-uninject")) {
            outcome = inject(SmartInjection.MEDIA_TEMPERATURE, false, 0, "media_temperature");
        }
        return outcome < 0 ? outcome : limit("media-temperature", SmartHealth.MEDIA_TEMPERATURE_ALARM, limits -> new SmartThresholds(0, limits.enabled(),
                limits.spares(), SmartHealth.temperature(Math.floor(number("media-temperature-threshold"))), limits.controllerTemperature()));
    }

    private int controllerTemperature() {
        if (options.text("ctrl-temperature").isPresent() || options.has("ctrl-temperature-uninject")) {
            return impossible();
        }
        return limit("ctrl-temperature", SmartHealth.CONTROLLER_TEMPERATURE_ALARM, limits -> new SmartThresholds(0, limits.enabled(), limits.spares(),
                limits.mediaTemperature(), SmartHealth.temperature(Math.floor(number("ctrl-temperature-threshold")))));
    }

    private int spares() {
        int outcome = Outcome.DONE;
        if (options.text("spares").isPresent()) {
            if (number("spares") < SMALLEST_SHARE) {
                session.error("Invalid argument: spares: " + options.text("spares").get() + "\n");
                return Outcome.failed(Errno.EINVAL);
            }
            outcome = inject(SmartInjection.SPARES, true, (int) number("spares"), "spares");
        }
        if (outcome >= 0 && options.has("spares-uninject")) {
            outcome = inject(SmartInjection.SPARES, false, 0, "spares");
        }
        return outcome < 0 ? outcome : limit("spares", SmartHealth.SPARES_ALARM, limits -> new SmartThresholds(0, limits.enabled(),
                (int) number("spares-threshold") & 0xff, limits.mediaTemperature(), limits.controllerTemperature()));
    }

    private int flag(String option, int field, String word) {
        int outcome = options.has(option) ? inject(field, true, 0, word) : Outcome.DONE;
        return outcome >= 0 && options.has(option + "-uninject") ? inject(field, false, 0, word) : outcome;
    }

    /** A limit, and whether its alarm is on: of the word after the equal sign only on and off mean something. */
    private int limit(String option, int alarm, UnaryOperator<SmartThresholds> change) {
        boolean limit = options.text(option + "-threshold").isPresent();
        var word = options.text(option + "-alarm");
        if (!limit && word.isEmpty()) {
            return Outcome.DONE;
        }
        var answer = firmware.ask(FirmwareCall.SMART_THRESHOLDS);
        if (answer.isEmpty()) {
            return failed("smart threshold command failed");
        }
        SmartThresholds limits = SmartThresholds.decode(answer.get());
        limits = limit ? change.apply(limits) : limits;
        limits = word.isPresent() ? limits.alarm(alarm, word.get().equals("on")) : limits;
        return firmware.perform(limits.call()) < 0 ? failed("smart set threshold command failed") : Outcome.DONE;
    }

    private int inject(int field, boolean on, int value, String word) {
        return firmware.perform(new SmartInjection(field, on, value).call()) < 0 ? failed("smart inject " + word + " command failed") : Outcome.DONE;
    }

    /** There is no call for it. */
    private int impossible() {
        int outcome = Outcome.failed(Errno.ENXIO);
        session.error(dimm.name() + ": smart inject ctrl_temperature cmd invalid: " + Outcome.text(outcome) + " (" + outcome + ")\n");
        return outcome;
    }

    private int failed(String what) {
        int outcome = Outcome.failed(Errno.EIO);
        session.error(dimm.name() + ": " + what + ": " + Outcome.text(outcome) + " (" + outcome + ")\n");
        return outcome;
    }

    private double number(String option) {
        var matcher = java.util.regex.Pattern.compile("^\\s*[+-]?(\\d{1,15}(\\.\\d{0,15})?|\\.\\d{1,15})").matcher(options.text(option).orElse(""));
        return matcher.find() ? Double.parseDouble(matcher.group().strip()) : 0;
    }
}
