package daxplane.dax;

import daxplane.inventory.AddressRange;
import daxplane.kernel.Attribute;
import daxplane.kernel.Bus;
import daxplane.kernel.Device;
import daxplane.kernel.StateRecord;
import daxplane.kernel.Kernel;
import daxplane.kernel.MemoryDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** {@code daxX.Y}: a piece of a region, and a character device. What can be changed about it is the matter of {@link DaxResizing}. */
final class DaxDevice extends Device implements MemoryDevice {

    private static final int MAJOR = 252;
    /** Devices of a class lie in a directory of its name. */
    static final String CLASS_DIRECTORY = "/" + DaxBus.NAME;

    private final Kernel kernel;
    private final DaxRegion region;
    private final int number;
    private final int minor;
    private final List<AddressRange> ranges;
    private long alignBytes;
    private boolean memmapOnMemory;
    private boolean pageMapLeft;

    DaxDevice(Kernel kernel, DaxRegion region, int number, int minor, long alignBytes, List<AddressRange> ranges, Optional<DaxBus> bus) {
        super("dax" + region.shape().id() + "." + number, region.shape().parentDirectory() + (bus.isPresent() ? "" : CLASS_DIRECTORY), bus.map(Bus.class::cast));
        this.kernel = kernel;
        this.region = region;
        this.number = number;
        this.minor = minor;
        this.alignBytes = alignBytes;
        this.ranges = new ArrayList<>(ranges);
    }

    static DaxDevice of(StateRecord document, Kernel kernel, DaxRegion region, Optional<DaxBus> bus) {
        var device = new DaxDevice(kernel, region, Integer.parseInt(document.value("number")), Integer.parseInt(document.value("minor")),
                Long.parseLong(document.value("align")), Ranges.parse(document.value("ranges")), bus);
        device.memmapOnMemory = Boolean.parseBoolean(document.value("memmap"));
        device.pageMapLeft = Boolean.parseBoolean(document.values().get("page-map-left"));
        return device;
    }

    DaxRegion region() {
        return region;
    }

    int number() {
        return number;
    }

    int minor() {
        return minor;
    }

    /** In page order; the list itself, for {@link RegionSpace}. */
    List<AddressRange> rangeList() {
        return ranges;
    }

    long bytes() {
        return ranges.stream().mapToLong(AddressRange::bytes).sum();
    }

    @Override
    public long alignBytes() {
        return alignBytes;
    }

    void alignBytes(long bytes) {
        alignBytes = bytes;
    }

    void memmapOnMemory(boolean on) {
        memmapOnMemory = on;
    }

    @Override
    public List<AddressRange> ranges() {
        return List.copyOf(ranges);
    }

    @Override
    public OptionalInt targetNode() {
        return region.shape().targetNode();
    }

    @Override
    public boolean meantAsRam() {
        return region.meantAsRam();
    }

    @Override
    public boolean memmapOnMemory() {
        return memmapOnMemory;
    }

    @Override
    public boolean pageMapLeft() {
        return pageMapLeft;
    }

    @Override
    public void leavePageMap() {
        if (region.shape().dynamic()) {
            pageMapLeft = true;
            kernel.changed(this);
        }
    }

    @Override
    public String owner() {
        return DaxModule.NAME;
    }

    @Override
    public String subsystem() {
        return DaxBus.NAME;
    }

    @Override
    public SortedUevent ueventKeys() {
        Map<String, String> before = new java.util.LinkedHashMap<>();
        before.put("MAJOR", Integer.toString(MAJOR));
        before.put("MINOR", Integer.toString(minor));
        before.put("DEVNAME", name());
        return new SortedUevent(before, bus().isPresent() ? Map.of("MODALIAS", "dax:t0") : Map.of());
    }

    @Override
    protected List<Attribute> attributes() {
        return bus().isPresent() ? busAttributes() : List.of(dev(), Attribute.readOnly("size", () -> bytes() + "\n"));
    }

    private Attribute dev() {
        return Attribute.readOnly("dev", () -> MAJOR + ":" + minor + "\n");
    }

    private List<Attribute> busAttributes() {
        var resizing = new DaxResizing(kernel, this);
        boolean dynamic = region.shape().dynamic();
        List<Attribute> files = new ArrayList<>(List.of(
                Attribute.readOnly("modalias", () -> "dax:t0\n"),
                dev(),
                Attribute.readOnly("numa_node", () -> region.shape().numaNode() + "\n"),
                Attribute.rootOnly("resource", () -> "0x%x\n".formatted(start())),
                dynamic ? Attribute.readWrite("size", () -> bytes() + "\n", resizing::size) : Attribute.readOnly("size", () -> bytes() + "\n"),
                dynamic ? Attribute.readWrite("align", () -> alignBytes + "\n", resizing::align)
                        : Attribute.readOnly("align", () -> alignBytes + "\n")));
        targetNode().ifPresent(node -> files.add(Attribute.readOnly("target_node", () -> node + "\n")));
        if (dynamic) {
            files.add(Attribute.writeOnly("mapping", resizing::mapping));
        }
        if (kernel.profile().atLeast(6, 8)) {
            files.add(Attribute.readWrite("memmap_on_memory", () -> memmapOnMemory ? "1\n" : "0\n", resizing::memmapOnMemory));
        }
        return files;
    }

    @Override
    protected Map<String, String> state() {
        Map<String, String> values = new TreeMap<>();
        values.put("kind", "device");
        values.put("number", Integer.toString(number));
        values.put("minor", Integer.toString(minor));
        values.put("align", Long.toString(alignBytes));
        values.put("memmap", Boolean.toString(memmapOnMemory));
        values.put("ranges", Ranges.text(ranges));
        if (pageMapLeft) {
            values.put("page-map-left", "true");
        }
        return values;
    }

    private long start() {
        return ranges.isEmpty() ? region.shape().range().start() : ranges.getFirst().start();
    }
}
