package daxplane.nvdimm;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.KernelException;
import daxplane.nvdimm.info.PfnInfo;
import daxplane.nvdimm.info.PfnLayout;
import java.util.Optional;

/** Whether a PFN or DAX info block can be used on the namespace that it lies on. Source: docs/kernel/namespaces.md 3. */
final class PfnCheck {

    private PfnCheck() {
    }

    /** @return empty when there is none; ENXIO it cannot be read, or names a mode that nobody knows */
    static Optional<PfnInfo> read(NamespaceDevice namespace, PfnInfo.Kind kind) throws KernelException {
        byte[] bytes;
        try {
            bytes = namespace.read(PfnInfo.OFFSET, PfnInfo.BYTES);
        } catch (KernelException unreadable) {
            throw new KernelException(Errno.ENXIO, unreadable.getMessage());
        }
        Optional<PfnInfo> info = PfnInfo.parse(kind, bytes, namespace.parentUuid());
        if (info.isPresent() && info.get().mode() != PfnInfo.IN_RAM && info.get().mode() != PfnInfo.ON_MEDIA) {
            throw new KernelException(Errno.ENXIO, "mode " + info.get().mode());
        }
        return info;
    }

    /** EOPNOTSUPP: what it says does not fit this kernel, or the namespace where it is now. It must not be written over. */
    static void check(NamespaceDevice namespace, PfnInfo info) throws KernelException {
        boolean onMedia = info.mode() == PfnInfo.ON_MEDIA;
        refuse(onMedia && info.pageBytes() > PfnInfo.PAGE_BYTES, "page size mismatch");
        refuse(onMedia && info.structPageBytes() < PfnInfo.STRUCT_PAGE_BYTES, "struct page size mismatch");
        long align = info.effectiveAlign();
        refuse(info.kind() == PfnInfo.Kind.DAX && !SizeChoice.ALIGNMENTS.offers(align), "alignment mismatch");
        AddressRange range = namespace.range();
        refuse(Long.compareUnsigned(align, range.bytes()) > 0, "alignment mismatch");
        refuse(Long.compareUnsigned(info.dataOffset(), range.bytes()) >= 0, "pfn array size exceeds capacity");
        long data = range.start() + info.dataOffset() + info.startPad();
        refuse(align != 0 && Long.remainderUnsigned(data, align) != 0, "bad offset");
        refuse(info.dataOffset() % PfnInfo.PAGE_BYTES != 0, "bad offset");
        refuse((range.start() + info.startPad() & PfnLayout.SECTION_ALIGN - 1) != 0, "resource start misaligned");
        refuse((range.end() - info.endTrunc() & PfnLayout.SECTION_ALIGN - 1) != 0, "resource end misaligned");
        long lost = info.dataOffset() + info.startPad() + info.endTrunc();
        boolean mayBeEmpty = namespace.region().ndBus().kernel().profile().allowsEmptyPersonalities();
        refuse(Long.compareUnsigned(lost, range.bytes()) >= (mayBeEmpty ? 1 : 0), "bad offset with small namespace");
    }

    /** EOPNOTSUPP: somebody changed the configuration of a personality whose info block is written already (corpus ns-sysfs-dax2). */
    static void checkSettings(PfnDevice device, PfnInfo info) throws KernelException {
        refuse(device.align() != info.effectiveAlign() || device.mode().number() != info.mode(), "settings mismatch");
    }

    private static void refuse(boolean wrong, String why) throws KernelException {
        if (wrong) {
            throw new KernelException(Errno.EOPNOTSUPP, "init failed, " + why);
        }
    }
}
