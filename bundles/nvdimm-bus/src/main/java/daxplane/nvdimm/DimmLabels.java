package daxplane.nvdimm;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.KernelException;
import daxplane.labels.AreaLayout;
import daxplane.labels.AreaSource;
import daxplane.labels.AreaWrite;
import daxplane.labels.IndexBlock;
import daxplane.labels.IndexChecks;
import daxplane.labels.LabelChange;
import daxplane.labels.LabelException;
import daxplane.labels.LabelFormat;
import daxplane.labels.LabelRules;
import daxplane.labels.LabelSlot;
import daxplane.labels.LabelStore;
import daxplane.labels.NamespaceLabel;
import daxplane.nvdimm.dpa.DimmSpace;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What the driver of a DIMM keeps in memory: its copy of the labels, and who has which part of the DIMM.
 *
 * <p>The copy is read once, when the driver binds. Who overwrites the area behind its back (an ioctl) changes the media, not the
 * copy; the area as it was then read is kept here so that it survives a restart of the process.
 */
final class DimmLabels {

    private final DimmMediaAccess media;
    private final LabelRules rules;
    private LabelStore store;
    private DimmSpace space;
    private Optional<byte[]> overwritten = Optional.empty();

    private DimmLabels(DimmMediaAccess media, LabelRules rules, LabelStore store, DimmSpace space) {
        this.media = media;
        this.rules = rules;
        this.store = store;
        this.space = space;
    }

    /** Reads the area and reserves what each label claims. ENXIO no usable area; EBUSY two labels claim the same part. */
    static DimmLabels read(DimmMediaAccess media, LabelRules rules) throws KernelException {
        if (AreaLayout.of(media.bytes(), LabelFormat.V1_1).isEmpty()) {
            throw new KernelException(Errno.ENXIO, "a label area of " + media.bytes() + " bytes is of no use");
        }
        LabelStore store = rules.read(media, IndexChecks.KERNEL);
        DimmSpace space = DimmSpace.EMPTY;
        if (store instanceof LabelStore.Labelled labelled) {
            for (LabelSlot.Valid slot : labelled.labels()) {
                space = reserve(space, slot);
            }
        }
        return new DimmLabels(media, rules, store, space);
    }

    private static DimmSpace reserve(DimmSpace space, LabelSlot.Valid slot) throws KernelException {
        NamespaceLabel label = slot.label();
        if (label.rawSize() == 0) {
            return space;
        }
        boolean possible = label.rawSize() > 0 && label.dpa() >= 0 && label.dpa() + label.rawSize() > 0;
        return Optional.of(space).filter(any -> possible)
                .flatMap(old -> old.reserve(owner(label.uuid()), AddressRange.ofSize(label.dpa(), label.rawSize())))
                .orElseThrow(() -> new KernelException(Errno.EBUSY, "slot " + slot.number() + " claims what another label has"));
    }

    /** Owner of the extents of a namespace. */
    static String owner(UUID uuid) {
        return "pmem-" + uuid;
    }

    LabelStore store() {
        return store;
    }

    DimmSpace space() {
        return space;
    }

    void space(DimmSpace changed) {
        space = changed;
    }

    /** Makes sure that there is an index: the first label of a blank DIMM brings one of version 1.2. */
    LabelStore.Labelled initialised() throws KernelException {
        if (store instanceof LabelStore.Blank blank) {
            try {
                perform(rules.initialise(blank.areaBytes(), LabelFormat.V1_2, IndexBlock.UnusedBits.ZERO, new byte[0]));
            } catch (LabelException tooSmall) {
                throw new KernelException(Errno.ENXIO, tooSmall.getMessage());
            }
        }
        return (LabelStore.Labelled) store;
    }

    /**
     * Writes a label, and an index in which the replaced slots are free.
     *
     * @return slot of the new label
     * @throws KernelException ENXIO no free slot; EIO
     */
    int write(NamespaceLabel label, Collection<Integer> replaced) throws KernelException {
        LabelStore.Labelled before = initialised();
        try {
            perform(rules.write(before, label, replaced));
        } catch (LabelException full) {
            throw new KernelException(Errno.ENXIO, full.getMessage());
        }
        return ((LabelStore.Labelled) store).used().keySet().stream().filter(slot -> !before.used().containsKey(slot)).findFirst()
                .orElseThrow();
    }

    /** Writes an index in which these slots are free; also when there are none. Nothing happens without an index. */
    void free(Set<Integer> slots) throws KernelException {
        if (store instanceof LabelStore.Labelled labelled) {
            perform(rules.free(labelled, slots));
        }
    }

    private void perform(LabelChange change) throws KernelException {
        if (store instanceof LabelStore.Labelled) {
            store = change.interrupted();
        }
        for (AreaWrite write : change.writes()) {
            overwritten.ifPresent(write::applyTo);
            media.write(write);
        }
        store = change.after();
    }

    /** Somebody is about to write to the media past this copy. */
    void aboutToBeOverwritten() throws KernelException {
        if (overwritten.isEmpty()) {
            overwritten = Optional.of(media.read(0, media.bytes()));
        }
    }

    /** For a document. */
    void describe(Map<String, String> state) {
        state.put("labels", "read");
        overwritten.ifPresent(area -> state.put("labels.area", PackedBytes.pack(area)));
        if (store instanceof LabelStore.Labelled labelled && !Arrays.equals(labelled.next().bytes(), labelled.index().bytes())) {
            state.put("labels.next", PackedBytes.pack(labelled.next().bytes()));
        }
        state.put("space", SpaceText.of(space));
    }

    static Optional<DimmLabels> restored(Map<String, String> state, DimmMediaAccess media, LabelRules rules) {
        if (!state.containsKey("labels")) {
            return Optional.empty();
        }
        Optional<byte[]> area = Optional.ofNullable(state.get("labels.area")).map(PackedBytes::unpack);
        LabelStore store;
        try {
            store = area.isPresent() ? rules.read(AreaSource.of(area.get()), IndexChecks.KERNEL) : rules.read(media, IndexChecks.KERNEL);
        } catch (KernelException unreadable) {
            throw new IllegalStateException("label area of DIMM " + media.index() + " cannot be read: " + unreadable.getMessage(),
                    unreadable);
        }
        if (store instanceof LabelStore.Labelled labelled && state.containsKey("labels.next")) {
            store = labelled.withNext(PackedBytes.unpack(state.get("labels.next")));
        }
        DimmLabels labels = new DimmLabels(media, rules, store, SpaceText.parse(state.get("space")));
        labels.overwritten = area;
        return Optional.of(labels);
    }
}
