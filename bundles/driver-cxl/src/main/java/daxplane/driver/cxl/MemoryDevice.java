package daxplane.driver.cxl;

import daxplane.kernel.Attribute;
import daxplane.kernel.CxlHardware;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A memory device, {@code mem0}. It has persistent memory only. */
final class MemoryDevice extends CxlDevice {

    /** What a mailbox command carries: as the devices of the recordings. */
    private static final int PAYLOAD_BYTES = 2048;

    private final int id;

    MemoryDevice(CxlBus bus, int id) {
        super(Kind.MEMORY, "mem" + id, directory(bus.hardware(), id), bus);
        this.id = id;
    }

    /** Its number among the memory devices of the hardware. */
    int id() {
        return id;
    }

    CxlHardware.Expander hardware() {
        return cxlBus().hardware().expanders().get(id);
    }

    /** Directory of its PCI function. */
    static String directory(CxlHardware hardware, int id) {
        return rootPort(hardware, id) + "/" + hardware.expanders().get(id).pci();
    }

    /** Directory of the root port that it is at. */
    static String rootPort(CxlHardware hardware, int id) {
        CxlHardware.Expander expander = hardware.expanders().get(id);
        CxlHardware.Bridge bridge = hardware.bridges().get(expander.bridge());
        return "/sys/devices/%s/0000:%02x:%02x.0".formatted(bridge.pci(), bridge.bus(), expander.rootPort());
    }

    // Character device numbers that modules get are handed out from above; one more is taken in 6.12, as for DIMMs.
    private int major() {
        return cxlBus().kernel().profile().atLeast(6, 12) ? 246 : 247;
    }

    @Override
    public SortedUevent ueventKeys() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("MAJOR", Integer.toString(major()));
        keys.put("MINOR", Integer.toString(id));
        keys.put("DEVNAME", "cxl/" + name());
        keys.put("DEVTYPE", kind().devtype());
        return new SortedUevent(keys, Map.of("MODALIAS", kind().modalias()));
    }

    @Override
    protected List<Attribute> attributes() {
        return List.of(Attribute.readOnly("dev", () -> major() + ":" + id + "\n"),
                Attribute.readOnly("firmware_version", () -> hardware().firmware() + "\n"),
                Attribute.readOnly("label_storage_size", () -> hardware().labelBytes() + "\n"),
                Attribute.readOnly("numa_node", () -> "-1\n"),
                Attribute.readOnly("payload_max", () -> PAYLOAD_BYTES + "\n"),
                Attribute.readOnly("serial", () -> Hex.line(hardware().serial())),
                Attribute.readOnly("pmem/size", () -> Hex.line(hardware().persistentBytes())),
                Attribute.readOnly("ram/size", () -> Hex.line(0)));
    }

    @Override
    Map<String, String> ownState() {
        return Map.of("id", Integer.toString(id));
    }
}
