package daxplane.nvdimm;

import daxplane.host.firmware.SmartHealth;
import daxplane.host.firmware.SmartInjection;
import daxplane.host.firmware.SmartThresholds;
import daxplane.kernel.KernelException;
import daxplane.kernel.NvdimmHardware;
import java.util.Set;

/**
 * The health of a DIMM, as its firmware tells it: that of its definition, with what was injected over it. Injected values, the count
 * of unsafe shutdowns and thresholds are kept by the controller. Source: docs/kernel/errors.md 5.1; docs/kernel/faults.md no. 7 to 12.
 *
 * @param emulated whether alarms are always told as they were when the DIMM was new, as the kernel's test DIMMs do it
 */
record DimmHealth(DimmController controller, NvdimmHardware.Dimm born, boolean emulated) {

    private static final String MEDIA = "inject.media-temperature";
    private static final String SPARES = "inject.spares";
    private static final String FATAL = "inject.fatal";
    private static final String UNSAFE = "inject.unsafe-shutdown";
    private static final String SHUTDOWNS = "unsafe-shutdowns";
    private static final String ENABLED = "alarms.enabled";
    private static final String MEDIA_LIMIT = "alarms.media-temperature";
    private static final String CONTROLLER_LIMIT = "alarms.controller-temperature";
    private static final String SPARES_LIMIT = "alarms.spares";

    SmartHealth smart() throws KernelException {
        int media = controller.number(MEDIA, born.mediaTemperature());
        int spares = controller.number(SPARES, born.spares());
        int health = controller.number(FATAL, 0) != 0 ? SmartHealth.FATAL : born.health();
        return new SmartHealth(0, SmartHealth.ALL_VALID, health, spares, born.lifeUsed(), emulated ? bits(born.alarms()) : alarms(media, spares),
                media, born.controllerTemperature(), shutdowns(), controller.number(UNSAFE, 0) != 0);
    }

    int shutdowns() throws KernelException {
        return controller.number(SHUTDOWNS, born.dirtyShutdowns().orElse(0));
    }

    private int alarms(int media, int spares) throws KernelException {
        SmartThresholds limits = thresholds();
        int tripped = spares <= limits.spares() ? SmartHealth.SPARES_ALARM : 0;
        tripped |= SmartHealth.celsius(media) >= SmartHealth.celsius(limits.mediaTemperature()) ? SmartHealth.MEDIA_TEMPERATURE_ALARM : 0;
        tripped |= SmartHealth.celsius(born.controllerTemperature()) >= SmartHealth.celsius(limits.controllerTemperature())
                ? SmartHealth.CONTROLLER_TEMPERATURE_ALARM : 0;
        return tripped & limits.enabled();
    }

    SmartThresholds thresholds() throws KernelException {
        return new SmartThresholds(0, controller.number(ENABLED, bits(born.alarms())), controller.number(SPARES_LIMIT, born.sparesLimit()),
                controller.number(MEDIA_LIMIT, born.mediaTemperatureLimit()), controller.number(CONTROLLER_LIMIT, born.controllerTemperatureLimit()));
    }

    void set(SmartThresholds limits) {
        controller.put(ENABLED, limits.enabled());
        controller.put(SPARES_LIMIT, limits.spares());
        controller.put(MEDIA_LIMIT, limits.mediaTemperature());
        controller.put(CONTROLLER_LIMIT, limits.controllerTemperature());
    }

    void inject(SmartInjection injection) throws KernelException {
        String name = switch (injection.field()) {
            case SmartInjection.MEDIA_TEMPERATURE -> MEDIA;
            case SmartInjection.SPARES -> SPARES;
            case SmartInjection.FATAL -> FATAL;
            default -> UNSAFE;
        };
        if (!injection.on()) {
            controller.forget(name);
            return;
        }
        controller.put(name, name.equals(MEDIA) || name.equals(SPARES) ? injection.value() : 1);
        if (name.equals(UNSAFE)) {
            controller.put(SHUTDOWNS, shutdowns() + 1);
        }
    }

    /** Whether somebody who listens to the DIMM's flags hears of it now: a limit is passed, or the DIMM is not as it should be. */
    boolean notifies() throws KernelException {
        SmartHealth now = smart();
        return alarms(now.mediaTemperature(), now.spares()) != 0 || (now.health() & ~SmartHealth.NON_CRITICAL) != 0 || now.unsafeShutdown();
    }

    private static int bits(Set<NvdimmHardware.Alarm> alarms) {
        return (alarms.contains(NvdimmHardware.Alarm.SPARES) ? SmartHealth.SPARES_ALARM : 0)
                | (alarms.contains(NvdimmHardware.Alarm.MEDIA_TEMPERATURE) ? SmartHealth.MEDIA_TEMPERATURE_ALARM : 0)
                | (alarms.contains(NvdimmHardware.Alarm.CONTROLLER_TEMPERATURE) ? SmartHealth.CONTROLLER_TEMPERATURE_ALARM : 0);
    }
}
