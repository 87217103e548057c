package daxplane.nvdimm;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.KernelException;
import daxplane.labels.InterleaveCookie;
import daxplane.labels.InterleaveSet;
import daxplane.labels.LabelSlot;
import daxplane.labels.LabelStore;
import daxplane.labels.SetFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which namespaces a region has, as its DIMMs tell when it is enabled. Source: docs/kernel/labels.md 5. */
final class RegionScan {

    private static final LabelStore NO_LABELS = new LabelStore.Blank(0, List.of());

    private final RegionDevice region;

    RegionScan(RegionDevice region) {
        this.region = region;
    }

    /** Takes hold of the DIMMs. ENXIO when one that had labels is disabled: without them nobody knows whose its parts are. */
    RegionActivity hold() throws KernelException {
        RegionActivity activity = new RegionActivity();
        for (DimmDevice dimm : region.dimms()) {
            if (dimm.security().overwriting()) {
                throw new KernelException(Errno.EBUSY, dimm.name() + " is being overwritten");
            }
        }
        for (DimmDevice dimm : region.dimms()) {
            Optional<DimmLabels> labels = dimm.labels();
            if (labels.isEmpty() && (dimm.labelling() || dimm.capacityLocked())) {
                region.ndBus().kernel().log(3, "nd_region " + region.name() + ": " + dimm.name() + ": is " + (dimm.capacityLocked() ? "locked" : "disabled") + ", failing probe");
                throw new KernelException(Errno.ENXIO, dimm.name() + " is disabled or locked");
            }
            activity.add(new RegionActivity.Held(labels.isPresent(), MappingLabels.of(slots(labels))));
        }
        return activity;
    }

    private static List<Integer> slots(Optional<DimmLabels> labels) {
        return labels.map(DimmLabels::store).map(store -> store instanceof LabelStore.Labelled labelled
                ? labelled.labels().stream().map(LabelSlot.Valid::number).toList() : List.<Integer>of()).orElse(List.of());
    }

    /**
     * At least one: the whole region, what the labels say, or an unused one. In the last case the first DIMM's labels, which are
     * those of other regions, are let go: a uuid is given to it for good. ENODEV when the labels are of no use.
     */
    List<NamespaceDevice> namespaces(RegionActivity activity) throws KernelException {
        if (region.namespaceType() == NdDevice.NAMESPACE_IO) {
            return List.of(NamespaceDevice.whole(region));
        }
        List<FoundNamespace> found = new ArrayList<>();
        for (InterleaveSet.Assembled assembled : assemble()) {
            found.add(new FoundNamespace(assembled.first(), place(assembled)));
        }
        found.sort(FoundNamespace.BY_BYTES_OF_START);
        if (found.isEmpty()) {
            activity.mappings().getFirst().labels().keep(List.of());
            return List.of(NamespaceDevice.unused(region, 0));
        }
        List<NamespaceDevice> namespaces = new ArrayList<>();
        for (FoundNamespace namespace : found) {
            namespaces.add(NamespaceDevice.found(region, namespaces.size(), namespace));
        }
        keepSelected(activity, found);
        return namespaces;
    }

    private List<InterleaveSet.Assembled> assemble() throws KernelException {
        List<InterleaveSet.Mapping> mappings = new ArrayList<>();
        for (int i = 0; i < region.dimms().size(); i++) {
            AddressRange piece = region.description().mappings().get(i).range();
            LabelStore store = region.dimms().get(i).labels().map(DimmLabels::store).orElse(NO_LABELS);
            mappings.add(new InterleaveSet.Mapping(piece.start(), piece.bytes(), store));
        }
        InterleaveCookie cookie = region.description().cookie().orElse(InterleaveCookie.constant(0));
        return switch (new InterleaveSet(mappings, cookie, region.description().type()).assemble()) {
            case InterleaveSet.Namespaces namespaces -> namespaces.namespaces();
            case InterleaveSet.Unusable unusable -> {
                region.ndBus().kernel().log(3, "nd_region " + region.name() + ": " + message(unusable.why()));
                throw new KernelException(Errno.ENODEV, unusable.why().text());
            }
        };
    }

    private String message(SetFinding why) {
        return why instanceof SetFinding.MissingLabel missing
                ? region.dimms().get(missing.position()).name() + " missing label for " + missing.uuid() : why.text();
    }

    /** Physical addresses follow from where it lies on the first DIMM. */
    private AddressRange place(InterleaveSet.Assembled assembled) {
        long dpa = assembled.slots().getFirst().label().dpa();
        long offset = (dpa - region.description().mappings().getFirst().range().start()) * region.ways();
        return AddressRange.ofSize(region.range().start() + offset, assembled.bytes());
    }

    /** Labels that make up namespaces stay at hand; those of other regions and sets do not. */
    private void keepSelected(RegionActivity activity, List<FoundNamespace> found) {
        for (int i = 0; i < region.dimms().size(); i++) {
            LabelStore.Labelled store = (LabelStore.Labelled) region.dimms().get(i).labels().orElseThrow().store();
            MappingLabels places = activity.mappings().get(i).labels();
            places.keep(store.labels().stream()
                    .filter(slot -> found.stream().anyMatch(namespace -> namespace.label().uuid().equals(slot.label().uuid())))
                    .map(LabelSlot.Valid::number).toList());
        }
    }
}
