package daxplane.kernel.core;

import daxplane.host.Errno;
import daxplane.kernel.Attribute;
import daxplane.kernel.Bus;
import daxplane.kernel.Device;
import daxplane.kernel.StateRecord;
import daxplane.kernel.Driver;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.KernelModule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A bus of toys: each driver takes the devices whose names start with its own name; a toy called {@code ...bad} fails to probe. */
final class ToyModule implements KernelModule {

    static final String PARENT = "/sys/devices/platform/toybox";

    private final int toys;

    ToyModule(int toys) {
        this.toys = toys;
    }

    @Override
    public String name() {
        return "toybox";
    }

    @Override
    public void load(Kernel kernel) throws KernelException {
        resume(kernel);
        for (int i = 0; i < toys; i++) {
            kernel.devices().register(new Toy("car" + i, PARENT, kernel.devices().bus("toy").orElseThrow(), Map.of()));
        }
    }

    @Override
    public void resume(Kernel kernel) {
        try {
            kernel.devices().addBus(new ToyBus());
        } catch (KernelException taken) {
            throw new IllegalStateException(taken);
        }
        kernel.devices().directory(PARENT);
    }

    @Override
    public void restore(Kernel kernel, StateRecord document) {
        kernel.devices().adopt(new Toy(document.value("core.name"), document.value("core.parent"),
                kernel.devices().bus("toy").orElseThrow(), document.values()), document);
    }

    @Override
    public void unload(Kernel kernel) {
        Bus bus = kernel.devices().bus("toy").orElseThrow();
        bus.devices().forEach(kernel.devices()::unregister);
        kernel.devices().removeBus(bus);
    }

    static Toy toy(Kernel kernel, String name) {
        return (Toy) kernel.devices().bus("toy").orElseThrow().device(name).orElseThrow();
    }

    static final class ToyBus extends Bus {
        ToyBus() {
            super("toy");
        }
    }

    static final class Toy extends Device {

        private String colour;

        Toy(String name, String parent, Bus bus, Map<String, String> state) {
            super(name, parent, Optional.of(bus));
            colour = state.getOrDefault("colour", "red");
        }

        @Override
        public String owner() {
            return "toybox";
        }

        @Override
        protected List<Attribute> attributes() {
            return List.of(Attribute.readWrite("colour", () -> colour + "\n", value -> colour = value.strip()),
                    Attribute.rootOnly("secret/key", () -> "0x1\n"));
        }

        @Override
        public SortedUevent ueventKeys() {
            Map<String, String> node = Map.of("DEVNAME", name());
            return new SortedUevent(node, Map.of("MODALIAS", "toy:t0"));
        }

        @Override
        protected Map<String, String> state() {
            return Map.of("colour", colour);
        }
    }

    /** A module with one driver. */
    static final class DriverModule implements KernelModule {

        private final String name;
        private final List<String> uses;
        private final Driver driver;

        DriverModule(String name, Driver driver, String... uses) {
            this.name = name;
            this.uses = List.of(uses);
            this.driver = driver;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public List<String> uses() {
            return uses;
        }

        @Override
        public List<Driver> drivers() {
            return List.of(driver);
        }
    }

    static final class ToyDriver implements Driver {

        private final String name;
        private final Set<String> takes;
        private final Map<String, Errno> failures = new HashMap<>();

        ToyDriver(String name, String... takes) {
            this.name = name;
            this.takes = Set.of(takes);
        }

        ToyDriver failing(String device, Errno errno) {
            failures.put(device, errno);
            return this;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String bus() {
            return "toy";
        }

        @Override
        public boolean matches(Device device) {
            return takes.contains(device.name());
        }

        @Override
        public void probe(Device device, Kernel kernel) throws KernelException {
            Errno failure = failures.get(device.name());
            if (failure != null) {
                throw new KernelException(failure);
            }
            device.driverData().put("speed", "7");
            adopt(device, kernel);
        }

        @Override
        public void adopt(Device device, Kernel kernel) {
            kernel.devices().addAttributes(device, List.of(Attribute.readOnly("speed", () -> device.driverData().get("speed") + "\n")));
        }

        @Override
        public void remove(Device device, Kernel kernel) {
            kernel.devices().removeAttributes(device, "speed");
        }
    }
}
