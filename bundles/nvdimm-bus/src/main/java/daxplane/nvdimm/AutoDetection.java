package daxplane.nvdimm;

import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import daxplane.labels.Abstraction;
import daxplane.nvdimm.info.BttInfo;
import daxplane.nvdimm.info.PfnInfo;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Looks on a namespace that is about to become a raw disk for an info block: BTT first, then PFN, then DAX. What is found gets a
 * device of its own, which claims the namespace and is probed when the running probe is over. Source: spec 02 section 2.
 */
public final class AutoDetection {

    private static final long SMALLEST_BTT = 16 << 20;
    private static final long VERSION_1_OFFSET = 4096;
    private static final Set<Abstraction> BTT_CLASSES = EnumSet.of(Abstraction.NONE, Abstraction.BTT, Abstraction.BTT2);

    private final NamespaceDevice namespace;
    private final RegionDevice region;

    private AutoDetection(NamespaceDevice namespace) {
        this.namespace = namespace;
        this.region = namespace.region();
    }

    /**
     * @return whether a personality has claimed the namespace; the probe of the namespace then fails with ENXIO, which is its
     *     success
     * @throws KernelException EOPNOTSUPP an info block is there and can not be used: no raw disk is to hide it
     */
    public static boolean claims(NamespaceDevice namespace) throws KernelException {
        AutoDetection detection = new AutoDetection(namespace);
        if (namespace.forceRaw()) {
            return false;
        }
        return detection.btt() || detection.pfn(SeedKind.PFN, Abstraction.PFN) || detection.pfn(SeedKind.DAX, Abstraction.DAX);
    }

    /** Where the arenas of a namespace start: labels of version 1.2 do without the unused first 4 KiB. */
    public static long arenasOffset(NamespaceDevice namespace) {
        return namespace.holderClass() == Abstraction.BTT2 ? 0 : VERSION_1_OFFSET;
    }

    private boolean btt() {
        if (!BTT_CLASSES.contains(namespace.holderClass()) || namespace.range().bytes() < SMALLEST_BTT) {
            return false;
        }
        Optional<BttInfo> info = read(arenasOffset(namespace)).flatMap(bytes -> BttInfo.parse(bytes, namespace.parentUuid()))
                .filter(this::versionFits);
        info.ifPresent(found -> {
            BttDevice btt = new BttDevice(region, region.freeNumber(SeedKind.BTT));
            btt.attach(namespace);
            btt.uuid(Optional.of(found.uuid()));
            btt.sectorBytes(found.sectorBytes());
            region.ndBus().later(btt);
        });
        return info.isPresent();
    }

    private boolean versionFits(BttInfo info) {
        return namespace.holderClass() == Abstraction.BTT2 ? info.major() == 2 && info.minor() == 0
                : info.major() == 1 && info.minor() == 1;
    }

    private boolean pfn(SeedKind kind, Abstraction own) throws KernelException {
        if (namespace.holderClass() != Abstraction.NONE && namespace.holderClass() != own) {
            return false;
        }
        PfnInfo.Kind infoKind = kind == SeedKind.DAX ? PfnInfo.Kind.DAX : PfnInfo.Kind.PFN;
        Optional<PfnInfo> info;
        try {
            info = PfnCheck.read(namespace, infoKind);
            if (info.isPresent()) {
                PfnCheck.check(namespace, info.get());
            }
        } catch (KernelException unusable) {
            if (unusable.errno() == Errno.EOPNOTSUPP) {
                throw unusable;
            }
            return false;
        }
        info.ifPresent(found -> {
            PfnDevice pfn = new PfnDevice(region, region.freeNumber(kind), kind);
            pfn.attach(namespace);
            pfn.uuid(Optional.of(found.uuid()));
            pfn.configure(PfnDevice.Mode.of(found.mode()), found.effectiveAlign());
            region.ndBus().later(pfn);
        });
        return info.isPresent();
    }

    private Optional<byte[]> read(long offset) {
        try {
            return Optional.of(namespace.read(offset, BttInfo.BYTES));
        } catch (KernelException unreadable) {
            return Optional.empty();
        }
    }
}
