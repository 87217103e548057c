package daxplane.nvdimm;

import daxplane.host.Errno;
import daxplane.kernel.Attribute;
import daxplane.kernel.KernelException;
import daxplane.labels.AreaLayout;
import daxplane.labels.LabelFormat;
import daxplane.labels.LabelStore;
import daxplane.nvdimm.dpa.DimmSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A DIMM, {@code nmem0}. */
public final class DimmDevice extends NdDevice {

    static final String KIND = "dimm";

    private final int id;
    private final DimmDescription description;
    private final Topology.Provider provider;
    private boolean labelling;
    private Optional<DimmLabels> labels = Optional.empty();

    DimmDevice(NdBus bus, String parentDirectory, int id, Topology.Provider provider, DimmDescription description) {
        super("nmem" + id, parentDirectory, bus);
        this.id = id;
        this.provider = provider;
        this.description = description;
        this.labelling = provider.isDynamic();
    }

    DimmDescription description() {
        return description;
    }

    int id() {
        return id;
    }

    /**
     * Whether it had a valid index at some probe since boot: its regions are then made of labels, even when they are gone. CXL
     * memory is always labelled (docs/kernel/labels.md 5).
     */
    boolean labelling() {
        return labelling;
    }

    /** What the bound driver knows; empty while it is unbound, and for a DIMM without label area. */
    Optional<DimmLabels> labels() {
        return labels;
    }

    /** The driver was bound. */
    void loaded(DimmLabels read) {
        labels = Optional.of(read);
        labelling |= read.store() instanceof LabelStore.Labelled;
        changed();
    }

    void unloaded() {
        labels = Optional.empty();
        changed();
    }

    /** Whether an enabled region uses its labels. */
    boolean busy() {
        return ndBus().regions().stream().anyMatch(region -> region.holds(this));
    }

    @Override
    public int type() {
        return DIMM;
    }

    @Override
    public String devtype() {
        return "nvdimm";
    }

    @Override
    public SortedUevent ueventKeys() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("MAJOR", Integer.toString(ndBus().dimmMajor()));
        keys.put("MINOR", Integer.toString(id));
        keys.put("DEVNAME", name());
        keys.put("DEVTYPE", devtype());
        return new SortedUevent(keys, Map.of("MODALIAS", modalias()));
    }

    @Override
    protected List<Attribute> attributes() {
        List<Attribute> attributes = new ArrayList<>(typeAttributes());
        attributes.add(Attribute.readOnly("dev", () -> ndBus().dimmMajor() + ":" + id + "\n"));
        attributes.add(Attribute.readOnly("state", () -> busy() ? "active\n" : "idle\n"));
        attributes.add(Attribute.readOnly("flags", () -> labelling ? "label \n" : "\n"));
        attributes.add(Attribute.readOnly("commands",
                () -> (description.hasLabels() ? "get_size get_data set_data " : "") + (provider.isDynamic() ? "\n" : "cmd_call \n")));
        attributes.add(Attribute.readOnly("available_slots", this::availableSlots));
        if (!provider.isDynamic()) {
            attributes.addAll(new NfitDimmAttributes(description).attributes());
        }
        return attributes;
    }

    /** One less than are free: a change needs a slot for the new label while the old one is still there. */
    private String availableSlots() throws KernelException {
        DimmLabels known = labels.orElseThrow(() -> new KernelException(Errno.ENXIO));
        int free = switch (known.store()) {
            case LabelStore.Labelled labelled -> labelled.freeSlots();
            case LabelStore.Blank blank -> AreaLayout.of(blank.areaBytes(), LabelFormat.V1_2).map(AreaLayout::slots).orElse(0);
        };
        return Math.max(free - 1, 0) + "\n";
    }

    @Override
    protected Map<String, String> state() {
        Map<String, String> state = new LinkedHashMap<>();
        state.put("kind", KIND);
        state.put("provider", provider.name());
        if (provider.isDynamic()) {
            state.put("media", Integer.toString(description.mediaIndex().orElseThrow()));
            state.put("labelBytes", Integer.toString(description.labelBytes()));
        }
        state.put("id", Integer.toString(id));
        state.put("labelling", Boolean.toString(labelling));
        labels.ifPresent(known -> known.describe(state));
        return state;
    }

    /** Takes over what a document of it says. */
    void restore(Map<String, String> state, DimmMediaAccess media) {
        labelling = Boolean.parseBoolean(state.get("labelling"));
        labels = DimmLabels.restored(state, media);
    }

    /** Space for another namespace; EMPTY while nobody has read its labels. */
    DimmSpace space() {
        return labels.map(DimmLabels::space).orElse(DimmSpace.EMPTY);
    }
}
