package daxplane.driver.hmem;

import daxplane.inventory.AddressRange;
import daxplane.kernel.Firmware;
import daxplane.kernel.Firmware.MemoryAffinity;
import daxplane.kernel.Kernel;
import java.util.ArrayList;
import java.util.List;

/** Which soft-reserved memory there are devices for. */
final class SoftReserved {

    private SoftReserved() {
    }

    /**
     * Since 6.3 the performance table (HMAT) has the first say: each range of memory that it tells about is one candidate, and
     * soft-reserved ranges are candidates only where none of those lies. Of the candidates those count that are soft-reserved as a
     * whole. So a part of a node's memory that a kernel parameter reserved gets no device on a machine with that table ("hmem
     * range already active", asked of 6.12.117: {@code memmap=256M%1280M-1+0xefffffff} with a node at 1 GiB - 2 GiB).
     */
    static List<AddressRange> offered(Kernel kernel) {
        Firmware firmware = kernel.firmware();
        List<AddressRange> reserved = firmware.softReserved();
        if (!HmemModule.driversMakeDevices(kernel)) {
            return reserved;
        }
        List<AddressRange> candidates = new ArrayList<>();
        if (!firmware.performance().isEmpty()) {
            firmware.affinity().stream().filter(MemoryAffinity::enabled).map(MemoryAffinity::range).forEach(range -> add(candidates, range));
        }
        reserved.forEach(range -> add(candidates, range));
        return candidates.stream().filter(candidate -> reserved.stream().anyMatch(range -> range.contains(candidate))).toList();
    }

    private static void add(List<AddressRange> candidates, AddressRange range) {
        if (candidates.stream().noneMatch(range::overlaps)) {
            candidates.add(range);
        }
    }
}
