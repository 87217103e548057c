package daxplane.kernel.core;

import daxplane.kernel.Device;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The links by which a device can be found, and those in its own directory that do not depend on its driver. */
final class DeviceLinks {

    private DeviceLinks() {
    }

    /** Path of each link to the real path that it leads to. */
    static Map<String, String> of(Device device, Optional<Device> parent) {
        Map<String, String> links = new LinkedHashMap<>();
        String name = device.name();
        String directory = device.directory();
        device.bus().ifPresentOrElse(bus -> {
            links.put(directory + "/subsystem", "/sys/bus/" + bus.name());
            links.put("/sys/bus/" + bus.name() + "/devices/" + name, directory);
        }, () -> {
            String subsystem = device.subsystem();
            if (!subsystem.isEmpty()) {
                links.put(directory + "/subsystem", "/sys/class/" + subsystem);
                links.put("/sys/class/" + subsystem + "/" + name, directory);
                parent.ifPresent(above -> links.put(directory + "/device", above.directory()));
            }
        });
        boolean block = device.subsystem().equals("block");
        if (block) {
            links.put("/sys/block/" + name, directory);
        }
        Map<String, String> keys = device.ueventKeys().beforeDriver();
        if (keys.containsKey("MAJOR")) {
            links.put("/sys/dev/" + (block ? "block/" : "char/") + keys.get("MAJOR") + ":" + keys.get("MINOR"), directory);
        }
        return links;
    }
}
