package daxplane.driver.pmem;

import daxplane.inventory.AddressRange;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a disk shows, and where its bytes are.
 *
 * @param data        physical addresses of its bytes; in sector mode, of the arenas
 * @param bytes       what it holds
 * @param sectorBytes logical block size
 * @param direct      whether a file system on it can map its pages
 * @param clears      whether writing to a bad sector makes it good again
 * @param cached      whether writes must be flushed out of the processors' caches to be durable
 * @param translated  in sector mode the uuid that info blocks name as their parent; empty in all other modes
 */
record DiskShape(AddressRange data, long bytes, int sectorBytes, boolean direct, boolean clears, boolean cached,
        Optional<UUID> translated) {

    void describe(Map<String, String> state) {
        state.put("start", Long.toUnsignedString(data.start()));
        state.put("length", Long.toUnsignedString(data.bytes()));
        state.put("bytes", Long.toString(bytes));
        state.put("sectorBytes", Integer.toString(sectorBytes));
        state.put("direct", Boolean.toString(direct));
        state.put("clears", Boolean.toString(clears));
        state.put("cached", Boolean.toString(cached));
        translated.ifPresent(parent -> state.put("translated", parent.toString()));
    }

    static DiskShape restored(Map<String, String> state) {
        return new DiskShape(AddressRange.ofSize(Long.parseUnsignedLong(state.get("start")),
                Long.parseUnsignedLong(state.get("length"))), Long.parseLong(state.get("bytes")),
                Integer.parseInt(state.get("sectorBytes")), Boolean.parseBoolean(state.get("direct")),
                Boolean.parseBoolean(state.get("clears")),
                Boolean.parseBoolean(state.get("cached")), Optional.ofNullable(state.get("translated")).map(UUID::fromString));
    }
}
