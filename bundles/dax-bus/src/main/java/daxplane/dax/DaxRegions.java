package daxplane.dax;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.Device;
import daxplane.kernel.StateRecord;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The dax regions of one kernel, by the directory of their provider's device. */
final class DaxRegions {

    private final Kernel kernel;
    private final Optional<DaxBus> bus;
    private final Map<String, DaxRegion> regions = new HashMap<>();

    /** @param bus empty where dax devices are a class */
    DaxRegions(Kernel kernel, Optional<DaxBus> bus) {
        this.kernel = kernel;
        this.bus = bus;
    }

    void add(StaticDaxRegion region) throws KernelException {
        DaxRegion added = add(new DaxRegion.Shape(region.parentDirectory(), region.regionId(), region.range(), region.alignBytes(),
                region.numaNode(), region.targetNode(), false, false));
        try {
            create(added, region.deviceId(), List.of(region.range()));
        } catch (KernelException taken) {
            remove(region.parentDirectory());
            throw taken;
        }
    }

    void add(DynamicDaxRegion region) throws KernelException {
        DaxRegion added = add(new DaxRegion.Shape(region.parentDirectory(), region.id(), region.range(), region.alignBytes(),
                region.numaNode(), region.targetNode(), true, region.meantAsRam()));
        try {
            create(added, 0, region.firstBytes() == 0 ? List.of() : List.of(AddressRange.ofSize(region.range().start(), region.firstBytes())));
        } catch (KernelException taken) {
            remove(region.parentDirectory());
            throw taken;
        }
    }

    void remove(String parentDirectory) {
        DaxRegion region = regions.remove(parentDirectory);
        if (region == null) {
            return;
        }
        List.copyOf(region.devices().values()).reversed().forEach(device -> {
            kernel.devices().unregister(device);
            region.devices().remove(device.number());
        });
        kernel.devices().device(parentDirectory).ifPresent(parent -> kernel.devices().removeAttributes(parent, RegionFiles.GROUP));
        kernel.forget(region);
    }

    /** Registers a device of the region with these ranges. */
    DaxDevice create(DaxRegion region, int number, List<AddressRange> ranges) throws KernelException {
        var device = new DaxDevice(kernel, region, number, freeMinor(), region.shape().alignBytes(), ranges, bus);
        if (named(device.name()).isPresent()) {
            throw new KernelException(Errno.EEXIST, "there is a " + device);
        }
        region.devices().put(number, device);
        kernel.devices().register(device);
        DaxMappings.update(kernel, device);
        return device;
    }

    void delete(DaxDevice device) {
        kernel.devices().unregister(device);
        device.region().deleted(device);
    }

    void restore(StateRecord document) {
        if (bus.isPresent() && bus.get().ids().describes(document)) {
            bus.get().ids().restore(document);
        } else if (DaxRegion.describes(document)) {
            enter(DaxRegion.of(document, kernel));
        } else if (document.value("kind").equals("device")) {
            DaxRegion region = regions.get(parent(document));
            DaxDevice device = DaxDevice.of(document, kernel, region, bus);
            region.devices().put(device.number(), device);
            kernel.devices().adopt(device, document);
        } else {
            DaxDevice device = named(document.value("device")).orElseThrow();
            kernel.devices().adopt(new DaxMapping(device, Integer.parseInt(document.value("number"))), document);
        }
    }

    private DaxRegion add(DaxRegion.Shape shape) throws KernelException {
        if (shape.range().isEmpty() || shape.range().start() % shape.alignBytes() != 0 || shape.range().bytes() % shape.alignBytes() != 0) {
            throw new KernelException(Errno.EINVAL, "dax region " + shape.range() + " is not aligned to " + shape.alignBytes());
        }
        if (regions.containsKey(shape.parentDirectory())) {
            throw new KernelException(Errno.EBUSY, shape.parentDirectory() + " has a dax region already");
        }
        if (kernel.devices().device(shape.parentDirectory()).isEmpty()) {
            throw new KernelException(Errno.ENODEV, "no device " + shape.parentDirectory());
        }
        var region = new DaxRegion(shape, kernel);
        enter(region);
        kernel.changed(region);
        return region;
    }

    private void enter(DaxRegion region) {
        regions.put(region.shape().parentDirectory(), region);
        Device parent = kernel.devices().device(region.shape().parentDirectory()).orElseThrow();
        kernel.devices().addAttributes(parent, new RegionFiles(this, region).attributes());
    }

    /** Directory of the region that holds the device: in a class there is a directory between them. */
    private String parent(StateRecord device) {
        String directory = device.value("core.parent");
        return bus.isPresent() ? directory : directory.substring(0, directory.length() - DaxDevice.CLASS_DIRECTORY.length());
    }

    private Optional<DaxDevice> named(String name) {
        return regions.values().stream().flatMap(region -> region.devices().values().stream()).filter(device -> device.name().equals(name)).findFirst();
    }

    private int freeMinor() {
        Set<Integer> taken = new TreeSet<>();
        regions.values().forEach(region -> region.devices().values().forEach(device -> taken.add(device.minor())));
        int minor = 0;
        while (taken.contains(minor)) {
            minor++;
        }
        return minor;
    }
}
