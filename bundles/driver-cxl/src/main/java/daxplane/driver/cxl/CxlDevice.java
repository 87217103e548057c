package daxplane.driver.cxl;

import daxplane.kernel.Attribute;
import daxplane.kernel.Device;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A device on the cxl bus. */
abstract class CxlDevice extends Device {

    private final CxlBus cxlBus;
    private final Kind kind;

    CxlDevice(Kind kind, String name, String parentDirectory, CxlBus bus) {
        super(name, parentDirectory, Optional.of(bus));
        this.cxlBus = bus;
        this.kind = kind;
    }

    final CxlBus cxlBus() {
        return cxlBus;
    }

    final Kind kind() {
        return kind;
    }

    final boolean bound() {
        return driverName().isPresent();
    }

    /** To be called after every change of what its document tells or an attribute shows. */
    final void changed() {
        cxlBus.kernel().changed(this);
    }

    @Override
    public final String owner() {
        return CxlModule.NAME;
    }

    @Override
    public final boolean powerManaged() {
        return false;
    }

    @Override
    public SortedUevent ueventKeys() {
        return new SortedUevent(Map.of("DEVTYPE", kind.devtype()), Map.of("MODALIAS", kind.modalias()));
    }

    /** Attributes of this kind of device, besides those that all have. */
    List<Attribute> ownAttributes() {
        return List.of();
    }

    @Override
    protected List<Attribute> attributes() {
        List<Attribute> attributes = new ArrayList<>(ownAttributes());
        attributes.add(Attribute.readOnly("devtype", () -> kind.devtype() + "\n"));
        attributes.add(Attribute.readOnly("modalias", () -> kind.modalias() + "\n"));
        return attributes;
    }

    /** What it has to remember; name and directory are kept anyway. */
    Map<String, String> ownState() {
        return Map.of();
    }

    @Override
    protected final Map<String, String> state() {
        Map<String, String> state = new LinkedHashMap<>(ownState());
        state.put("kind", kind.name());
        return state;
    }

    /** Links to hardware, which are made when it is there. */
    Map<String, String> links() {
        return Map.of();
    }
}
