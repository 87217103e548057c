package daxplane.nvdimm;

import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import daxplane.labels.Abstraction;
import daxplane.labels.LabelSlot;
import daxplane.labels.LabelStore;
import daxplane.labels.NamespaceLabel;
import daxplane.labels.UuidOrder;
import daxplane.nvdimm.dpa.Extent;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Brings the labels of a namespace up to date on all DIMMs of its region, in two passes: first with the mark UPDATING, then
 * without it. A namespace without size loses its labels, in one pass. Source: docs/kernel/labels.md 6.1 and 6.2.
 */
final class LabelUpdate {

    private final NamespaceDevice namespace;
    private final RegionDevice region;

    LabelUpdate(NamespaceDevice namespace) {
        this.namespace = namespace;
        this.region = namespace.region();
    }

    /**
     * Nothing happens without a uuid. ENXIO no free slot, or a DIMM is disabled, or the region has no labels: what was set before is
     * set all the same (walk 7015). EIO.
     */
    void perform() throws KernelException {
        if (!namespace.labelled()) {
            throw new KernelException(Errno.ENXIO, region.name() + " has no labels");
        }
        if (namespace.uuid().isEmpty()) {
            return;
        }
        try {
            if (namespace.range().isEmpty()) {
                delete(namespace.uuid().get());
            } else {
                write(namespace.uuid().get());
            }
        } finally {
            region.dimms().forEach(DimmDevice::changed);
            region.changed();
        }
    }

    private void delete(UUID uuid) throws KernelException {
        for (int i = 0; i < region.dimms().size(); i++) {
            DimmLabels labels = labels(region.dimms().get(i));
            SortedSet<Integer> slots = slotsOf(labels, places(i), uuid);
            labels.free(slots);
            places(i).remove(slots);
        }
    }

    private void write(UUID uuid) throws KernelException {
        for (int i = 0; i < region.dimms().size(); i++) {
            DimmLabels labels = labels(region.dimms().get(i));
            places(i).ensure((int) labels.space().extents().stream().filter(extent -> extent.owner().startsWith("pmem")).count());
            labels.initialised();
            write(i, labels, uuid, NamespaceLabel.UPDATING);
        }
        for (int i = 0; i < region.dimms().size(); i++) {
            write(i, labels(region.dimms().get(i)), uuid, 0);
        }
    }

    private void write(int mapping, DimmLabels labels, UUID uuid, int flags) throws KernelException {
        Extent extent = labels.space().of(DimmLabels.owner(uuid)).stream().findFirst()
                .orElseThrow(() -> new KernelException(Errno.ENXIO, "nothing is allocated on " + region.dimms().get(mapping).name()));
        // A class that nobody knows is lost here, in the kernel too: the slot is fresh, and there is nothing to copy it from.
        UUID abstraction = namespace.holderClass() == Abstraction.UNKNOWN ? UuidOrder.NIL : namespace.holderClass().guid();
        long cookie = region.description().cookie().map(set -> set.chosen(labels.store())).orElse(0L);
        NamespaceLabel label = new NamespaceLabel(uuid, namespace.altName(), flags, region.dimms().size(), mapping, cookie,
                namespace.lbaSize(), extent.range().start(), extent.range().bytes(), 0, 0, region.description().type(), abstraction);
        SortedSet<Integer> replaced = slotsOf(labels, places(mapping), uuid);
        replaced.addAll(places(mapping).doomed());
        places(mapping).replace(replaced, labels.write(label, replaced));
    }

    private MappingLabels places(int mapping) {
        return region.activity().orElseThrow(() -> new IllegalStateException(region.name() + " is disabled and has a namespace"))
                .mappings().get(mapping).labels();
    }

    /** Of the labels that the region works with, those of this namespace. */
    static SortedSet<Integer> slotsOf(DimmLabels labels, MappingLabels places, UUID uuid) {
        SortedSet<Integer> slots = new TreeSet<>();
        if (labels.store() instanceof LabelStore.Labelled labelled) {
            for (int slot : places.slots()) {
                if (labelled.used().get(slot) instanceof LabelSlot.Valid valid && valid.label().uuid().equals(uuid)) {
                    slots.add(slot);
                }
            }
        }
        return slots;
    }

    /** ENXIO when nobody has read the labels of the DIMM. */
    static DimmLabels labels(DimmDevice dimm) throws KernelException {
        return dimm.labels().orElseThrow(() -> new KernelException(Errno.ENXIO, dimm.name() + " is disabled"));
    }
}
