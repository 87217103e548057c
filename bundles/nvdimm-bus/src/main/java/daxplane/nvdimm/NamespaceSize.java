package daxplane.nvdimm;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.KernelException;
import daxplane.nvdimm.dpa.DimmSpace;
import daxplane.nvdimm.dpa.Extent;
import java.util.Optional;

/** A change of the size of a namespace: the same part on each of its DIMMs, then the labels. Corpus ns-bad-size, label-grow-fragment. */
final class NamespaceSize {

    private final NamespaceDevice namespace;
    private final RegionDevice region;

    NamespaceSize(NamespaceDevice namespace) {
        this.namespace = namespace;
        this.region = namespace.region();
    }

    /**
     * @param bytes 0 deletes it
     * @throws KernelException EBUSY in use; ENXIO no uuid, no DIMMs, a disabled DIMM, or no hole that its part of a DIMM can grow
     *     into (part of the DIMMs may have grown then, as in the kernel); EINVAL no multiple of the alignment; ENOSPC
     */
    void change(long bytes) throws KernelException {
        namespace.requireIdle();
        if (namespace.uuid().isEmpty() || region.dimms().isEmpty()) {
            throw new KernelException(Errno.ENXIO, namespace.uuid().isEmpty() ? "it has no uuid" : "it has no DIMM");
        }
        if (Long.remainderUnsigned(bytes, region.align()) != 0) {
            throw new KernelException(Errno.EINVAL, "not a multiple of " + region.align());
        }
        long allocated = allocated();
        if (Long.compareUnsigned(bytes, region.largestExtent() + allocated) > 0) {
            throw new KernelException(Errno.ENOSPC, "only " + region.largestExtent() + " bytes in one piece");
        }
        if (bytes != allocated) {
            allocate(bytes / region.ways() - allocated / region.ways());
            namespace.range(place(bytes));
        }
        boolean vanishes = bytes == 0 && bytes != allocated && disposable();
        new LabelUpdate(namespace).perform();
        if (bytes == 0) {
            namespace.uuid(Optional.empty());
            if (vanishes) {
                region.ndBus().kernel().devices().unregister(namespace);
            }
        }
    }

    private String owner() {
        return DimmLabels.owner(namespace.uuid().orElseThrow());
    }

    private long allocated() throws KernelException {
        long allocated = 0;
        for (DimmDevice dimm : region.dimms()) {
            allocated += LabelUpdate.labels(dimm).space().allocated(owner());
        }
        return allocated;
    }

    /** @param bytes more on each DIMM, or fewer when negative */
    private void allocate(long bytes) throws KernelException {
        for (int i = 0; i < region.dimms().size(); i++) {
            DimmLabels labels = LabelUpdate.labels(region.dimms().get(i));
            Optional<DimmSpace> changed = bytes < 0 ? Optional.of(region.space(i).shrink(labels.space(), owner(), -bytes))
                    : region.space(i).grow(labels.space(), owner(), bytes);
            if (changed.isEmpty()) {
                region.ndBus().kernel().log(4, "nd_region %s: allocation underrun: 0x0 of 0x%x bytes".formatted(region.name(), bytes));
                throw new KernelException(Errno.ENXIO, "no free part of " + region.dimms().get(i).name() + " touches it");
            }
            labels.space(changed.get());
            region.dimms().get(i).changed();
        }
    }

    /** Physical addresses follow from where it lies on the first DIMM. */
    private AddressRange place(long bytes) throws KernelException {
        Optional<Extent> first = LabelUpdate.labels(region.dimms().getFirst()).space().of(owner()).stream().findFirst();
        long offset = first.map(extent -> (extent.range().start() - region.description().mappings().getFirst().range().start())
                * region.ways()).orElse(0L);
        return AddressRange.ofSize(region.range().start() + offset, first.isPresent() ? bytes : 0);
    }

    /** The first namespace of a region and its seed stay when they lose their size. */
    private boolean disposable() {
        return namespace.number() != 0 && !region.seedName(SeedKind.NAMESPACE).equals(namespace.name());
    }
}
