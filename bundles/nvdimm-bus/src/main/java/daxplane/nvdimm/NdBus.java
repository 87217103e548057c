package daxplane.nvdimm;

import daxplane.host.Errno;
import daxplane.kernel.Attribute;
import daxplane.kernel.Bus;
import daxplane.kernel.Device;
import daxplane.kernel.Driver;
import daxplane.kernel.DriverIds;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.KernelProfile.DaxModel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The nd bus. What a probe finds (namespaces of a region, personalities of a namespace, the next seed) is registered when the
 * probe is over, in the order in which it was found, as the kernel does it asynchronously and everybody who looks waits for.
 */
public final class NdBus extends Bus {

    public static final String NAME = "nd";

    private static final Set<String> DAX_DRIVERS = Set.of("dax_pmem", "dax_kmem");

    private final Kernel kernel;
    private final DriverIds ids;
    private final Deque<NdDevice> waiting = new ArrayDeque<>();
    private boolean registering;

    NdBus(Kernel kernel) {
        super(NAME);
        this.kernel = kernel;
        this.ids = new DriverIds(kernel, this, NdDevice.OWNER);
    }

    DriverIds ids() {
        return ids;
    }

    public Kernel kernel() {
        return kernel;
    }

    /** The bus of a kernel whose module libnvdimm is loaded. */
    static NdBus of(Kernel kernel) {
        return (NdBus) kernel.devices().bus(NAME)
                .orElseThrow(() -> new IllegalStateException("libnvdimm is not loaded, and yet a module that needs it is"));
    }

    // Character device numbers that modules get are handed out from above; one more is taken in 6.12 (trees sysfs-tree, k61-sysfs-tree).
    int dimmMajor() {
        return kernel.profile().atLeast(6, 12) ? 243 : 244;
    }

    int controlMajor() {
        return dimmMajor() + 1;
    }

    List<RegionDevice> regions() {
        return devices().stream().filter(RegionDevice.class::isInstance).map(RegionDevice.class::cast).toList();
    }

    List<DimmDevice> dimms() {
        return devices().stream().filter(DimmDevice.class::isInstance).map(DimmDevice.class::cast).toList();
    }

    /** Smallest number that no device with this prefix has. */
    int freeNumber(String prefix) {
        int number = 0;
        while (device(prefix + number).isPresent()) {
            number++;
        }
        return number;
    }

    /** Whether a namespace on the same bus device has it. */
    boolean uuidInUse(UUID uuid, RegionDevice asking) {
        return regions().stream().filter(region -> region.busDescription().equals(asking.busDescription()))
                .flatMap(region -> region.namespaces().stream())
                .anyMatch(namespace -> namespace.uuid().filter(uuid::equals).isPresent());
    }

    @Override
    public boolean matches(Driver driver, Device device) {
        return ids.told(driver.name(), device.name()) || driver.matches(device);
    }

    /** As the first requirement has it: the drivers of nd dax devices are told by name what to take. docs/kernel/drivers.md 2.2. */
    @Override
    public List<Attribute> driverAttributes(String driver) {
        boolean told = kernel.profile().daxModel() == DaxModel.CLASS && DAX_DRIVERS.contains(driver);
        return told ? ids.attributes(driver) : List.of();
    }

    @Override
    public void driverGone(String driver) {
        ids.driverGone(driver);
    }

    @Override
    public boolean bindable(String driver) {
        return !driver.equals(BusDriver.NAME);
    }

    /** Registers a device as soon as the running probe is over. */
    void later(NdDevice device) {
        waiting.add(device);
    }

    boolean waiting(String directory) {
        return waiting.stream().anyMatch(device -> device.directory().equals(directory));
    }

    @Override
    public void afterProbe(Device device, Optional<KernelException> failure) {
        if (device instanceof RegionDevice region && failure.isPresent()) {
            waiting.removeIf(child -> child.directory().startsWith(region.directory() + "/"));
        } else if (device instanceof RegionChild child && advances(failure)) {
            Seeds.advance(child);
        }
        registerWaiting();
    }

    /** A device that cannot work with what it found on media is used up as well (docs/kernel/namespaces.md 5). */
    private static boolean advances(Optional<KernelException> failure) {
        return failure.isEmpty() || failure.get().errno() == Errno.EOPNOTSUPP;
    }

    // Registering probes, and probing finds more: the outermost call works it all off, so that depth does not grow with devices.
    private void registerWaiting() {
        if (registering) {
            return;
        }
        registering = true;
        try {
            while (!waiting.isEmpty()) {
                NdDevice next = waiting.removeFirst();
                try {
                    kernel.devices().register(next);
                } catch (KernelException failure) {
                    kernel.log(3, next.name() + ": " + failure.getMessage());
                }
            }
        } finally {
            registering = false;
        }
    }
}
