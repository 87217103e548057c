package daxplane.kernel.core;

import daxplane.kernel.Device;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An event that the kernel broadcasts.
 *
 * @param keys in kernel order: ACTION, DEVPATH, SUBSYSTEM, then those of the object
 */
public record Uevent(Map<String, String> keys) {

    public Uevent {
        keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    }

    /** An event of a device. An {@code unbind} says neither driver nor module alias any more (corpus dax-scheme, uevents). */
    static Uevent of(Device device, String action) {
        Map<String, String> keys = head(action, device.directory(), device.subsystem());
        keys.putAll(device.ueventKeys().beforeDriver());
        device.driverName().ifPresent(driver -> keys.put("DRIVER", driver));
        keys.putAll(device.ueventKeys().afterDriver());
        if (action.equals("unbind")) {
            keys.remove("MODALIAS");
            keys.remove("DRIVER");
        }
        return new Uevent(keys);
    }

    /** @param directory below /sys */
    static Uevent of(String directory, String subsystem, String action) {
        return new Uevent(head(action, directory, subsystem));
    }

    private static Map<String, String> head(String action, String directory, String subsystem) {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("ACTION", action);
        keys.put("DEVPATH", directory.substring("/sys".length()));
        keys.put("SUBSYSTEM", subsystem);
        return keys;
    }
}
