package daxplane.driver.cxl;

import daxplane.kernel.Attribute;
import daxplane.kernel.CxlHardware;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A port: the root above all host bridges, a host bridge, or the endpoint at which a memory device is. */
final class PortDevice extends CxlDevice {

    static final String FIRMWARE = "/sys/devices/LNXSYSTM:00/LNXSYBUS:00/";
    static final String ROOT_PARENT = "/sys/devices/platform/ACPI0017:00";

    private final int id;
    private final int subject;

    /** @param subject number of the host bridge or memory device that it is the port of */
    private PortDevice(Kind kind, String prefix, int id, int subject, String parentDirectory, CxlBus bus) {
        super(kind, prefix + id, parentDirectory, bus);
        this.id = id;
        this.subject = subject;
    }

    static PortDevice root(CxlBus bus) {
        return new PortDevice(Kind.ROOT, "root", 0, 0, ROOT_PARENT, bus);
    }

    static PortDevice bridge(CxlBus bus, String parentDirectory, int id, int bridge) {
        return new PortDevice(Kind.PORT, "port", id, bridge, parentDirectory, bus);
    }

    static PortDevice endpoint(CxlBus bus, String parentDirectory, int id, int memory) {
        return new PortDevice(Kind.ENDPOINT, "endpoint", id, memory, parentDirectory, bus);
    }

    /** Its number among all ports, which its decoders have in their names. */
    int id() {
        return id;
    }

    /** Number of the host bridge or memory device that it is the port of. */
    int subject() {
        return subject;
    }

    /** Numbers of the memory devices below a host bridge, by their root ports. */
    List<Integer> memories() {
        List<CxlHardware.Expander> all = cxlBus().hardware().expanders();
        return IntStream.range(0, all.size()).filter(memory -> all.get(memory).bridge() == subject).boxed().toList();
    }

    @Override
    List<Attribute> ownAttributes() {
        return kind() != Kind.ENDPOINT ? List.of() : List.of(Attribute.binary("CDAT",
                () -> CoherentDeviceTable.of(cxlBus().hardware().expanders().get(subject).persistentBytes())));
    }

    @Override
    Map<String, String> links() {
        CxlHardware hardware = cxlBus().hardware();
        Map<String, String> links = new LinkedHashMap<>();
        switch (kind()) {
            case ROOT -> {
                links.put("uport", ROOT_PARENT);
                for (int i = 0; i < hardware.bridges().size(); i++) {
                    links.put("dport" + hardware.bridges().get(i).bus(), firmwareName(i));
                }
            }
            case PORT -> {
                links.put("uport", firmwareName(subject));
                memories().forEach(memory -> links.put("dport" + hardware.expanders().get(memory).rootPort(), MemoryDevice.rootPort(hardware, memory)));
            }
            case ENDPOINT -> links.put("uport", MemoryDevice.directory(hardware, subject) + "/mem" + subject);
            default -> throw new IllegalStateException(kind() + " is no port");
        }
        return links;
    }

    /** What the firmware's devices that the root leads to are in the PCI hierarchy, by their paths. */
    Map<String, String> physicalNodes() {
        List<CxlHardware.Bridge> bridges = cxlBus().hardware().bridges();
        return kind() != Kind.ROOT ? Map.of() : IntStream.range(0, bridges.size()).boxed().collect(Collectors.toMap(
                bridge -> firmwareName(bridge) + "/physical_node", bridge -> "/sys/devices/pci0000:%02x".formatted(bridges.get(bridge).bus()),
                (one, _) -> one, LinkedHashMap::new));
    }

    private static String firmwareName(int bridge) {
        return FIRMWARE + "ACPI0016:%02x".formatted(bridge);
    }

    @Override
    Map<String, String> ownState() {
        return Map.of("id", Integer.toString(id), "subject", Integer.toString(subject));
    }
}
