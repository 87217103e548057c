package daxplane.nvdimm;

import daxplane.kernel.Attribute;
import daxplane.kernel.Device;
import daxplane.kernel.Kernel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The character device of a bus, {@code ndctl0}: a device of the class nd, on no bus. */
final class ControlNode extends Device {

    static final String KIND = "control";
    private static final String CLASS = "nd";
    static final String DIRECTORY = "/sys/class/" + CLASS;

    private final int id;
    private final int major;

    ControlNode(BusDevice bus) {
        this(bus.directory() + "/" + CLASS, bus.id(), bus.ndBus().controlMajor());
    }

    ControlNode(String parentDirectory, int id, int major) {
        super("ndctl" + id, parentDirectory, Optional.empty());
        this.id = id;
        this.major = major;
    }

    /** The class is there while libnvdimm is, also when the last node of it has left. */
    static void keepClass(Kernel kernel) {
        kernel.devices().directory(DIRECTORY);
    }

    @Override
    public String owner() {
        return NdDevice.OWNER;
    }

    @Override
    public String subsystem() {
        return CLASS;
    }

    @Override
    public SortedUevent ueventKeys() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("MAJOR", Integer.toString(major));
        keys.put("MINOR", Integer.toString(id));
        keys.put("DEVNAME", name());
        return new SortedUevent(keys, Map.of());
    }

    @Override
    protected List<Attribute> attributes() {
        return List.of(Attribute.readOnly("dev", () -> major + ":" + id + "\n"));
    }

    @Override
    protected Map<String, String> state() {
        return Map.of("kind", KIND, "id", Integer.toString(id));
    }
}
