package daxplane.mapper;

import daxplane.block.BlockDevice;
import daxplane.kernel.Attribute;
import daxplane.kernel.KernelProfile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The group queue of a mapped device: what the devices below allow all together. Corpus acc-geo. */
final class MappedQueue {

    private final MappedDisk disk;
    private final KernelProfile profile;

    MappedQueue(MappedDisk disk, KernelProfile profile) {
        this.disk = disk;
        this.profile = profile;
    }

    List<Attribute> attributes() {
        Map<String, Supplier<String>> limits = new LinkedHashMap<>();
        limits.put("dax", () -> disk.direct() ? "1" : "0");
        limits.put("logical_block_size", () -> Integer.toString(disk.logicalBlockBytes()));
        limits.put("hw_sector_size", () -> Integer.toString(disk.logicalBlockBytes()));
        limits.put("physical_block_size", () -> Integer.toString(disk.physicalBlockBytes()));
        limits.put("minimum_io_size", () -> Integer.toString(disk.physicalBlockBytes()));
        limits.put("max_hw_sectors_kb", () -> Integer.toString(largeBlocks() ? Integer.MAX_VALUE / 4 * 4 : Integer.MAX_VALUE));
        limits.put("write_cache", () -> cached() ? "write back" : "write through");
        Map.of("max_sectors_kb", "1280", "max_segments", "128", "max_segment_size", "65536", "zoned", "none", "read_ahead_kb", "128")
                .forEach((name, value) -> limits.put(name, () -> value));
        for (String name : List.of("optimal_io_size", "rotational", "fua", "discard_max_bytes", "discard_granularity", "write_zeroes_max_bytes",
                "stable_writes", "nr_zones", "iostats", "nomerges", "add_random")) {
            limits.put(name, () -> "0");
        }
        if (!profile.atLeast(6, 12)) {
            limits.put("nr_requests", () -> "128");
            limits.put("scheduler", () -> "none");
        }
        return limits.entrySet().stream().map(limit -> Attribute.readOnly("queue/" + limit.getKey(), () -> limit.getValue().get() + "\n")).toList();
    }

    private boolean largeBlocks() {
        return disk.logicalBlockBytes() > BlockDevice.SECTOR;
    }

    /** Any device below that has a cache of its own makes it the volume's. */
    private boolean cached() {
        return disk.live().stream().flatMap(table -> table.devices().stream())
                .anyMatch(device -> device instanceof MappedDisk below ? new MappedQueue(below, profile).cached() : !device.module().equals("nd_btt"));
    }
}
