package daxplane.nvdimm;

import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import daxplane.labels.Abstraction;
import daxplane.nvdimm.info.BttInfo;
import daxplane.nvdimm.info.PfnInfo;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks on a namespace that is about to become a raw disk for an info block: BTT first, then PFN, then DAX. What is found gets a
 * device of its own, which claims the namespace and is probed when the running probe is over. Source: docs/kernel/namespaces.md 2.
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
     * @throws KernelException EOPNOTSUPP an info block is there and cannot be used: no raw disk is to hide it
     */
    public static boolean claims(NamespaceDevice namespace) throws KernelException {
        AutoDetection detection = new AutoDetection(namespace);
        if (namespace.forceRaw()) {
            return false;
        }
        return detection.btt() || detection.pfn(SeedKind.PFN, Abstraction.PFN) || detection.pfn(SeedKind.DAX, Abstraction.DAX);
    }

    /** How many of the namespaces would be claimed by a personality of this kind if their drivers were there. */
    static int count(List<NamespaceDevice> namespaces, SeedKind kind) {
        return (int) namespaces.stream().filter(namespace -> namespace.range().bytes() > 0)
                .filter(namespace -> new AutoDetection(namespace).finds(kind)).count();
    }

    /** The kinds are looked for in an order; what an earlier one finds is not looked at by a later one. */
    private boolean finds(SeedKind kind) {
        try {
            boolean btt = bttInfo().isPresent();
            boolean pfn = !btt && pfnInfo(SeedKind.PFN, Abstraction.PFN).isPresent();
            return switch (kind) {
                case NAMESPACE -> false;
                case BTT -> btt;
                case PFN -> pfn;
                case DAX -> !btt && !pfn && pfnInfo(SeedKind.DAX, Abstraction.DAX).isPresent();
            };
        } catch (KernelException unusable) {
            return false;
        }
    }

    /** Where the arenas of a namespace start: labels of version 1.2 do without the unused first 4 KiB. */
    public static long arenasOffset(NamespaceDevice namespace) {
        return namespace.holderClass() == Abstraction.BTT2 ? 0 : VERSION_1_OFFSET;
    }

    private Optional<BttInfo> bttInfo() {
        if (!BTT_CLASSES.contains(namespace.holderClass()) || namespace.range().bytes() < SMALLEST_BTT) {
            return Optional.empty();
        }
        return read(arenasOffset(namespace)).flatMap(bytes -> BttInfo.parse(bytes, namespace.parentUuid())).filter(this::versionFits);
    }

    private boolean btt() {
        Optional<BttInfo> info = bttInfo();
        info.ifPresent(found -> {
            BttDevice btt = new BttDevice(region, region.chosenNumber(SeedKind.BTT, namespace.name(), 0));
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

    private Optional<PfnInfo> pfnInfo(SeedKind kind, Abstraction own) throws KernelException {
        if (namespace.holderClass() != Abstraction.NONE && namespace.holderClass() != own) {
            return Optional.empty();
        }
        PfnInfo.Kind infoKind = kind == SeedKind.DAX ? PfnInfo.Kind.DAX : PfnInfo.Kind.PFN;
        try {
            Optional<PfnInfo> info = PfnCheck.read(namespace, infoKind);
            if (info.isPresent()) {
                PfnCheck.check(namespace, info.get());
            }
            return info;
        } catch (KernelException unusable) {
            if (unusable.errno() == Errno.EOPNOTSUPP) {
                throw unusable;
            }
            return Optional.empty();
        }
    }

    private boolean pfn(SeedKind kind, Abstraction own) throws KernelException {
        Optional<PfnInfo> info = pfnInfo(kind, own);
        info.ifPresent(found -> {
            PfnDevice pfn = new PfnDevice(region, region.chosenNumber(kind, namespace.name(), 0), kind);
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
