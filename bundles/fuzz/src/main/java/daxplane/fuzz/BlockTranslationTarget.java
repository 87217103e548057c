package daxplane.fuzz;

import daxplane.driver.btt.BttModule;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.labels.UuidOrder;
import daxplane.nvdimm.info.BttGeometry;
import daxplane.nvdimm.info.BttInfo;
import daxplane.nvdimm.translation.BlockTranslation;
import daxplane.nvdimm.translation.Sectors;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A namespace in sector mode whose info block, log and map are anything; then sectors of it are read and written.
 *
 * <pre>
 *   0    bit 0: checksums of info blocks are made right   bit 1: a second arena, with the same info block   bit 2: read-only
 *   1    which sector size of {@link #SECTORS}
 *   2    info block, up to 128 bytes, the rest is zero
 *   130  log, from lane 0 on, up to 1024 bytes; where the info block says that it is, or where it belongs
 *   1154 map, from sector 0 on; likewise
 * </pre>
 */
final class BlockTranslationTarget implements Target {

    private static final long[] SECTORS = {512, 520, 528, 4096, 4104, 4160, 4224};
    private static final int INFO_BYTES = 128;
    private static final int LOG_BYTES = 1024;
    private static final int CHECKSUM = 4088;
    private static final int MAP_AT = 96;
    private static final int LOG_AT = 104;
    private static final UUID OWN = UUID.fromString("f0d64d51-7ad4-44e2-8757-6b8e8e4f7500");

    private final BlockTranslation translation = translation();

    @Override
    public void take(byte[] input) throws KernelException {
        if (input.length < 2) {
            return;
        }
        long sectorBytes = SECTORS[Byte.toUnsignedInt(input[1]) % SECTORS.length];
        long bytes = BttGeometry.SMALLEST_ARENA * ((input[0] & 2) != 0 ? 2 : 1);
        SparseMedium medium = medium(input, bytes, sectorBytes);
        var configuration = new BlockTranslation.Configuration("btt0.0", OWN, UuidOrder.NIL, sectorBytes, 2, 0, (input[0] & 4) != 0);
        use(translation.attach(medium, configuration));
        use(translation.reopen(medium, configuration));
    }

    private static SparseMedium medium(byte[] input, long bytes, long sectorBytes) {
        SparseMedium medium = new SparseMedium(bytes);
        BttGeometry geometry = BttGeometry.of(BttGeometry.SMALLEST_ARENA, sectorBytes).orElseThrow();
        byte[] info = Arrays.copyOf(piece(input, 2, INFO_BYTES), BttInfo.BYTES);
        if ((input[0] & 1) != 0) {
            Mending.fletcher(info, 0, info.length, CHECKSUM);
        }
        byte[] log = piece(input, 2 + INFO_BYTES, LOG_BYTES);
        byte[] map = piece(input, 2 + INFO_BYTES + LOG_BYTES, input.length);
        for (long arena = 0; arena < bytes; arena += BttGeometry.SMALLEST_ARENA) {
            medium.write(arena, info);
            medium.write(place(arena, info, LOG_AT, geometry.logOffset(), log.length, bytes), log);
            medium.write(place(arena, info, MAP_AT, geometry.mapOffset(), map.length, bytes), map);
        }
        return medium;
    }

    private static byte[] piece(byte[] input, int from, int most) {
        int start = Math.min(from, input.length);
        return Arrays.copyOfRange(input, start, (int) Math.min(input.length, (long) start + most));
    }

    /** Where the info block says, when that is inside; else where it belongs. */
    private static long place(long arena, byte[] info, int field, long otherwise, int length, long bytes) {
        long told = Mending.littleEndian(info).getLong(field);
        return arena + (told >= BttInfo.BYTES && told < bytes - arena - length ? told : otherwise);
    }

    // Each on its own: that one sector is lost does not keep the others from being tried.
    private static void use(Sectors store) throws KernelException {
        int sector = store.sectorBytes();
        long last = store.bytes() - sector;
        KernelException refusal = null;
        for (long at : new long[] {0, sector, 7L * sector, last, store.bytes()}) {
            try {
                byte[] read = store.read(at, sector);
                store.write(at, read);
            } catch (KernelException lost) {
                refusal = lost;
            }
        }
        if (refusal != null) {
            throw refusal;
        }
    }

    /** The module as a kernel loads it; of the kernel it needs a log, and a place for what it exports. */
    private static BlockTranslation translation() {
        AtomicReference<BlockTranslation> exported = new AtomicReference<>();
        Kernel kernel = (Kernel) Proxy.newProxyInstance(Kernel.class.getClassLoader(), new Class<?>[] {Kernel.class}, (_, method, values) -> {
            switch (method.getName()) {
                case "export" -> exported.set((BlockTranslation) values[1]);
                case "log" -> { }
                default -> throw new AssertionError("nd_btt asks for " + method.getName());
            }
            return null;
        });
        new BttModule().load(kernel);
        return exported.get();
    }
}
