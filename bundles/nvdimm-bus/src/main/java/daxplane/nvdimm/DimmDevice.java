package daxplane.nvdimm;

import daxplane.host.Errno;
import daxplane.kernel.Attribute;
import daxplane.kernel.KernelException;
import daxplane.kernel.NvdimmHardware.DimmCommand;
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
    private final BusDescription busDescription;
    private final DimmSecurity security = new DimmSecurity(this);
    private final DimmUpdate update = new DimmUpdate(this);
    private final DimmFirmware firmware = new DimmFirmware(this);
    private int dirtyShutdowns;
    private boolean incoherent;
    private boolean capacityLocked;
    private boolean labelling;
    private Optional<DimmLabels> labels = Optional.empty();
    /** Kept as long as it is registered: each call of the firmware asks it. */
    private Optional<TestDimm> test = Optional.empty();

    DimmDevice(NdBus bus, String parentDirectory, int id, BusDescription busDescription, DimmDescription description) {
        super("nmem" + id, parentDirectory, bus);
        this.id = id;
        this.busDescription = busDescription;
        this.description = description;
        this.labelling = busDescription.provider().isDynamic();
    }

    DimmFirmware firmware() {
        return firmware;
    }

    DimmSecurity security() {
        return security;
    }

    DimmUpdate update() {
        return update;
    }

    DimmHealth health() {
        return new DimmHealth(controller(), description.hardware(), emulated());
    }

    DimmController controller() {
        return new DimmController(ndBus().kernel(), description.mediaIndex().orElseThrow());
    }

    BusActivation activation() {
        return ((BusDevice) ndBus().kernel().devices().device(directory().substring(0, directory().lastIndexOf('/'))).orElseThrow()).activation();
    }

    boolean emulated() {
        return busDescription.emulated();
    }

    boolean understands(DimmCommand command) {
        return description.hardware().understands(command);
    }

    long capacityBytes() {
        return ndBus().regions().stream().filter(region -> region.dimms().contains(this))
                .mapToLong(region -> region.description().mappings().get(region.dimms().indexOf(this)).range().end()).max().orElse(0);
    }

    /** Whether the kernel has found its capacity, and perhaps its labels, to be locked when its driver was bound. */
    boolean capacityLocked() {
        return capacityLocked;
    }

    void capacityLocked(boolean found) {
        if (capacityLocked != found) {
            capacityLocked = found;
            changed();
        }
    }

    /** Of a test of the kernel's: the DIMM is locked. */
    void lock() {
        security.lock();
    }

    /** Whether processors may hold what is no longer on the DIMM. */
    void incoherent(boolean changed) {
        incoherent = changed;
    }

    boolean incoherent() {
        return incoherent;
    }

    void wipe() {
        ndBus().kernel().media().wipe(description.mediaIndex().orElseThrow());
    }

    /** EIO, or what a test has chosen, when a test of the kernel's has chosen this function of the firmware. */
    void failIfTold(int function) throws KernelException {
        if (emulated()) {
            if (test.filter(TestDimm::registered).isEmpty()) {
                test = TestDimm.of(this);
            }
            if (test.isPresent()) {
                test.get().failIfTold(function);
            }
        }
    }

    /** As before, with an errno that the kernel makes of whatever the firmware said. */
    void failIfTold(int function, Errno errno) throws KernelException {
        try {
            failIfTold(function);
        } catch (KernelException told) {
            throw new KernelException(errno, told.getMessage());
        }
    }

    /** The bus has found it: what the kernel reads once. */
    void found() throws KernelException {
        dirtyShutdowns = description.hardware().dirtyShutdowns().isPresent() ? health().shutdowns() : 0;
    }

    void timePassed() {
        security.timePassed();
        update.timePassed();
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
        attributes.add(Attribute.readOnly("flags", () -> (labelling ? "label " : "") + (capacityLocked ? "lock " : "") + "\n"));
        attributes.add(Attribute.readOnly("commands",
                () -> (understands(DimmCommand.HEALTH) ? "smart smart_thresh " : "") + (description.hasLabels() ? "get_size get_data set_data " : "") + (busDescription.provider().isDynamic() ? "\n" : "cmd_call \n")));
        attributes.add(Attribute.readOnly("available_slots", this::availableSlots));
        if (!busDescription.provider().isDynamic()) {
            attributes.addAll(new NfitDimmAttributes(description, emulated()).attributes());
            if (description.hardware().dirtyShutdowns().isPresent()) {
                attributes.add(Attribute.readOnly("nfit/dirty_shutdown", () -> dirtyShutdowns + "\n"));
            }
        }
        if (understands(DimmCommand.SECURITY)) {
            attributes.add(Attribute.readWrite("security", () -> security.text() + "\n", security::store));
            attributes.add(Attribute.readOnly("frozen", () -> security.frozen() ? "1\n" : "0\n"));
        }
        if (understands(DimmCommand.FIRMWARE)) {
            attributes.add(Attribute.privateTo("firmware/activate", () -> update.text() + "\n", update::store));
            attributes.add(Attribute.rootOnly("firmware/result", () -> update.resultText() + "\n"));
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
        state.put("provider", busDescription.provider().name());
        if (busDescription.provider().isDynamic()) {
            state.put("media", Integer.toString(description.mediaIndex().orElseThrow()));
            state.put("labelBytes", Integer.toString(description.labelBytes()));
        }
        state.put("id", Integer.toString(id));
        state.put("labelling", Boolean.toString(labelling));
        state.put("dirtyShutdowns", Integer.toString(dirtyShutdowns));
        state.put("incoherent", Boolean.toString(incoherent));
        if (capacityLocked) {
            state.put("capacityLocked", "true");
        }
        security.describe(state);
        update.describe(state);
        labels.ifPresent(known -> known.describe(state));
        return state;
    }

    /** Takes over what a document of it says. */
    void restore(Map<String, String> state, DimmMediaAccess media) {
        labelling = Boolean.parseBoolean(state.get("labelling"));
        dirtyShutdowns = Integer.parseInt(state.getOrDefault("dirtyShutdowns", "0"));
        incoherent = Boolean.parseBoolean(state.get("incoherent"));
        capacityLocked = state.containsKey("capacityLocked");
        security.restore(name -> Optional.ofNullable(state.get(name)));
        update.restore(state);
        labels = DimmLabels.restored(state, media, DimmDriver.rules(ndBus().kernel()));
    }

    /** Space for another namespace; EMPTY while nobody has read its labels. */
    DimmSpace space() {
        return labels.map(DimmLabels::space).orElse(DimmSpace.EMPTY);
    }
}
