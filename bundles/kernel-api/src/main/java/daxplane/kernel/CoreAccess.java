package daxplane.kernel;

import java.util.List;

/** The device core's way to what devices and buses keep from drivers. Nothing else has a use for it. */
public final class CoreAccess {

    private CoreAccess() {
    }

    public static void add(Bus bus, Device device) {
        bus.add(device);
    }

    public static void remove(Bus bus, Device device) {
        bus.remove(device);
    }

    public static void addDriver(Bus bus, String driver) {
        bus.addDriver(driver);
    }

    public static void removeDriver(Bus bus, String driver) {
        bus.removeDriver(driver);
    }

    public static void autoprobe(Bus bus, boolean on) {
        bus.autoprobe(on);
    }

    public static List<Attribute> attributes(Device device) {
        return device.declaredAttributes();
    }

    /** @param sequence counts bindings; a driver that leaves lets go of its devices in the reverse order */
    public static void bound(Device device, String driver, long sequence) {
        device.boundTo(driver, sequence);
    }

    public static long boundSince(Device device) {
        return device.boundSince();
    }

    public static void unbound(Device device) {
        device.unbound();
    }
}
