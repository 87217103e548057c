package daxplane.driver.btt;

import daxplane.host.Errno;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.nvdimm.info.BttGeometry;
import daxplane.nvdimm.translation.BlockTranslation;
import daxplane.nvdimm.translation.Medium;
import java.util.List;
import java.util.Optional;

/** The exported functions of nd_btt. Stateless. */
final class BttExports implements BlockTranslation {

    private final Kernel kernel;

    BttExports(Kernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public SectorStore attach(Medium medium, Configuration configuration) throws KernelException {
        if (medium.bytes() < BttGeometry.SMALLEST_ARENA) {
            throw new KernelException(Errno.ENXIO, "it must be at least " + BttGeometry.SMALLEST_ARENA + " bytes");
        }
        Arenas arenas = new Arenas(medium, configuration);
        Optional<List<Arena>> found = find(arenas);
        if (found.isPresent()) {
            for (Arena arena : found.get()) {
                arena.recover();
            }
            return store(found.get(), configuration);
        }
        kernel.log(6, configuration.device() + ": No existing arenas");
        if (configuration.readOnly()) {
            throw new KernelException(Errno.ENOMEM, "read-only, unable to init btt");
        }
        return store(arenas.make(), configuration);
    }

    // The kernel loses the reason here: whatever is wrong with an arena, the attempt answers "no memory".
    private static Optional<List<Arena>> find(Arenas arenas) throws KernelException {
        try {
            return arenas.find();
        } catch (KernelException failure) {
            throw failure.errno() == Errno.ENODEV ? new KernelException(Errno.ENOMEM, failure.getMessage()) : failure;
        }
    }

    @Override
    public SectorStore reopen(Medium medium, Configuration configuration) throws KernelException {
        Optional<List<Arena>> arenas = find(new Arenas(medium, configuration));
        return store(arenas.orElseThrow(() -> new KernelException(Errno.EIO, "the arenas are gone")), configuration);
    }

    private static SectorStore store(List<Arena> arenas, Configuration configuration) {
        return new SectorStore(arenas, BttGeometry.diskSectorBytes(configuration.sectorBytes()));
    }
}
