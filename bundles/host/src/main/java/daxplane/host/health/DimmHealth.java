package daxplane.host.health;

import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.host.firmware.FirmwareCall;
import daxplane.host.firmware.Packed;
import daxplane.host.firmware.SmartHealth;
import daxplane.host.firmware.SmartThresholds;
import daxplane.inventory.Dimm;
import java.util.List;
import java.util.Optional;

/**
 * What firmware and kernel tell of one DIMM at this moment.
 *
 * @param smart      empty: the firmware tells nothing, or not to us
 * @param thresholds empty: as {@code smart}
 * @param flags      words of {@code nfit/flags}: {@code not_armed}, {@code save_fail} ...
 * @param security   {@code disabled}, {@code locked} ...; empty text: it has none
 */
public record DimmHealth(Optional<SmartHealth> smart, Optional<SmartThresholds> thresholds, List<String> flags, String security) {

    private static final int STATUS = 0xffff;
    /** Flags that the kernel knows are eleven; a line with more is no line of flags. */
    private static final int MOST_FLAGS = 32;

    public DimmHealth {
        flags = List.copyOf(flags);
    }

    public static DimmHealth read(Host host, Dimm dimm) {
        return new DimmHealth(ask(host, dimm, FirmwareCall.SMART).map(SmartHealth::decode), ask(host, dimm, FirmwareCall.SMART_THRESHOLDS).map(SmartThresholds::decode),
                List.of(text(host, dimm, "nfit/flags").split("\\s+")).stream().filter(word -> !word.isEmpty()).limit(MOST_FLAGS).toList(), text(host, dimm, "security"));
    }

    private static Optional<byte[]> ask(Host host, Dimm dimm, FirmwareCall call) {
        try {
            byte[] answer = host.firmware().ask(dimm.name(), call);
            return (Packed.u32(answer, 0) & STATUS) == 0 ? Optional.of(answer) : Optional.empty();
        } catch (HostException tellsNothing) {
            return Optional.empty();
        }
    }

    private static String text(Host host, Dimm dimm, String attribute) {
        try {
            return host.attributes().read("/sys/bus/nd/devices/" + dimm.name() + "/" + attribute).strip();
        } catch (HostException absent) {
            return "";
        }
    }

    /** A share in per cent, if it is told and can be one. */
    private Optional<Integer> share(int field, int value) {
        return smart.filter(told -> told.has(field) && value <= 100).map(_ -> value);
    }

    public Optional<Integer> lifeUsed() {
        return smart.flatMap(told -> share(SmartHealth.USED_VALID, told.lifeUsed()));
    }

    public Optional<Integer> spares() {
        return smart.flatMap(told -> share(SmartHealth.SPARES_VALID, told.spares()));
    }

    /** Degrees Celsius. */
    public Optional<Double> mediaTemperature() {
        return smart.filter(told -> told.has(SmartHealth.MEDIA_TEMPERATURE_VALID)).map(told -> SmartHealth.celsius(told.mediaTemperature())).filter(DimmHealth::possible);
    }

    /** Degrees Celsius. */
    public Optional<Double> controllerTemperature() {
        return smart.filter(told -> told.has(SmartHealth.CONTROLLER_TEMPERATURE_VALID)).map(told -> SmartHealth.celsius(told.controllerTemperature())).filter(DimmHealth::possible);
    }

    /** No DIMM answers below or above. */
    static boolean possible(double celsius) {
        return celsius >= -60 && celsius <= 250;
    }
}
