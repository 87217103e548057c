package daxplane.tools.nd;

import daxplane.tools.sysfs.Sysfs;
import java.util.Optional;

/** What all devices of the nd bus have in common. */
public abstract class Device {

    final Sysfs sysfs;
    private final String path;

    Device(Sysfs sysfs, String path) {
        this.sysfs = sysfs;
        this.path = path;
    }

    /** Its real path, {@code /sys/devices/...}. */
    public final String path() {
        return path;
    }

    /** Kernel name: {@code region0}. */
    public final String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** What follows the kind in its name: 0 of {@code region0}, 2 of {@code namespace0.2}. */
    public final int id() {
        String name = name();
        int end = name.length();
        int start = end;
        while (start > 0 && Character.isDigit(name.charAt(start - 1))) {
            start--;
        }
        return (int) Sysfs.toNumber(name.substring(start, end));
    }

    /** Path of one of its attributes. */
    public final String attribute(String name) {
        return path + "/" + name;
    }

    /** Text of one of its attributes, without the newline. */
    public final Optional<String> text(String attribute) {
        return sysfs.text(attribute(attribute));
    }

    /** Name of the driver that has it. */
    public final Optional<String> driver() {
        return sysfs.linked(attribute("driver"));
    }

    /** Whether a driver has it. */
    public final boolean enabled() {
        return driver().isPresent();
    }

    public final int numaNode() {
        return sysfs.smallNumber(attribute("numa_node")).orElse(-1);
    }

    /** NUMA node that the memory would have as System RAM; -1 when the platform does not say. */
    public final int targetNode() {
        return sysfs.smallNumber(attribute("target_node")).orElse(-1);
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof Device device && device.path.equals(path);
    }

    @Override
    public final int hashCode() {
        return path.hashCode();
    }

    @Override
    public final String toString() {
        return name();
    }
}
