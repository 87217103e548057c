package daxplane.kernel.core;

import daxplane.host.Errno;
import daxplane.kernel.Attribute;
import daxplane.kernel.Bus;
import daxplane.kernel.CoreAccess;
import daxplane.kernel.Device;
import daxplane.kernel.DeviceCore;
import daxplane.kernel.StateRecord;
import daxplane.kernel.KernelException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Registered devices and their place in the tree of files. Binding is the matter of {@link Binding}. */
final class DeviceTree implements DeviceCore {

    private static final String CLASSES = "/sys/class/";

    private final FileTree tree;
    private final KernelState state;
    private final Binding binding;
    private final BusFiles busFiles;
    private final Map<String, Bus> buses = new LinkedHashMap<>();
    private final Map<String, Device> devices = new LinkedHashMap<>();
    private final Map<String, Set<Device>> children = new LinkedHashMap<>();

    DeviceTree(FileTree tree, KernelState state, Binding binding, BusFiles busFiles) {
        this.tree = tree;
        this.state = state;
        this.binding = binding;
        this.busFiles = busFiles;
    }

    @Override
    public void addBus(Bus bus) throws KernelException {
        if (buses.putIfAbsent(bus.name(), bus) != null) {
            throw new KernelException(Errno.EBUSY, "there is a bus " + bus.name());
        }
        busFiles.addBus(bus);
    }

    @Override
    public void removeBus(Bus bus) {
        if (buses.remove(bus.name(), bus)) {
            busFiles.removeBus(bus);
        }
    }

    @Override
    public Optional<Bus> bus(String name) {
        return Optional.ofNullable(buses.get(name));
    }

    void restoreAutoprobe(String bus, StateRecord document) {
        bus(bus).ifPresent(found -> busFiles.restore(found, document));
    }

    @Override
    public void directory(String path) {
        tree.makeDirectory(path);
    }

    @Override
    public void file(String directory, Attribute attribute) {
        tree.addFile(directory, attribute);
    }

    @Override
    public void remove(String path) {
        tree.remove(path);
    }

    @Override
    public void register(Device device) throws KernelException {
        place(device);
        state.changed(device);
        uevent(device, "add");
        if (device.bus().map(Bus::autoprobe).orElse(false)) {
            binding.offer(device);
        }
    }

    @Override
    public void adopt(Device device, StateRecord document) {
        try {
            place(device);
        } catch (KernelException taken) {
            throw new IllegalStateException("document " + document.key() + " describes a device that is there already", taken);
        }
        device.restoreBinding(document);
        binding.adopted(device);
    }

    @Override
    public void unregister(Device device) {
        if (devices.get(device.directory()) != device) {
            return;
        }
        unbind(device);
        if (devices.get(device.directory()) != device) {
            return;                                           // it left with its driver
        }
        List<Device> below = children(device);
        for (int i = below.size() - 1; i >= 0; i--) {
            unregister(below.get(i));
        }
        removeLinks(device);
        uevent(device, "remove");
        devices.remove(device.directory());
        children.remove(device.directory());
        Optional<Device> parent = parentOf(device);
        parent.ifPresent(above -> children.getOrDefault(above.directory(), Set.of()).remove(device));
        device.bus().ifPresent(bus -> CoreAccess.remove(bus, device));
        tree.remove(device.directory());
        parent.ifPresent(above -> tree.removeEmpty(FileTree.directoryOf(device.directory()), above.directory()));
        state.forget(device);
        state.touched(device.directory());
    }

    @Override
    public Optional<Device> device(String directory) {
        return Optional.ofNullable(devices.get(directory));
    }

    @Override
    public List<Device> children(Device parent) {
        return new ArrayList<>(children.getOrDefault(parent.directory(), Set.of()));
    }

    @Override
    public int freeMemoryRegion() {
        var held = new BitSet();
        devices.values().forEach(device -> device.memoryRegions().forEach(held::set));
        return held.nextClearBit(0);
    }

    @Override
    public void addAttributes(Device device, List<Attribute> attributes) {
        attributes.forEach(attribute -> tree.addFile(device.directory(), attribute));
        state.touched(device.directory());
    }

    @Override
    public void removeAttributes(Device device, String nameOrGroup) {
        String path = device.directory() + "/" + nameOrGroup;
        tree.remove(path);
        tree.removeEmpty(FileTree.directoryOf(path), device.directory());
        state.touched(device.directory());
    }

    @Override
    public void link(String path, String targetRealPath) {
        tree.addLink(path, targetRealPath);
        state.touched(objectAround(path));
    }

    @Override
    public void unlink(String path) {
        tree.remove(path);
        state.touched(objectAround(path));
    }

    @Override
    public void uevent(Device device, String action) {
        if (!device.subsystem().isEmpty()) {
            state.log().uevent(Uevent.of(device, action));
        }
    }

    @Override
    public void attach(Bus bus, String driver) {
        binding.attach(bus, driver);
    }

    @Override
    public void bind(Device device, String driver) throws KernelException {
        binding.bind(device, driver);
    }

    @Override
    public void unbind(Device device) {
        binding.unbind(device);
    }

    private void place(Device device) throws KernelException {
        Optional<Bus> bus = device.bus();
        if (tree.exists(device.directory()) || bus.flatMap(b -> b.device(device.name())).isPresent()) {
            throw new KernelException(Errno.EEXIST, "there is a " + device.directory());
        }
        tree.makeDirectory(device.directory());
        devices.put(device.directory(), device);
        parentOf(device).ifPresent(parent -> children.computeIfAbsent(parent.directory(), _ -> new LinkedHashSet<>()).add(device));
        tree.addFile(device.directory(), new Attribute("uevent", 0644, () -> device.ueventKeys().text(device.driverName()),
                (value, _) -> {
                    uevent(device, value.strip());
                    return value.length();
                }));
        if (device.powerManaged()) {
            tree.makeDirectory(device.directory() + "/power");      // management itself is not simulated: it is empty
        }
        CoreAccess.attributes(device).forEach(attribute -> tree.addFile(device.directory(), attribute));
        bus.ifPresent(b -> CoreAccess.add(b, device));
        DeviceLinks.of(device, parentOf(device)).forEach(tree::addLink);
        deviceNode(device).ifPresent(name -> tree.addFile("/dev", new Attribute(name, 0, () -> "", (_, _) -> 0)));
        state.touched(device.directory());
    }

    private void removeLinks(Device device) {
        DeviceLinks.of(device, parentOf(device)).keySet().stream()
                .filter(path -> !path.startsWith(device.directory() + "/")).forEach(path -> {
                    tree.remove(path);
                    if (path.startsWith(CLASSES) && !path.startsWith(CLASSES + "block/")) {
                        tree.removeEmpty(FileTree.directoryOf(path), CLASSES);       // a class without devices is not shown
                    }
                });
        deviceNode(device).ifPresent(name -> tree.remove("/dev/" + name));
    }

    private static Optional<String> deviceNode(Device device) {
        return Optional.ofNullable(device.ueventKeys().beforeDriver().get("DEVNAME"));
    }

    /** The device in whose directory the path lies; the directory of the path when there is none. */
    private String objectAround(String path) {
        return deviceAbove(path).map(Device::directory).orElse(FileTree.directoryOf(path));
    }

    private Optional<Device> parentOf(Device device) {
        return deviceAbove(device.directory());
    }

    private Optional<Device> deviceAbove(String below) {
        String path = FileTree.directoryOf(below);
        while (path.length() > 1) {
            Device above = devices.get(path);
            if (above != null) {
                return Optional.of(above);
            }
            path = FileTree.directoryOf(path);
        }
        return Optional.empty();
    }
}
