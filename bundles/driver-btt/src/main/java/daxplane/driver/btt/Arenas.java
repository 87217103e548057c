package daxplane.driver.btt;

import daxplane.nvdimm.translation.BlockTranslation.Configuration;
import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import daxplane.nvdimm.info.BttGeometry;
import daxplane.nvdimm.info.BttInfo;
import daxplane.nvdimm.translation.BlockTranslation;
import daxplane.nvdimm.translation.Medium;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds the arenas of a medium, or makes them. Source: docs/kernel/namespaces.md 4.1 and 4.2. */
final class Arenas {

    private static final int CHUNK = 1 << 20;

    private final Medium medium;
    private final Configuration configuration;

    Arenas(Medium medium, Configuration configuration) {
        this.medium = medium;
        this.configuration = configuration;
    }

    /** @return empty when the first arena has no valid info block; ENODEV when a later one has none */
    Optional<List<Arena>> find() throws KernelException {
        List<Arena> arenas = new ArrayList<>();
        long at = 0;
        while (medium.bytes() - at >= BttGeometry.SMALLEST_ARENA) {
            Optional<BttInfo> info = BttInfo.parse(medium.read(at, BttInfo.BYTES), configuration.parent());
            if (info.isEmpty()) {
                if (at == 0) {
                    return Optional.empty();
                }
                throw new KernelException(Errno.ENODEV, "arena at 0x%x has no valid info block".formatted(at));
            }
            check(info.get(), medium.bytes() - at);
            arenas.add(new Arena(medium, at, info.get()));
            if (info.get().nextOffset() == 0) {
                break;
            }
            at += info.get().nextOffset();
        }
        return arenas.isEmpty() ? Optional.empty() : Optional.of(arenas);
    }

    /**
     * What a checksum does not tell: that everything lies inside. ENODEV otherwise, so that no access goes astray.
     *
     * @param left bytes of the medium from the start of this arena on
     */
    private void check(BttInfo info, long left) throws KernelException {
        long bytes = info.nextOffset() != 0 ? info.nextOffset() : left;
        boolean inside = bytes <= left && bytes <= BttGeometry.LARGEST_ARENA && bytes >= BttGeometry.SMALLEST_ARENA
                && fits(info.dataOffset(), info.blocks(), info.blockBytes(), bytes)
                && fits(info.mapOffset(), info.sectors(), 4, bytes)
                && fits(info.logOffset(), BttGeometry.RESERVE, BttGeometry.LANE_BYTES, bytes)
                && info.blockBytes() >= 512 && info.blockBytes() <= 8192 && info.sectors() <= info.blocks()
                // A sector goes into its block, and what the disk shows of it into the sector.
                && info.sectorBytes() <= info.blockBytes()
                && info.sectorBytes() >= BttGeometry.diskSectorBytes(configuration.sectorBytes());
        if (!inside) {
            throw new KernelException(Errno.ENODEV, "the info block points out of its arena");
        }
    }

    private static boolean fits(long offset, long count, long each, long bytes) {
        return offset >= 0 && offset <= bytes && count <= (bytes - offset) / Math.max(1, each);
    }

    /** Map and log first, then the copy of the info block, then the info block, which makes it a store. */
    List<Arena> make() throws KernelException {
        List<BttGeometry> geometries = BttGeometry.arenas(medium.bytes(), configuration.sectorBytes());
        List<Arena> arenas = new ArrayList<>();
        long at = 0;
        for (int i = 0; i < geometries.size(); i++) {
            BttGeometry geometry = geometries.get(i);
            clear(at + geometry.mapOffset(), geometry.logOffset() - geometry.mapOffset());
            medium.write(at + geometry.logOffset(), geometry.freshLog());
            at += geometry.arenaBytes();
        }
        at = 0;
        for (int i = 0; i < geometries.size(); i++) {
            BttGeometry geometry = geometries.get(i);
            long next = i + 1 < geometries.size() ? geometry.arenaBytes() : 0;
            BttInfo info = BttInfo.of(geometry, configuration.uuid(), configuration.parent(), configuration.major(),
                    configuration.minor(), next);
            medium.write(at + geometry.copyOffset(), info.encode());
            medium.write(at, info.encode());
            arenas.add(new Arena(medium, at, info));
            at += geometry.arenaBytes();
        }
        return arenas;
    }

    /** What cannot be read is to be written, which makes it good. */
    private boolean isZero(long at, byte[] zeros) {
        try {
            return Arrays.equals(medium.read(at, zeros.length), zeros);
        } catch (KernelException unreadable) {
            return false;
        }
    }

    // Images are sparse: zeros are only written over something else.
    private void clear(long at, long bytes) throws KernelException {
        for (long done = 0; done < bytes; done += CHUNK) {
            byte[] zeros = new byte[(int) Math.min(CHUNK, bytes - done)];
            if (!isZero(at + done, zeros)) {
                medium.write(at + done, zeros);
            }
        }
    }
}
