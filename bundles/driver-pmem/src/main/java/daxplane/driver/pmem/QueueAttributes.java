package daxplane.driver.pmem;

import daxplane.block.BlockDevice;
import daxplane.host.Errno;
import daxplane.kernel.Attribute;
import daxplane.kernel.KernelException;
import daxplane.kernel.KernelProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The group queue of a disk: limits of a driver that copies memory, and knobs that change nothing here. */
final class QueueAttributes {

    private static final int PAGE = 4096;

    private final PmemDisk disk;
    private final KernelProfile profile;
    private final boolean translated;

    QueueAttributes(PmemDisk disk, KernelProfile profile) {
        this.disk = disk;
        this.profile = profile;
        this.translated = disk.shape().translated().isPresent();
    }

    List<Attribute> attributes() {
        List<Attribute> attributes = new ArrayList<>();
        limits().forEach((name, value) -> DiskAttributes.constants(attributes, value + "\n", "queue/" + name));
        knobs().forEach((name, value) -> attributes.add(DiskAttributes.remembered(disk, "queue/" + name, value)));
        if (!profile.atLeast(6, 12)) {
            attributes.add(Attribute.readWrite("queue/wbt_lat_usec", QueueAttributes::noWriteback, _ -> noWriteback()));
        }
        return attributes;
    }

    private static String noWriteback() throws KernelException {
        throw new KernelException(Errno.EINVAL, "a disk without request queue has no writeback throttling");
    }

    private Map<String, String> limits() {
        int sector = disk.shape().sectorBytes();
        boolean current = profile.atLeast(6, 12);
        Map<String, String> limits = new LinkedHashMap<>();
        for (String name : List.of("chunk_sectors", "discard_granularity", "discard_max_hw_bytes", "discard_zeroes_data",
                "nr_zones", "optimal_io_size", "virt_boundary_mask", "write_same_max_bytes", "write_zeroes_max_bytes",
                "zone_append_max_bytes", "zone_write_granularity")) {
            limits.put(name, "0");
        }
        if (current) {
            for (String name : List.of("boundary_bytes", "max_bytes", "unit_max_bytes", "unit_min_bytes")) {
                limits.put("atomic_write_" + name, "0");
            }
        }
        limits.put("fua", disk.flushHints() && disk.shape().translated().isEmpty() ? "1" : "0");
        limits.put("dax", disk.shape().direct() ? "1" : "0");
        limits.put("dma_alignment", "511");
        limits.put("hw_sector_size", Integer.toString(sector));
        limits.put("logical_block_size", Integer.toString(sector));
        int physical = translated ? sector : PAGE;
        limits.put("physical_block_size", Integer.toString(physical));
        limits.put("minimum_io_size", Integer.toString(physical));
        limits.put("max_discard_segments", "1");
        // As many KiB as 32 bits can count; larger sectors are counted whole (corpus acc-geo).
        limits.put("max_hw_sectors_kb", Integer.toString(sector > BlockDevice.SECTOR ? Integer.MAX_VALUE / 4 * 4 : Integer.MAX_VALUE));
        limits.put("max_integrity_segments", translated && current ? "1" : "0");
        limits.put("max_segment_size", "65536");
        limits.put("max_segments", "128");
        limits.put("zoned", "none");
        return limits;
    }

    private Map<String, String> knobs() {
        boolean current = profile.atLeast(6, 12);
        Map<String, String> knobs = new LinkedHashMap<>();
        for (String name : List.of("add_random", "discard_max_bytes", "io_poll", "iostats", "nomerges", "rotational",
                "stable_writes")) {
            knobs.put(name, "0");
        }
        knobs.put("io_poll_delay", current ? "-1" : "0");
        knobs.put("max_sectors_kb", "1280");
        knobs.put("read_ahead_kb", "128");
        knobs.put("write_cache", translated ? "write through" : "write back");
        if (!current) {
            knobs.put("nr_requests", "128");
            knobs.put("rq_affinity", "0");
            knobs.put("scheduler", "none");
        }
        return knobs;
    }
}
