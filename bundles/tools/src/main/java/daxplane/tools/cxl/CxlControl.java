package daxplane.tools.cxl;

import daxplane.host.Effect;
import daxplane.host.Errno;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;

/** Binds and unbinds devices of the cxl bus, as the original's library does. Every method answers 0 or a negative errno. */
record CxlControl(Session session, CxlDevices devices) {

    private static final String DRIVERS = "/sys/bus/cxl/drivers/";
    private static final String PLATFORM = "/sys/bus/platform/drivers/cxl_acpi/unbind";

    /** Offers a device to one driver after another until one takes it. One that has a driver is enabled. */
    int enable(String device, String function) {
        if (devices.isBound(device)) {
            return Outcome.DONE;
        }
        for (String driver : session.sysfs().names(DRIVERS)) {
            String file = DRIVERS + driver + "/bind";
            if (session.sysfs().exists(file) && session.write(file, device).isEmpty()) {
                break;
            }
        }
        return devices.isBound(device) ? Outcome.DONE : complain(function, device + ": failed to enable");
    }

    int disable(String device, String function) {
        if (!devices.isBound(device)) {
            return Outcome.DONE;
        }
        session.write(DRIVERS + devices.linked(device, "driver") + "/unbind", device);
        return devices.isBound(device) ? complain(function, device + ": failed to disable") : Outcome.DONE;
    }

    /** Takes a bus away with all that is on it. A simulated machine has no platform driver that could let go of it; its module goes instead. */
    int disableBus(String root) {
        return Outcome.of(session.sysfs().exists(PLATFORM) ? session.write(PLATFORM, devices.linked(root, "uport"))
                : session.perform(new Effect.UnloadModule("cxl_acpi")));
    }

    private int complain(String function, String what) {
        session.stderr("libcxl: " + function + ": " + what + "\n");
        return Outcome.failed(Errno.ENXIO);
    }
}
