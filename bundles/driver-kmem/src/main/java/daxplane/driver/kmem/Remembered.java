package daxplane.driver.kmem;

import daxplane.inventory.AddressRange;
import daxplane.kernel.Device;
import daxplane.kernel.MemoryGroup;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the driver keeps about a bound device, in the device's driver data; outlives the driver object. */
final class Remembered {

    private static final String RANGE = "range.";
    private static final String GROUP = "group";

    private final SortedMap<String, String> data;

    Remembered(Device device) {
        this.data = device.driverData();
    }

    void added(int mapping, AddressRange range) {
        data.put(RANGE + mapping, Long.toHexString(range.start()) + "-" + Long.toHexString(range.last()));
    }

    /** Ranges that were added, by the number of the device's mapping. */
    SortedMap<Integer, AddressRange> added() {
        SortedMap<Integer, AddressRange> ranges = new TreeMap<>();
        data.forEach((key, value) -> {
            if (key.startsWith(RANGE)) {
                String[] ends = value.split("-", 2);
                ranges.put(Integer.valueOf(key.substring(RANGE.length())),
                        new AddressRange(Long.parseUnsignedLong(ends[0], 16), Long.parseUnsignedLong(ends[1], 16) + 1));
            }
        });
        return ranges;
    }

    void group(MemoryGroup group) {
        data.put(GROUP, group.id() + " " + group.node() + " " + group.bytes());
    }

    Optional<MemoryGroup> group() {
        return Optional.ofNullable(data.get(GROUP)).map(text -> {
            String[] fields = text.split(" ", 3);
            return new MemoryGroup(Integer.parseInt(fields[0]), Integer.parseInt(fields[1]), Long.parseLong(fields[2]));
        });
    }
}
