package daxplane.tools.dax;

import daxplane.host.Effect;
import daxplane.host.Errno;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;

/**
 * Changes to dax devices. Every method answers 0 or a negative errno, and has then complained where the original's library
 * does.
 */
public final class DaxControl {

    private static final String DRIVERS = "/sys/bus/dax/drivers/";

    private final Session session;

    public DaxControl(Session session) {
        this.session = session;
    }

    /** Takes the device from its driver, and its name from the driver's list. */
    public int disable(DaxDevice device) {
        if (device.ofClass()) {
            return ofClass("daxctl_dev_disable", device);
        }
        var driver = device.driver();
        if (driver.isEmpty()) {
            return Outcome.DONE;
        }
        session.write(DRIVERS + driver.get() + "/remove_id", device.name());
        var refusal = session.write(DRIVERS + driver.get() + "/unbind", device.name());
        if (device.enabled()) {
            return complain("daxctl_dev_disable", device, "failed to disable", Outcome.of(refusal.or(() -> java.util.Optional.of(Errno.EBUSY))));
        }
        return Outcome.DONE;
    }

    /** Gives the device to applications. */
    public int enableForApplications(DaxDevice device) {
        return enable(device, DaxDevice.DEVICE_DAX);
    }

    /** Makes System RAM of it, its blocks online or not as the kernel's policy has it. */
    public int enableAsMemory(DaxDevice device) {
        return enable(device, DaxDevice.KMEM);
    }

    /**
     * The name on the driver's list lets the driver take the device at once, so that binding then finds it busy. Whether it
     * worked is told by the device alone.
     */
    private int enable(DaxDevice device, String driver) {
        if (device.ofClass()) {
            return ofClass("daxctl_dev_enable", device);
        }
        if (device.enabled()) {
            return Outcome.DONE;
        }
        int loaded = load(device, driver);
        if (loaded < 0) {
            return loaded;
        }
        var listed = session.write(DRIVERS + driver + "/new_id", device.name());
        if (listed.isPresent()) {
            return complain("daxctl_dev_enable", device, "failed to enable", Outcome.of(listed));
        }
        var refusal = session.write(DRIVERS + driver + "/bind", device.name());
        if (!device.enabled()) {
            return complain("daxctl_dev_enable", device, "failed to enable", Outcome.of(refusal.or(() -> java.util.Optional.of(Errno.ENXIO))));
        }
        return Outcome.DONE;
    }

    private int ofClass(String function, DaxDevice device) {
        complain(function, device, "error: device model is dax-class", 0);
        return complain(function, device, "see man daxctl-migrate-device-model", Outcome.failed(Errno.EOPNOTSUPP));
    }

    private int load(DaxDevice device, String module) {
        if (session.sysfs().exists("/sys/module/" + module)) {
            return Outcome.DONE;
        }
        int outcome = Outcome.of(session.perform(new Effect.LoadModule(module)));
        return outcome < 0 ? complain("daxctl_insert_kmod_for_mode", device, "insert failure: " + outcome, outcome) : outcome;
    }

    /** Asks the region for a new device; it is then the region's seed. */
    public int create(DaxRegion region) {
        return Outcome.of(session.write(region.control("create"), "1"));
    }

    public int delete(DaxRegion region, DaxDevice device) {
        return Outcome.of(session.write(region.control("delete"), device.name()));
    }

    /** Only while no driver has it. Any refusal is an ENXIO to the caller. */
    public int setSize(DaxDevice device, long bytes) {
        return set("daxctl_dev_set_size", device, "size", hex(bytes));
    }

    public int setAlign(DaxDevice device, long bytes) {
        return set("daxctl_dev_set_align", device, "align", hex(bytes));
    }

    /** Gives a range of addresses to a device without a size. */
    public int setMapping(DaxDevice device, long start, long end) {
        return set("daxctl_dev_set_mapping", device, "mapping", hex(start) + "-" + hex(end));
    }

    private int set(String function, DaxDevice device, String attribute, String value) {
        return session.write(device.path() + "/" + attribute, value).isEmpty() ? Outcome.DONE
                : complain(function, device, "failed to set " + attribute, Outcome.failed(Errno.ENXIO));
    }

    /** As printf(3) prints {@code %#llx}. */
    private static String hex(long value) {
        return value == 0 ? "0" : "0x" + Long.toHexString(value);
    }

    private int complain(String function, DaxDevice device, String what, int outcome) {
        session.stderr("libdaxctl: " + function + ": " + device.name() + ": " + what + "\n");
        return outcome;
    }
}
