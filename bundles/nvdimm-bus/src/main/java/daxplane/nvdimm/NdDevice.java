package daxplane.nvdimm;

import daxplane.kernel.Attribute;
import daxplane.kernel.Device;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** A device on the nd bus. */
@ProviderType
public abstract class NdDevice extends Device {

    /** Numbers in MODALIAS: what a driver is matched by. docs/kernel/drivers.md 2.1. */
    public static final int BUS = 0;
    public static final int DIMM = 1;
    public static final int REGION = 2;
    public static final int NAMESPACE_IO = 4;
    public static final int NAMESPACE_PMEM = 5;
    public static final int DAX = 7;

    static final String OWNER = "libnvdimm";

    private final NdBus ndBus;

    NdDevice(String name, String parentDirectory, NdBus ndBus) {
        super(name, parentDirectory, Optional.of(ndBus));
        this.ndBus = ndBus;
    }

    public final NdBus ndBus() {
        return ndBus;
    }

    /** Number in MODALIAS. */
    public abstract int type();

    /** DEVTYPE of its uevents. */
    public abstract String devtype();

    @Override
    public final String owner() {
        return OWNER;
    }

    /** Corpus security, step 1. */
    @Override
    public final boolean powerManaged() {
        return false;
    }

    @Override
    public SortedUevent ueventKeys() {
        return new SortedUevent(Map.of("DEVTYPE", devtype()), Map.of("MODALIAS", modalias()));
    }

    final String modalias() {
        return "nd:t" + type();
    }

    /** Attributes that all devices but the bus itself have. */
    final List<Attribute> typeAttributes() {
        return List.of(Attribute.readOnly("devtype", () -> devtype() + "\n"), Attribute.readOnly("modalias", () -> modalias() + "\n"));
    }

    /** To be called after every change of what {@link #state} tells or an attribute shows. */
    final void changed() {
        ndBus.kernel().changed(this);
    }

    final boolean bound() {
        return driverName().isPresent();
    }
}
