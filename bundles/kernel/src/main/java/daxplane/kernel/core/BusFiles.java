package daxplane.kernel.core;

import daxplane.host.Errno;
import daxplane.kernel.Attribute;
import daxplane.kernel.Bus;
import daxplane.kernel.CoreAccess;
import daxplane.kernel.Device;
import daxplane.kernel.StateRecord;
import daxplane.kernel.Persistent;
import daxplane.kernel.KernelException;
import daxplane.kernel.WrittenText;
import java.util.HashMap;
import java.util.Map;

/** Files of buses and drivers. */
final class BusFiles {

    /** Module name in documents of the core itself. */
    static final String OWNER = "core";
    static final String AUTOPROBE = "autoprobe/";

    private final FileTree tree;
    private final KernelState state;
    private final Binding binding;
    private final Map<String, Persistent> autoprobe = new HashMap<>();

    BusFiles(FileTree tree, KernelState state, Binding binding) {
        this.tree = tree;
        this.state = state;
        this.binding = binding;
    }

    void addBus(Bus bus) {
        String directory = "/sys/bus/" + bus.name();
        tree.makeDirectory(directory + "/devices");
        tree.makeDirectory(directory + "/drivers");
        tree.addFile(directory, Attribute.writeOnly("uevent", _ -> { }));
        tree.addFile(directory, Attribute.writeOnly("drivers_probe", value -> probe(bus, value)));
        tree.addFile(directory, Attribute.readWrite("drivers_autoprobe", () -> bus.autoprobe() ? "1\n" : "0\n", value -> {
            CoreAccess.autoprobe(bus, value.charAt(0) != '0');
            state.changed(autoprobe.computeIfAbsent(bus.name(), _ -> () -> document(bus)));
            state.touched(directory);
        }));
    }

    void removeBus(Bus bus) {
        tree.remove("/sys/bus/" + bus.name());
        Persistent setting = autoprobe.remove(bus.name());
        if (setting != null) {
            state.forget(setting);
        }
    }

    void addDriver(Bus bus, Binding.Registered registered) {
        String name = registered.driver().name();
        String directory = registered.directory();
        tree.makeDirectory(directory);
        tree.addFile(directory, Attribute.writeOnly("uevent", _ -> { }));
        if (bus.bindable(name)) {
            tree.addFile(directory, Attribute.writeOnly("bind", value -> binding.bind(named(bus, value), name)));
            tree.addFile(directory, Attribute.writeOnly("unbind", value -> {
                Device device = named(bus, value);
                if (!Binding.isBoundTo(device, name)) {
                    throw new KernelException(Errno.ENODEV, device.name() + " is not bound to " + name);
                }
                binding.unbind(device);
            }));
        }
        bus.driverAttributes(name).forEach(attribute -> tree.addFile(directory, attribute));
        if (bus.linksModule(name)) {
            String module = "/sys/module/" + registered.module();
            tree.addLink(directory + "/module", module);
            tree.addLink(module + "/drivers/" + bus.name() + ":" + name, directory);
        }
        state.touched(directory);
    }

    void removeDriver(Bus bus, Binding.Registered registered) {
        tree.remove(registered.directory());
        tree.remove("/sys/module/" + registered.module() + "/drivers/" + bus.name() + ":" + registered.driver().name());
        state.touched(registered.directory());
    }

    /** Restores {@code drivers_autoprobe}. */
    void restore(Bus bus, StateRecord document) {
        CoreAccess.autoprobe(bus, document.value("on").equals("1"));
        autoprobe.put(bus.name(), () -> document(bus));
    }

    private static StateRecord document(Bus bus) {
        return StateRecord.of(OWNER, AUTOPROBE + bus.name(), Map.of("on", bus.autoprobe() ? "1" : "0"));
    }

    private void probe(Bus bus, String value) throws KernelException {
        Device device = named(bus, value);
        if (device.driverName().isEmpty()) {
            binding.offer(device);
        }
    }

    /** One newline at the end of a name is ignored, and what follows a NUL, which ndctl writes; anything else counts (corpus dax-malformed). */
    private static Device named(Bus bus, String value) throws KernelException {
        String name = new WrittenText(value).line();
        return bus.device(name).orElseThrow(() -> new KernelException(Errno.ENODEV, "no device " + name + " on bus " + bus.name()));
    }
}
