package daxplane.host.sysfs;

import daxplane.host.Attributes;
import daxplane.host.HostException;
import daxplane.inventory.AddressRange;
import daxplane.inventory.DaxDevice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Devices of the dax bus, each by its name; empty when there is no such device (any more). Source: docs/kernel/attributes.md 2. A kernel
 * without that bus has a class of dax devices that tells nothing but sizes (docs/kernel/drivers.md 3.8): there it is the personalities
 * of the nd bus with a namespace.
 *
 * <p>The directory of a device lies in that of its dax region, which for persistent memory is the nd personality that made it:
 * {@code .../ndbus0/region0/dax0.1/dax0.0}. The name follows the namespace, the personality has a number of its own.
 */
record DaxReader(Attributes attributes) {

    static final String DRIVERS = "/sys/bus/dax/drivers";

    private static final String DEVICES = "/sys/bus/dax/devices";
    private static final String ND_DRIVERS = "/sys/bus/nd/drivers";

    List<String> names() throws HostException {
        return onNdBus() ? new ObjectAttributes(attributes, NvdimmReader.DEVICES).entries("").stream().filter(ObjectName::isDaxDevice).toList()
                : new ObjectAttributes(attributes, DEVICES).entries("");
    }

    List<String> drivers() throws HostException {
        return new ObjectAttributes(attributes, onNdBus() ? ND_DRIVERS : DRIVERS).entries("");
    }

    /** Whether the kernel has no dax bus. */
    boolean onNdBus() throws HostException {
        return !new ObjectAttributes(attributes, DEVICES).exists();
    }

    Optional<DaxDevice> device(String name) throws HostException {
        return onNdBus() ? personality(name) : deviceOfBus(name);
    }

    /** One with a namespace: the others are offered, and nothing yet. */
    private Optional<DaxDevice> personality(String name) throws HostException {
        var path = new ObjectAttributes(attributes, NvdimmReader.DEVICES + "/" + name).realPath();
        if (path.isEmpty()) {
            return Optional.empty();
        }
        var device = new ObjectAttributes(attributes, path.get());
        var namespace = device.name("namespace").filter(ObjectName::isNamespace);
        if (namespace.isEmpty()) {
            return Optional.empty();
        }
        long bytes = device.number("size").orElse(0);
        return Optional.of(new DaxDevice(name, DevicePath.below(DevicePath.parent(path.get())), namespace,
                identity(name, path.get(), namespace), ranges(device, bytes), bytes, device.number("align").orElse(0),
                device.link("driver"), device.node("numa_node"), device.node("target_node"), false));
    }

    private Optional<DaxDevice> deviceOfBus(String name) throws HostException {
        var path = new ObjectAttributes(attributes, DEVICES + "/" + name).realPath();
        if (path.isEmpty()) {
            return Optional.empty();
        }
        var device = new ObjectAttributes(attributes, path.get());
        var region = new ObjectAttributes(attributes, DevicePath.parent(path.get()));
        var namespace = region.name("namespace").filter(ObjectName::isNamespace);
        long bytes = device.number("size").orElse(0);
        var found = new DaxDevice(name, DevicePath.below(region.directory()), namespace,
                identity(name, region.directory(), namespace), ranges(device, bytes), bytes, device.number("align").orElse(0),
                device.link("driver"), device.node("numa_node"), device.node("target_node"), device.flag("memmap_on_memory"));
        return device.exists() ? Optional.of(found) : Optional.empty();
    }

    /**
     * A namespace keeps its label uuid, or else is the one namespace of its region, which keeps its place. In a dynamic region
     * there may be several devices, told apart by the number behind the dot.
     */
    private String identity(String name, String daxRegion, Optional<String> namespace) throws HostException {
        if (namespace.isEmpty()) {
            return "path:" + DevicePath.below(daxRegion) + "#" + name.substring(name.indexOf('.') + 1);
        }
        return NvdimmReader.object(attributes, namespace.get()).name("uuid").map("uuid:"::concat)
                .orElse("path:" + DevicePath.below(DevicePath.parent(daxRegion)));
    }

    /** By {@code mappingN} where the kernel has them and lets us see, else by {@code resource}; none if neither. */
    private static List<AddressRange> ranges(ObjectAttributes device, long bytes) throws HostException {
        record Mapping(long pageOffset, AddressRange range) {
        }
        var mappings = new ArrayList<Mapping>();
        for (String entry : device.entries("")) {
            if (entry.matches("mapping\\d+")) {
                var start = device.number(entry + "/start");
                var last = device.number(entry + "/end");
                if (start.isPresent() && last.isPresent()) {
                    long offset = device.number(entry + "/page_offset").orElse(0);
                    AddressRange.fitting(start.getAsLong(), last.getAsLong() + 1 - start.getAsLong())
                            .filter(range -> !range.isEmpty()).ifPresent(range -> mappings.add(new Mapping(offset, range)));
                }
            }
        }
        if (mappings.isEmpty()) {
            var start = device.number("resource"); // of an empty device: where its region starts
            return start.isPresent() && bytes != 0 ? AddressRange.fitting(start.getAsLong(), bytes).stream().toList() : List.of();
        }
        return mappings.stream().sorted(Comparator.comparingLong(Mapping::pageOffset).thenComparing(Mapping::range))
                .map(Mapping::range).toList();
    }
}
