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
                if (!isPartition(device)) {
                    parent.ifPresent(above -> links.put(directory + "/device", above.directory()));
                }
            }
        });
        boolean block = device.subsystem().equals("block");
        if (block && !isPartition(device)) {
            links.put("/sys/block/" + name, directory);
        }
        Map<String, String> keys = device.ueventKeys().beforeDriver();
        if (keys.containsKey("MAJOR")) {
            links.put("/sys/dev/" + (block ? "block/" : "char/") + keys.get("MAJOR") + ":" + keys.get("MINOR"), directory);
        }
        return links;
    }

    /** A part of a disk is found in the disk's directory, and among all block devices. */
    private static boolean isPartition(Device device) {
        return "partition".equals(device.ueventKeys().beforeDriver().get("DEVTYPE"));
    }
}
