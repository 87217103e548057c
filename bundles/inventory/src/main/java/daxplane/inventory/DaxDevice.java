package daxplane.inventory;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A device on the dax bus: memory that an application maps (driver device_dax) or the kernel uses as RAM (driver kmem).
 *
 * @param name       kernel name, {@code dax0.0}; follows the namespace and may change over a boot
 * @param regionPath device path of its dax region below /sys/devices
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

    public DaxDevice {
        ranges = List.copyOf(ranges);
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
