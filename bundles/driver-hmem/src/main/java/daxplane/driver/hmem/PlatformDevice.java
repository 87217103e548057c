package daxplane.driver.hmem;

import daxplane.inventory.AddressRange;
import daxplane.kernel.Attribute;
import daxplane.kernel.Bus;
import daxplane.kernel.Device;
import daxplane.kernel.StateRecord;
import daxplane.kernel.Kernel;
import daxplane.kernel.WrittenText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** {@code hmem_platform.0}, which stands for all soft-reserved memory, or {@code hmem.N} for one range of it. */
final class PlatformDevice extends Device {

    static final String DIRECTORY = "/sys/devices/platform";

    /**
     * One range.
     *
     * @param number of its dax region, and of the device
     */
    record Memory(int number, AddressRange range, int numaNode, OptionalInt targetNode) {
    }

    private final Kernel kernel;
    private final String kind;
    private final Optional<Memory> memory;
    private Optional<String> override = Optional.empty();

    private PlatformDevice(Kernel kernel, String kind, int number, Optional<Memory> memory, Bus bus) {
        super(kind + "." + number, DIRECTORY, Optional.of(bus));
        this.kernel = kernel;
        this.kind = kind;
        this.memory = memory;
    }

    static PlatformDevice all(Kernel kernel) {
        return new PlatformDevice(kernel, HmemPlatformDriver.NAME, 0, Optional.empty(), PlatformBus.of(kernel));
    }

    static PlatformDevice of(Kernel kernel, Memory memory) {
        return new PlatformDevice(kernel, HmemDriver.NAME, memory.number, Optional.of(memory), PlatformBus.of(kernel));
    }

    static PlatformDevice of(Kernel kernel, StateRecord document) {
        PlatformDevice device;
        if (document.values().containsKey("start")) {
            int target = Integer.parseInt(document.value("target"));
            device = of(kernel, new Memory(Integer.parseInt(document.value("number")),
                    new AddressRange(Long.parseUnsignedLong(document.value("start"), 16), Long.parseUnsignedLong(document.value("end"), 16)),
                    Integer.parseInt(document.value("numa")), target < 0 ? OptionalInt.empty() : OptionalInt.of(target)));
        } else {
            device = all(kernel);
        }
        device.override = Optional.ofNullable(document.values().get("override"));
        return device;
    }

    @Override
    public Set<Integer> memoryRegions() {
        return memory.map(range -> Set.of(range.number)).orElse(Set.of());
    }

    /** {@code hmem} or {@code hmem_platform}: the name of the driver that it is for. */
    String kind() {
        return kind;
    }

    Optional<Memory> memory() {
        return memory;
    }

    /** The only driver that may take it, if somebody said so. */
    Optional<String> override() {
        return override;
    }

    @Override
    public String owner() {
        return HmemModule.NAME;
    }

    @Override
    public SortedUevent ueventKeys() {
        return new SortedUevent(Map.of(), Map.of("MODALIAS", "platform:" + kind));
    }

    @Override
    protected List<Attribute> attributes() {
        List<Attribute> files = new ArrayList<>(List.of(Attribute.readOnly("modalias", () -> "platform:" + kind + "\n"),
                Attribute.readWrite("driver_override", () -> override.orElse("(null)") + "\n", value -> {
                    override = Optional.of(new WrittenText(value).line()).filter(name -> !name.isEmpty());
                    kernel.changed(this);
                })));
        memory.filter(range -> range.numaNode >= 0).ifPresent(range -> files.add(Attribute.readOnly("numa_node", () -> range.numaNode + "\n")));
        return files;
    }

    @Override
    protected Map<String, String> state() {
        Map<String, String> values = new TreeMap<>();
        memory.ifPresent(range -> {
            values.put("number", Integer.toString(range.number));
            values.put("start", Long.toHexString(range.range.start()));
            values.put("end", Long.toHexString(range.range.end()));
            values.put("numa", Integer.toString(range.numaNode));
            values.put("target", Integer.toString(range.targetNode.orElse(-1)));
        });
        override.ifPresent(name -> values.put("override", name));
        return values;
    }
}
