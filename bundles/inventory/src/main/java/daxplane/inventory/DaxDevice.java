package daxplane.inventory;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A device on the dax bus: memory that an application maps (driver device_dax) or the kernel uses as RAM (driver kmem). Where the
 * kernel has no such bus, the device of the nd bus that stands for the memory, with that bus's drivers (dax_pmem, dax_kmem).
 *
 * @param name       kernel name, {@code dax0.0}; follows the namespace and may change over a boot
 * @param regionPath device path of its dax region below /sys/devices; of a device on the nd bus that of its nd region
 * @param namespace  the namespace that it was made from; empty for soft-reserved and CXL memory
 * @param identity   what finds it again after a boot: {@code uuid:...} of the label; {@code path:...} of the region of a
 *                   label-less namespace; {@code path:...#N} for device N of a region that may have several
 * @param ranges     physical ranges in page order; the first one starts at attribute {@code resource}; none while it is empty,
 *                   and none when only root may see addresses
 * @param driver     {@code device_dax}, {@code kmem}, ..., empty when unbound
 * @param targetNode node that its memory would belong to; empty when the firmware does not say
 */
public record DaxDevice(String name, String regionPath, Optional<String> namespace, String identity, List<AddressRange> ranges,
        long bytes, long alignBytes, Optional<String> driver, OptionalInt numaNode, OptionalInt targetNode,
        boolean memmapOnMemory) {

    private static final Set<String> RAM_DRIVERS = Set.of("kmem", "dax_kmem");
    private static final Set<String> MAPPING_DRIVERS = Set.of("device_dax", "dax_pmem");
    private static final Pattern ND_REGION = Pattern.compile("(.*/)?region\\d+");

    public DaxDevice {
        ranges = List.copyOf(ranges);
    }

    /** Whether its driver makes System RAM of it. */
    public boolean usedAsRam() {
        return driver.filter(RAM_DRIVERS::contains).isPresent();
    }

    /** Whether its driver gives it to applications. */
    public boolean usedByApplications() {
        return driver.filter(MAPPING_DRIVERS::contains).isPresent();
    }

    /** Whether the kernel has no dax bus, so that drivers of the nd bus decide about it. */
    public boolean onNdBus() {
        return ND_REGION.matcher(regionPath).matches();
    }

    public DaxDevice boundTo(String newDriver) {
        return withDriver(Optional.of(newDriver));
    }

    public DaxDevice unbound() {
        return withDriver(Optional.empty());
    }

    private DaxDevice withDriver(Optional<String> newDriver) {
        return new DaxDevice(name, regionPath, namespace, identity, ranges, bytes, alignBytes, newDriver, numaNode,
                targetNode, memmapOnMemory);
    }
}
