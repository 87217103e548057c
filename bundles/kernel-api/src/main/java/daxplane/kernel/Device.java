package daxplane.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A device of the simulated kernel. Buses extend it with what their devices are; {@link DeviceCore} registers it.
 *
 * <p>Invariant: it has a driver name exactly while a driver of its bus is bound to it, whether or not the bundle that offers
 * the driver is there.
 */
@ConsumerType
public abstract class Device implements Persistent {

    private final String name;
    private final String directory;
    private final Optional<Bus> bus;
    private Optional<String> driverName = Optional.empty();
    private final SortedMap<String, String> driverData = new TreeMap<>();
    private long boundSince;

    /** @param parentDirectory real path below /sys of the directory that holds it */
    protected Device(String name, String parentDirectory, Optional<Bus> bus) {
        this.name = name;
        this.directory = parentDirectory + "/" + name;
        this.bus = bus;
    }

    public final String name() {
        return name;
    }

    /** Real path: {@code /sys/devices/.../region0}. */
    public final String directory() {
        return directory;
    }

    public final Optional<Bus> bus() {
        return bus;
    }

    public final Optional<String> driverName() {
        return driverName;
    }

    /** What the bound driver remembers about it: cleared on unbinding, kept over an exchange of the driver's bundle. */
    public final SortedMap<String, String> driverData() {
        return driverData;
    }

    /** Module that restores it after a restart of the process. */
    public abstract String owner();

    /**
     * Numbers that it holds of those that regions of memory share, whichever bus they are on: {@code region0} of NVDIMMs,
     * {@code hmem.1} of soft-reserved memory, {@code region2} of CXL.
     */
    public Set<Integer> memoryRegions() {
        return Set.of();
    }

    /** Attributes at registration, in no particular order; uevent is added by the core. */
    protected abstract List<Attribute> attributes();

    /** Whether it has a directory for power management. */
    public boolean powerManaged() {
        return true;
    }

    /** SUBSYSTEM of its uevents; the bus's name unless it belongs to a class. */
    public String subsystem() {
        return bus.map(Bus::name).orElse("");
    }

    /** Keys of its uevents besides those of the core, in kernel order: DEVTYPE, MAJOR, MINOR, DEVNAME, MODALIAS. */
    public SortedUevent ueventKeys() {
        return SortedUevent.NONE;
    }

    /** What a restart needs, besides the driver and its data. */
    protected abstract Map<String, String> state();

    @Override
    public final StateRecord document() {
        var values = new TreeMap<>(state());
        values.put("core.name", name);
        values.put("core.parent", directory.substring(0, directory.length() - name.length() - 1));
        driverName.ifPresent(driver -> {
            values.put("core.driver", driver);
            values.put("core.bound", Long.toString(boundSince));
        });
        driverData.forEach((key, value) -> values.put("driver." + key, value));
        return new StateRecord(owner(), "device" + directory, values);
    }

    /** For restoring: takes over driver and driver data of a document of this device. */
    public final void restoreBinding(StateRecord document) {
        driverName = Optional.ofNullable(document.values().get("core.driver"));
        boundSince = Long.parseLong(document.values().getOrDefault("core.bound", "0"));
        driverData.clear();
        document.values().forEach((key, value) -> {
            if (key.startsWith("driver.")) {
                driverData.put(key.substring("driver.".length()), value);
            }
        });
    }

    final void boundTo(String driver, long sequence) {
        driverName = Optional.of(driver);
        boundSince = sequence;
    }

    final long boundSince() {
        return boundSince;
    }

    final List<Attribute> declaredAttributes() {
        return attributes();
    }

    final void unbound() {
        driverName = Optional.empty();
        boundSince = 0;
        driverData.clear();
    }

    @Override
    public String toString() {
        return name;
    }

    /** Keys of a uevent before and after the DRIVER key, in the order in which the kernel prints them. */
    public record SortedUevent(Map<String, String> beforeDriver, Map<String, String> afterDriver) {

        public static final SortedUevent NONE = new SortedUevent(Map.of(), Map.of());

        public SortedUevent {
            beforeDriver = Collections.unmodifiableMap(new LinkedHashMap<>(beforeDriver));
            afterDriver = Collections.unmodifiableMap(new LinkedHashMap<>(afterDriver));
        }

        /** The uevent file: one {@code KEY=value} a line. */
        public String text(Optional<String> driver) {
            List<String> lines = new ArrayList<>();
            beforeDriver.forEach((key, value) -> lines.add(key + "=" + value + "\n"));
            driver.ifPresent(bound -> lines.add("DRIVER=" + bound + "\n"));
            afterDriver.forEach((key, value) -> lines.add(key + "=" + value + "\n"));
            return String.join("", lines);
        }
    }
}
