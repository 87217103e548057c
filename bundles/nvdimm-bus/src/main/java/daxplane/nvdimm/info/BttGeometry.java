package daxplane.nvdimm.info;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How an arena is divided.
 *
 * <pre>
 *   0            4096                 mapOffset              logOffset                copyOffset
 *   | info block | blocks ...         | map: 4 bytes/sector  | log: 256 lanes x 64    | info copy |
 * </pre>
 *
 * There are 256 blocks more than sectors: what a write goes to before the map is told. Source: docs/kernel/namespaces.md 4.1.
 *
 * @param arenaBytes  size of the arena, as it stands in the namespace
 * @param sectorBytes 512 or 4096, possibly with metadata behind it
 * @param blockBytes  the sector rounded up to 64
 */
public record BttGeometry(long arenaBytes, long sectorBytes, long blockBytes, long blocks, long sectors, long mapOffset,
        long logOffset, long copyOffset) {

    public static final long RESERVE = 256;
    public static final long LARGEST_ARENA = 512L << 30;
    public static final long SMALLEST_ARENA = 16L << 20;
    public static final int LANE_BYTES = 64;

    private static final long PAGE = 4096;
    private static final long LOG_BYTES = RESERVE * LANE_BYTES;

    /** @return empty when the arena is smaller than 16 MiB or larger than 512 GiB, or the sector has no usable size */
    public static Optional<BttGeometry> of(long arenaBytes, long sectorBytes) {
        if (arenaBytes < SMALLEST_ARENA || arenaBytes > LARGEST_ARENA || sectorBytes < 512 || sectorBytes > PAGE * 2) {
            return Optional.empty();
        }
        long blockBytes = sectorBytes + 63 & -64;
        long usable = (arenaBytes & -PAGE) - 2 * PAGE - LOG_BYTES;
        long blocks = (usable - PAGE) / (blockBytes + 4);
        long sectors = blocks - RESERVE;
        long mapOffset = PAGE + usable - mapBytes(sectors);
        long logOffset = mapOffset + mapBytes(sectors);
        return Optional.of(new BttGeometry(arenaBytes, sectorBytes, blockBytes, blocks, sectors, mapOffset, logOffset,
                logOffset + LOG_BYTES));
    }

    /** Cuts a namespace into arenas of 512 GiB; a last piece of less than 16 MiB stays unused. */
    public static List<BttGeometry> arenas(long bytes, long sectorBytes) {
        List<BttGeometry> arenas = new ArrayList<>();
        long left = bytes;
        while (left >= SMALLEST_ARENA) {
            long arena = Math.min(left, LARGEST_ARENA);
            of(arena, sectorBytes).ifPresent(arenas::add);
            left -= arena;
        }
        return arenas;
    }

    /** Bytes of a sector that a disk shows; the rest is metadata. */
    public static int diskSectorBytes(long sectorBytes) {
        return sectorBytes < PAGE ? 512 : 4096;
    }

    /**
     * The log of an arena that nobody has written to. Lane i has one entry {sector i, its old and its new block, sequence 1}: it
     * starts with the free block that lies i behind the last sector. Source: docs/kernel/namespaces.md 4.4.
     */
    public byte[] freshLog() {
        ByteBuffer log = ByteBuffer.allocate((int) LOG_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int lane = 0; lane < RESERVE; lane++) {
            int free = (int) (sectors + lane);
            log.position(lane * LANE_BYTES).putInt(lane).putInt(free).putInt(free).putInt(1);
        }
        return log.array();
    }

    private static long mapBytes(long sectors) {
        return 4 * sectors + PAGE - 1 & -PAGE;
    }
}
