package daxplane.nvdimm;

import daxplane.host.Errno;
import daxplane.kernel.Attribute;
import daxplane.inventory.AddressRange;
import daxplane.kernel.KernelException;
import daxplane.kernel.NvdimmHardware.BusCommand;
import daxplane.kernel.WrittenText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A provider's bus, {@code ndbus0}: what its DIMMs and regions hang below. */
public final class BusDevice extends NdDevice {

    static final String KIND = "bus";

    private final int id;
    private final BusDescription description;
    private final BusErrors errors = new BusErrors(this);
    private final BusActivation activation = new BusActivation(this);
    private final BusFirmware firmware = new BusFirmware(this);
    private boolean scrubsOnError;

    BusDevice(NdBus bus, String parentDirectory, int id, BusDescription description) {
        super("ndbus" + id, parentDirectory, bus);
        this.id = id;
        this.description = description;
    }

    int id() {
        return id;
    }

    Topology.Provider provider() {
        return description.provider();
    }

    BusDescription description() {
        return description;
    }

    BusErrors errors() {
        return errors;
    }

    BusActivation activation() {
        return activation;
    }

    BusFirmware firmware() {
        return firmware;
    }

    List<RegionDevice> regions() {
        return ndBus().regions().stream().filter(region -> region.directory().startsWith(directory() + "/")).toList();
    }

    /** An access has run into a place that nobody knew to be bad; a scrub looks for others when somebody wants that. */
    void machineCheck(RegionDevice region, AddressRange place) throws KernelException {
        errors.machineCheck(region, place);
        if (scrubsOnError) {
            errors.scrubNow();
        }
    }

    void timePassed() {
        errors.timePassed();
        activation.timePassed();
    }

    @Override
    public int type() {
        return BUS;
    }

    @Override
    public String devtype() {
        return "";
    }

    @Override
    public SortedUevent ueventKeys() {
        return new SortedUevent(Map.of(), Map.of("MODALIAS", modalias()));
    }

    @Override
    protected List<Attribute> attributes() {
        List<Attribute> attributes = new ArrayList<>();
        attributes.add(Attribute.readOnly("provider", () -> description.text() + "\n"));
        attributes.add(Attribute.readOnly("wait_probe", () -> "1\n"));
        switch (provider()) {
            case NFIT -> {
                attributes.add(Attribute.readOnly("commands", () -> commands() + "\n"));
                attributes.add(Attribute.readOnly("nfit/revision", () -> description.emulated() ? "0\n" : "1\n"));
                attributes.add(Attribute.readOnly("nfit/dsm_mask", () -> description.understands(BusCommand.INJECT) ? "0x3a0\n" : "0x0\n"));
                if (errors.scrubs()) {
                    attributes.add(Attribute.readWrite("nfit/scrub", errors::scrubText, errors::store));
                }
                if (description.understands(BusCommand.FIRMWARE)) {
                    attributes.add(Attribute.readWrite("nfit/firmware_activate_noidle", activation::idleText, activation::storeIdle));
                    attributes.add(Attribute.readOnly("firmware/capability", () -> "quiesce\n"));
                    attributes.add(Attribute.privateTo("firmware/activate", () -> activation.text() + "\n", activation::store));
                }
                attributes.add(Attribute.readWrite("nfit/hw_error_scrub", () -> scrubsOnError ? "1\n" : "0\n", this::scrubOnError));
            }
            case E820, CXL -> attributes.add(Attribute.readOnly("commands", () -> "\n"));
        }
        return attributes;
    }

    /** Buses without any pass on what somebody packs into a call. */
    private String commands() {
        return (errors.scrubs() ? "ars_cap ars_start ars_status " : "") + (description.understands(BusCommand.CLEAR) ? "clear_error " : "")
                + (description.understands(BusCommand.INJECT) || !description.emulated() ? "cmd_call " : "");
    }

    private void scrubOnError(String value) throws KernelException {
        long chosen = new WrittenText(value).toUnsigned(Long.SIZE);
        if (chosen != 0 && chosen != 1) {
            throw new KernelException(Errno.EINVAL, "neither 0 nor 1: " + value.strip());
        }
        scrubsOnError = chosen == 1;
        changed();
    }

    @Override
    protected Map<String, String> state() {
        Map<String, String> state = new LinkedHashMap<>();
        state.put("kind", KIND);
        state.put("id", Integer.toString(id));
        state.put("provider", provider().name());
        state.put("busNumber", Integer.toString(description.number()));
        state.put("scrubsOnError", Boolean.toString(scrubsOnError));
        errors.describe(state);
        activation.describe(state);
        return state;
    }

    void restore(Map<String, String> state) {
        errors.restore(state);
        activation.restore(state);
        scrubsOnError = Boolean.parseBoolean(state.get("scrubsOnError"));
    }
}
