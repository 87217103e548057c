package daxplane.driver.cxl;

import daxplane.inventory.AddressRange;
import daxplane.kernel.Bus;
import daxplane.kernel.CxlHardware;
import daxplane.kernel.Device;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.Media;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The cxl bus: who is on it, and what its decoders lead to. */
final class CxlBus extends Bus {

    static final String NAME = "cxl";

    private final Kernel kernel;
    private final CxlHardware hardware;

    CxlBus(Kernel kernel) {
        super(NAME);
        this.kernel = kernel;
        this.hardware = CxlHardware.of(kernel);
    }

    static CxlBus of(Kernel kernel) {
        return (CxlBus) kernel.devices().bus(NAME).orElseThrow(() -> new IllegalStateException("the kernel image has no cxl bus"));
    }

    Kernel kernel() {
        return kernel;
    }

    CxlHardware hardware() {
        return hardware;
    }

    /** On 6.1 the directory of cxl_port has no such link, that of cxl_region has (corpus k61-*, state0). */
    @Override
    public boolean linksModule(String driver) {
        return !driver.equals(PortDriver.NAME) || kernel.profile().atLeast(6, 3);
    }

    /**
     * Up to 6.1 the bridge makes its bus later, and then has every device looked at again: one that waited for the bridge gets its
     * driver, and so does one that somebody had unbound. Measured on 6.1.
     */
    @Override
    public void afterProbe(Device device, Optional<KernelException> failure) {
        if (device instanceof PlainDevice plain && plain.kind() == Kind.BRIDGE && failure.isEmpty() && !kernel.profile().atLeast(6, 2)) {
            drivers().forEach(driver -> kernel.devices().attach(this, driver));
        }
    }

    /** A memory device without driven endpoint is of no use: its driver lets it go, and the endpoint leaves. */
    @Override
    public void afterRemove(Device device) {
        if (device instanceof PortDevice port && port.kind() == Kind.ENDPOINT) {
            all(MemoryDevice.class).stream().filter(memory -> memory.id() == port.subject()).forEach(kernel.devices()::unbind);
        }
    }

    <T extends Device> List<T> all(Class<T> type) {
        return devices().stream().filter(type::isInstance).map(type::cast).toList();
    }

    Optional<PortDevice> port(Kind kind, int subject) {
        return all(PortDevice.class).stream().filter(port -> port.kind() == kind && port.subject() == subject).findFirst();
    }

    List<PlainDevice> plain(Kind kind) {
        return all(PlainDevice.class).stream().filter(device -> device.kind() == kind).toList();
    }

    /** Registers a device, with its links to hardware. */
    void register(CxlDevice device) throws KernelException {
        kernel.devices().register(device);
        link(device);
    }

    /** Links of a device to the hardware that it stands for. */
    void link(CxlDevice device) {
        device.links().forEach((name, target) -> {
            kernel.devices().directory(target);
            kernel.devices().link(device.directory() + "/" + name, target);
        });
        if (device instanceof PortDevice port) {
            port.physicalNodes().forEach((path, node) -> {
                kernel.devices().directory(node);
                kernel.devices().link(path, node);
            });
        }
    }

    /** Smallest number that no port has. */
    int freePortId() {
        int id = 0;
        while (portIdTaken(id)) {
            id++;
        }
        return id;
    }

    private boolean portIdTaken(int id) {
        return all(PortDevice.class).stream().anyMatch(port -> port.id() == id);
    }

    /** Regions in whose targets the decoder is. */
    Optional<CxlRegion> regionOf(EndpointDecoder decoder) {
        return all(CxlRegion.class).stream().filter(region -> region.targets().contains(Optional.of(decoder.name()))).findFirst();
    }

    Optional<EndpointDecoder> endpointDecoder(String name) {
        return device(name).filter(EndpointDecoder.class::isInstance).map(EndpointDecoder.class::cast);
    }

    /** Sets the decoders of the machine to what the committed regions are. */
    void program() {
        List<Media.DecodedRange> ranges = new ArrayList<>();
        for (CxlRegion region : all(CxlRegion.class)) {
            if (region.committed()) {
                List<Media.DecodedPart> parts = region.members().stream()
                        .map(member -> new Media.DecodedPart(member.mediaIndex(), member.dpa().orElse(AddressRange.ofSize(0, 0)))).toList();
                ranges.add(new Media.DecodedRange(region.range().orElseThrow(), region.granularity(), parts));
            }
        }
        kernel.media().decode(ranges);
    }
}
