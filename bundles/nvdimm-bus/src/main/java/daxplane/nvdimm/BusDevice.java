package daxplane.nvdimm;

import daxplane.host.Errno;
import daxplane.kernel.Attribute;
import daxplane.kernel.KernelException;
import daxplane.kernel.WrittenText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A provider's bus, {@code ndbus0}: what its DIMMs and regions hang below. */
public final class BusDevice extends NdDevice {

    static final String KIND = "bus";

    private final int id;
    private final Topology.Provider provider;
    private boolean scrubsOnError;

    BusDevice(NdBus bus, String parentDirectory, int id, Topology.Provider provider) {
        super("ndbus" + id, parentDirectory, bus);
        this.id = id;
        this.provider = provider;
    }

    int id() {
        return id;
    }

    Topology.Provider provider() {
        return provider;
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
        attributes.add(Attribute.readOnly("provider", () -> provider.text() + "\n"));
        attributes.add(Attribute.readOnly("wait_probe", () -> "1\n"));
        switch (provider) {
            case NFIT -> {
                attributes.add(Attribute.readOnly("commands", () -> "cmd_call \n"));
                attributes.add(Attribute.readOnly("nfit/revision", () -> "1\n"));
                attributes.add(Attribute.readOnly("nfit/dsm_mask", () -> "0x0\n"));
                attributes.add(Attribute.readWrite("nfit/hw_error_scrub", () -> scrubsOnError ? "1\n" : "0\n", this::scrubOnError));
            }
            case E820, CXL -> attributes.add(Attribute.readOnly("commands", () -> "\n"));
        }
        return attributes;
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
        state.put("provider", provider.name());
        state.put("scrubsOnError", Boolean.toString(scrubsOnError));
        return state;
    }

    void restore(Map<String, String> state) {
        scrubsOnError = Boolean.parseBoolean(state.get("scrubsOnError"));
    }
}
