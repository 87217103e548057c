package daxplane.kernel.core;

import daxplane.host.Errno;
import daxplane.kernel.Bus;
import daxplane.kernel.CoreAccess;
import daxplane.kernel.Device;
import daxplane.kernel.Driver;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Matching, probing, binding and unbinding, with the kernel's errnos. docs/kernel/drivers.md 1; docs/kernel/observed.md no. 1 to 5. */
final class Binding {

    /** A registered driver. */
    record Registered(Driver driver, String module) {
        String directory() {
            return directoryOf(driver.bus(), driver.name());
        }
    }

    private final FileTree tree;
    private final KernelState state;
    private final Kernel kernel;
    private final DriverSandbox foreign;
    private final Map<String, Registered> drivers = new HashMap<>();
    private final Set<Device> leaving = new HashSet<>();    // those whose drivers are letting go; devices are equal to themselves only
    private long bindings;

    Binding(FileTree tree, KernelState state, Kernel kernel, DriverSandbox foreign) {
        this.tree = tree;
        this.state = state;
        this.kernel = kernel;
        this.foreign = foreign;
    }

    static String directoryOf(String bus, String driver) {
        return "/sys/bus/" + bus + "/drivers/" + driver;
    }

    void register(Bus bus, Registered registered) {
        drivers.put(registered.directory(), registered);
        CoreAccess.addDriver(bus, registered.driver().name());
    }

    /** Unbinds its devices, the last bound first, and forgets the driver. */
    void unregister(Bus bus, Registered registered) {
        String name = registered.driver().name();
        bus.devices().stream().filter(device -> isBoundTo(device, name))
                .sorted(Comparator.comparingLong(CoreAccess::boundSince).reversed())
                .filter(device -> isBoundTo(device, name)).forEach(this::unbind);
        CoreAccess.removeDriver(bus, name);
        bus.driverGone(name);
        drivers.remove(registered.directory());
    }

    Optional<Registered> driver(Bus bus, String name) {
        return Optional.ofNullable(drivers.get(directoryOf(bus.name(), name)));
    }

    static boolean isBoundTo(Device device, String driver) {
        return device.driverName().filter(driver::equals).isPresent();
    }

    /** Offers a device to the drivers of its bus in their order, until one takes it. */
    void offer(Device device) {
        Bus bus = device.bus().orElseThrow();
        for (String name : bus.drivers()) {
            if (device.driverName().isPresent() || bus.device(device.name()).orElse(null) != device) {
                return;
            }
            driver(bus, name).ifPresent(registered -> offer(device, registered));
        }
    }

    /** Offers every unbound device of the bus to one driver; errors are logged and swallowed. */
    void attach(Bus bus, String name) {
        Optional<Registered> found = driver(bus, name);
        if (found.isEmpty()) {
            return;
        }
        Registered registered = found.get();
        for (Device device : bus.devices()) {
            if (device.driverName().isEmpty() && bus.device(device.name()).orElse(null) == device) {
                offer(device, registered);
            }
        }
    }

    void bind(Device device, String name) throws KernelException {
        Bus bus = device.bus().orElseThrow(() -> new KernelException(Errno.ENODEV));
        Registered registered = driver(bus, name).orElseThrow(() -> new KernelException(Errno.ENODEV));
        if (!matches(device, registered)) {
            throw new KernelException(Errno.ENODEV, name + " does not take " + device.name());
        }
        boolean reports = kernel.profile().bindReportsProbeErrno();
        if (device.driverName().isPresent()) {
            throw new KernelException(reports ? Errno.EBUSY : Errno.ENODEV, device.name() + " is bound already");
        }
        try {
            probe(device, registered);
        } catch (KernelException failure) {
            report(device, registered, failure);
            throw reports ? failure : new KernelException(Errno.ENODEV, failure.getMessage());
        }
    }

    /** What it takes with it may want it unbound as well: that is under way. */
    void unbind(Device device) {
        Optional<String> name = device.driverName();
        if (name.isEmpty() || !leaving.add(device)) {
            return;
        }
        Bus bus = device.bus().orElseThrow();
        removeLinks(device, name.get());
        Registered registered = driver(bus, name.get()).orElseThrow();
        try {
            foreign.run("removal of " + device.name() + " by " + name.get(), () -> registered.driver().remove(device, kernel));
        } catch (KernelException broken) {
            // It is told as a breach; removing cannot fail.
        }
        CoreAccess.unbound(device);
        leaving.remove(device);
        state.changed(device);
        touched(device, name.get());
        kernel.devices().uevent(device, "unbind");
        bus.afterRemove(device);
    }

    /** A device restored from its document: shows its binding, without probing. */
    void adopted(Device device) {
        bindings = Math.max(bindings, CoreAccess.boundSince(device));
        device.driverName().ifPresent(name -> addLinks(device, name));
    }

    /** Lets the driver have the device if it takes it; errors are logged and swallowed. */
    private void offer(Device device, Registered registered) {
        try {
            if (matches(device, registered)) {
                tryProbe(device, registered);
            }
        } catch (KernelException broken) {
            // It is told as a breach; a driver that cannot say whether it takes a device does not get it.
        }
    }

    private boolean matches(Device device, Registered registered) throws KernelException {
        return foreign.quick(registered.driver().getClass(), "matching of " + device.name() + " by " + registered.driver().name(),
                () -> device.bus().orElseThrow().matches(registered.driver(), device));
    }

    private void tryProbe(Device device, Registered registered) {
        try {
            probe(device, registered);
        } catch (KernelException failure) {
            report(device, registered, failure);
        }
    }

    private void probe(Device device, Registered registered) throws KernelException {
        Bus bus = device.bus().orElseThrow();
        String name = registered.driver().name();
        CoreAccess.bound(device, name, ++bindings);       // children that appear in the probe see their parent bound
        addLinks(device, name);
        try {
            bus.beforeProbe(device);
            foreign.run("probe of " + device.name() + " by " + name, () -> registered.driver().probe(device, kernel));
        } catch (KernelException failure) {
            undo(device, name);
            bus.afterProbe(device, Optional.of(failure));
            throw failure;
        }
        state.changed(device);
        touched(device, name);
        bus.afterProbe(device, Optional.empty());
        kernel.devices().uevent(device, "bind");
    }

    private void undo(Device device, String driver) {
        CoreAccess.unbound(device);
        removeLinks(device, driver);
        state.changed(device);
    }

    private void report(Device device, Registered registered, KernelException failure) {
        if (failure.errno() != Errno.ENODEV && failure.errno() != Errno.ENXIO) {
            String driver = registered.driver().name();
            int number = -failure.errno().number();
            kernel.log(kernel.profile().atLeast(6, 8) ? 3 : 4, kernel.profile().atLeast(6, 8)
                    ? driver + " " + device.name() + ": probe with driver " + driver + " failed with error " + number
                    : driver + ": probe of " + device.name() + " failed with error " + number);
        }
    }

    private void addLinks(Device device, String driver) {
        String directory = directoryOf(device.bus().orElseThrow().name(), driver);
        tree.addLink(directory + "/" + device.name(), device.directory());
        tree.addLink(device.directory() + "/driver", directory);
    }

    private void removeLinks(Device device, String driver) {
        tree.remove(directoryOf(device.bus().orElseThrow().name(), driver) + "/" + device.name());
        tree.remove(device.directory() + "/driver");
    }

    private void touched(Device device, String driver) {
        state.touched(device.directory());
        state.touched(directoryOf(device.bus().orElseThrow().name(), driver));
    }

    /** Devices that the driver holds, in the order of binding. */
    List<Device> devicesOf(Bus bus, String driver) {
        return bus.devices().stream().filter(device -> isBoundTo(device, driver))
                .sorted(Comparator.comparingLong(CoreAccess::boundSince)).toList();
    }
}
