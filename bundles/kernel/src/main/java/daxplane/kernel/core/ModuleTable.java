package daxplane.kernel.core;

import daxplane.host.Errno;
import daxplane.kernel.Attribute;
import daxplane.kernel.Bus;
import daxplane.kernel.Device;
import daxplane.kernel.StateRecord;
import daxplane.kernel.Persistent;
import daxplane.kernel.Driver;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.KernelModule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;

/**
 * The loaded modules, their drivers and what they export.
 *
 * <p>Modules are loaded after what they use, and leave before it.
 */
final class ModuleTable {

    static final String KEY = "module/";
    private static final String PATH = "/proc/modules";

    /** What /proc/modules tells as size: not simulated. */
    private static final int NOMINAL_BYTES = 16384;

    private final Kernel kernel;
    private final FileTree tree;
    private final KernelState state;
    private final Binding binding;
    private final BusFiles busFiles;
    private final DriverSandbox foreign;
    private final Function<String, Optional<KernelModule>> offered;
    private final SequencedMap<String, Loaded> loaded = new LinkedHashMap<>();

    ModuleTable(Kernel kernel, FileTree tree, KernelState state, Binding binding, BusFiles busFiles,
            DriverSandbox foreign, Function<String, Optional<KernelModule>> offered) {
        this.kernel = kernel;
        this.tree = tree;
        this.state = state;
        this.binding = binding;
        this.busFiles = busFiles;
        this.foreign = foreign;
        this.offered = offered;
        tree.addFile("/proc", Attribute.readOnly("modules", this::text));
    }

    private static final class Loaded implements Persistent {
        private final KernelModule module;
        private final List<Binding.Registered> drivers = new ArrayList<>();
        private final Map<Class<?>, Object> symbols = new HashMap<>();
        private int references;

        Loaded(KernelModule module) {
            this.module = module;
        }

        @Override
        public StateRecord document() {
            return StateRecord.of(BusFiles.OWNER, KEY + module.name(), Map.of());
        }
    }

    /** Loads a module and what it uses, as modprobe does. ENOENT no such module; the errno of its own initialisation. */
    void load(String name) throws KernelException {
        load(name, new HashSet<>());
    }

    /** Whether it is offered, and exists in this kernel. */
    boolean exists(String name) {
        try {
            return offered(name).isPresent();
        } catch (KernelException broken) {
            return false;                                   // told as a breach
        }
    }

    /** What is offered to this kernel and exists in it: not every module is older than every kernel. */
    private Optional<KernelModule> offered(String name) throws KernelException {
        Optional<KernelModule> module = offered.apply(name);
        return module.isPresent() && foreign.guarded("existence of " + name, () -> module.get().existsIn(kernel.profile()))
                ? module : Optional.empty();
    }

    private void load(String name, Set<String> underway) throws KernelException {
        if (loaded.containsKey(name)) {
            return;
        }
        KernelModule module = offered(name).orElseThrow(() -> new KernelException(Errno.ENOENT, "no module " + name));
        if (!underway.add(name)) {
            throw new KernelException(Errno.ELOOP, "module " + name + " uses itself");
        }
        for (String used : foreign.guarded("uses of " + name, module::uses)) {
            load(used, underway);
        }
        Loaded entry = enter(module);
        try {
            foreign.run("initialisation of " + name, () -> module.load(kernel));
            for (Driver driver : foreign.guarded("drivers of " + name, () -> module.drivers(kernel.profile()))) {
                register(entry, driver);
                Bus bus = busOf(driver);
                if (bus.autoprobe()) {
                    binding.attach(bus, driver.name());
                }
                kernelUevent(Binding.directoryOf(bus.name(), driver.name()), "drivers", "add");
            }
        } catch (KernelException failure) {
            unregisterDrivers(entry);
            leave(entry);
            throw failure;
        }
        state.changed(entry);
        if (!module.builtIn()) {
            kernelUevent("/sys/module/" + name, "module", "add");
        }
    }

    /** Unloads a module, and what it used that nobody else uses, as modprobe -r does. EAGAIN in use, EBUSY built in. */
    void unload(String name) throws KernelException {
        Loaded entry = loaded.get(name);
        if (entry == null) {
            if (offered(name).isEmpty()) {
                throw new KernelException(Errno.ENOENT, "no module " + name);
            }
            return;
        }
        if (entry.module.builtIn()) {
            throw new KernelException(Errno.EBUSY, name + " is built in");
        }
        unload(entry);
        for (String used : entry.module.uses()) {
            Loaded below = loaded.get(used);
            if (below != null && !below.module.builtIn() && references(below) == 0) {
                try {
                    unload(used);
                } catch (KernelException inUse) {
                    kernel.log(6, used + " stays: " + inUse.getMessage());      // modprobe -r tries, and does not mind
                }
            }
        }
    }

    private void unload(Loaded entry) throws KernelException {
        String name = entry.module.name();
        if (references(entry) > 0) {
            throw new KernelException(Errno.EAGAIN, "module " + name + " is in use" + usersText(name));
        }
        unregisterDrivers(entry);
        foreign.run("exit of " + name, () -> entry.module.unload(kernel));
        leave(entry);
        state.forget(entry);
        kernelUevent("/sys/module/" + name, "module", "remove");
    }

    /**
     * After a restart of the process: recreates module and drivers without initialising, probing or events. What this version of it
     * uses, and the one that was recorded did not, goes on with it.
     */
    void resume(KernelModule module) throws KernelException {
        for (String used : foreign.guarded("uses of " + module.name(), module::uses)) {
            if (!loaded.containsKey(used) && !used.equals(module.name())) {
                resume(offered(used).orElseThrow(() -> new IllegalStateException("module " + module.name() + " uses " + used + ", and nobody offers it")));
            }
        }
        Loaded entry = enter(module);
        foreign.run("resumption of " + module.name(), () -> module.resume(kernel));
        for (Driver driver : foreign.guarded("drivers of " + module.name(), () -> module.drivers(kernel.profile()))) {
            try {
                register(entry, driver);
            } catch (KernelException failure) {
                throw new IllegalStateException("driver " + driver.name() + " cannot be registered again", failure);
            }
        }
    }

    /** References follow from what modules do; a module that has more or fewer than before looks different. */
    void noticeReferences() {
        for (Loaded entry : loaded.values()) {
            int now = references(entry);
            if (now != entry.references) {
                entry.references = now;
                modulesTouched(entry);
            }
        }
    }

    void timePassed() {
        for (Loaded entry : List.copyOf(loaded.values())) {
            try {
                foreign.run("timer of " + entry.module.name(), () -> entry.module.timePassed(kernel));
            } catch (KernelException broken) {
                kernel.log(3, entry.module.name() + ": " + broken.getMessage());     // told as a breach
            }
        }
    }

    /** Tells every driver about the devices that it holds, after a restart. */
    void adoptDevices() throws KernelException {
        for (Loaded entry : loaded.values()) {
            for (Binding.Registered registered : entry.drivers) {
                Bus bus = kernel.devices().bus(registered.driver().bus()).orElseThrow();
                for (Device device : binding.devicesOf(bus, registered.driver().name())) {
                    foreign.run("adoption of " + device.name() + " by " + registered.driver().name(), () -> registered.driver().adopt(device, kernel));
                }
            }
        }
    }

    Optional<KernelModule> module(String name) {
        return Optional.ofNullable(loaded.get(name)).map(entry -> entry.module);
    }

    List<KernelModule> modules() {
        return loaded.values().stream().map(entry -> entry.module).toList();
    }

    boolean isLoaded(String name) {
        return loaded.containsKey(name);
    }

    <T> Optional<T> symbol(Class<T> type) {
        return loaded.values().stream().filter(entry -> entry.symbols.containsKey(type)).findFirst()
                .map(entry -> type.cast(entry.symbols.get(type)));
    }

    /** Exports for the module whose initialisation is running: the last one entered. */
    <T> void export(Class<T> type, T symbol) {
        loaded.lastEntry().getValue().symbols.put(type, symbol);
    }

    private Loaded enter(KernelModule module) {
        Loaded entry = new Loaded(module);
        loaded.put(module.name(), entry);
        String directory = "/sys/module/" + module.name();
        tree.addFile(directory, Attribute.writeOnly("uevent", _ -> { }));
        if (!module.builtIn()) {
            tree.addFile(directory, Attribute.readOnly("initstate", () -> "live\n"));
            tree.addFile(directory, Attribute.readOnly("refcnt", () -> references(entry) + "\n"));
        }
        module.parameters().forEach((name, value) -> tree.addFile(directory + "/parameters", Attribute.readOnly(name, () -> value + "\n")));
        modulesTouched(entry);
        return entry;
    }

    private void leave(Loaded entry) {
        loaded.remove(entry.module.name());
        tree.remove("/sys/module/" + entry.module.name());
        modulesTouched(entry);
    }

    private void modulesTouched(Loaded entry) {
        state.touched("/sys/module/" + entry.module.name());
        state.touched(PATH);
    }

    private Bus busOf(Driver driver) throws KernelException {
        return kernel.devices().bus(driver.bus())
                .orElseThrow(() -> new KernelException(Errno.EINVAL, "driver " + driver.name() + " is for bus " + driver.bus() + ", which is not there"));
    }

    private void register(Loaded entry, Driver driver) throws KernelException {
        Bus bus = busOf(driver);
        if (binding.driver(bus, driver.name()).isPresent()) {
            throw new KernelException(Errno.EBUSY, "bus " + bus.name() + " has a driver " + driver.name());
        }
        var registered = new Binding.Registered(driver, entry.module.name());
        entry.drivers.add(registered);
        binding.register(bus, registered);
        busFiles.addDriver(bus, registered);
    }

    private void unregisterDrivers(Loaded entry) {
        for (Binding.Registered registered : entry.drivers.reversed()) {
            kernel.devices().bus(registered.driver().bus()).ifPresent(bus -> {
                binding.unregister(bus, registered);
                busFiles.removeDriver(bus, registered);
                kernelUevent(registered.directory(), "drivers", "remove");
            });
        }
        entry.drivers.clear();
    }

    /** Modules that use it, the last loaded first. */
    private List<String> users(String name) {
        return loaded.sequencedValues().reversed().stream()
                .filter(entry -> entry.module.uses().contains(name)).map(entry -> entry.module.name()).toList();
    }

    private String usersText(String name) {
        List<String> users = users(name);
        return users.isEmpty() ? "" : " by " + String.join(", ", users);
    }

    private int references(Loaded entry) {
        return users(entry.module.name()).size() + own(entry);
    }

    private int own(Loaded entry) {
        try {
            return foreign.guarded("references of " + entry.module.name(), () -> entry.module.references(kernel));
        } catch (KernelException broken) {
            return 0;                                       // told as a breach
        }
    }

    private void kernelUevent(String path, String subsystem, String action) {
        state.log().uevent(Uevent.of(path, subsystem, action));
    }

    /** The text of /proc/modules: {@code name size references users state address}, the last loaded first. */
    private String text() {
        StringBuilder out = new StringBuilder();
        for (Loaded entry : loaded.sequencedValues().reversed()) {
            if (!entry.module.builtIn()) {
                String users = String.join("", users(entry.module.name()).stream().map(user -> user + ",").toList());
                out.append("%s %d %d %s Live 0x0000000000000000\n".formatted(entry.module.name(), NOMINAL_BYTES, references(entry),
                        users.isEmpty() ? "-" : users));
            }
        }
        return out.toString();
    }
}
