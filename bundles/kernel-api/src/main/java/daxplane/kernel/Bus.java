package daxplane.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** A bus: its devices and drivers. Buses extend it with their rule of matching and with files of their own. */
@ConsumerType
public abstract class Bus {

    private final String name;
    private final Map<String, Device> devices = new LinkedHashMap<>();
    private final List<String> drivers = new ArrayList<>();
    private boolean autoprobe = true;

    protected Bus(String name) {
        this.name = name;
    }

    public final String name() {
        return name;
    }

    /** In the order of registration. */
    public final List<Device> devices() {
        return List.copyOf(devices.values());
    }

    public final Optional<Device> device(String deviceName) {
        return Optional.ofNullable(devices.get(deviceName));
    }

    /** Names of the registered drivers, in the order of registration: the order in which a new device is offered. */
    public final List<String> drivers() {
        return List.copyOf(drivers);
    }

    public final boolean autoprobe() {
        return autoprobe;
    }

    /** Whether the driver takes the device: the rule of the bus. */
    public boolean matches(Driver driver, Device device) {
        return driver.matches(device);
    }

    /** Errors that the bus gives before the driver's own probe. */
    public void beforeProbe(Device device) throws KernelException {
    }

    /** After a probe, with its errno if it failed: a bus may go on from there (seeds of the nd bus). */
    public void afterProbe(Device device, Optional<KernelException> failure) {
    }

    /** After a driver let go and that was announced: what only the binding kept there may leave now. */
    public void afterRemove(Device device) {
    }

    /** Files of each driver directory besides bind, unbind and uevent. */
    public List<Attribute> driverAttributes(String driver) {
        return List.of();
    }

    /** Whether the driver's directory has bind and unbind. */
    public boolean bindable(String driver) {
        return true;
    }

    /** Whether the driver's directory has a link to its module: drivers of the kernel image often have none. */
    public boolean linksModule(String driver) {
        return true;
    }

    /** When a driver is unregistered: forget what was kept for it (id lists). */
    public void driverGone(String driver) {
    }

    final void add(Device device) {
        devices.put(device.name(), device);
    }

    final void remove(Device device) {
        devices.remove(device.name());
    }

    final void addDriver(String driver) {
        drivers.add(driver);
    }

    final void removeDriver(String driver) {
        drivers.remove(driver);
    }

    final void autoprobe(boolean on) {
        autoprobe = on;
    }
}
