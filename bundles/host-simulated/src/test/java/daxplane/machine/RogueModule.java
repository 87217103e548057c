package daxplane.machine;

import daxplane.inventory.AddressRange;
import daxplane.kernel.Attribute;
import daxplane.kernel.Bus;
import daxplane.kernel.Device;
import daxplane.kernel.StateRecord;
import daxplane.kernel.Driver;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.KernelModule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The module {@code rogue}: a dax bus with two devices, and a driver of the first that does what a driver must not. */
final class RogueModule implements KernelModule {

    static final String PARENT = "/sys/devices/platform/ndbus9";
    static final AddressRange RESERVED = new AddressRange(0x1_0000_0000L, 0x1_0000_1000L);

    /** What a driver does when it is called. */
    @FunctionalInterface
    interface Conduct {

        Conduct GOOD = (_, _) -> { };

        void act(Device device, Kernel kernel) throws KernelException;
    }

    private final Conduct probe;
    private final Conduct remove;
    private final Conduct adopt;
    /** Of the files {@code silent}, when it is read, and {@code deaf}, when it is written, of its devices. */
    private final Conduct attribute;

    RogueModule(Conduct probe, Conduct remove, Conduct adopt) {
        this(probe, remove, adopt, Conduct.GOOD);
    }

    private RogueModule(Conduct probe, Conduct remove, Conduct adopt, Conduct attribute) {
        this.probe = probe;
        this.remove = remove;
        this.adopt = adopt;
        this.attribute = attribute;
    }

    static RogueModule showing(Conduct attribute) {
        return new RogueModule(Conduct.GOOD, Conduct.GOOD, Conduct.GOOD, attribute);
    }

    static RogueModule probing(Conduct probe) {
        return new RogueModule(probe, Conduct.GOOD, Conduct.GOOD);
    }

    /** Waits until it is let go, whoever interrupts it. */
    static Conduct hanging(CountDownLatch letGo) {
        return (_, _) -> {
            while (letGo.getCount() > 0) {
                Thread.onSpinWait();
            }
        };
    }

    @Override
    public String name() {
        return "rogue";
    }

    @Override
    public List<Driver> drivers() {
        return List.of(new RogueDriver());
    }

    @Override
    public void load(Kernel kernel) throws KernelException {
        resume(kernel);
        for (String name : List.of("rogue0", "rogue1")) {
            kernel.devices().register(new Rogue(name, kernel, attribute));
        }
    }

    @Override
    public void resume(Kernel kernel) {
        try {
            kernel.devices().addBus(new Bus("dax") {
            });
        } catch (KernelException taken) {
            throw new IllegalStateException(taken);
        }
        kernel.devices().directory(PARENT);
    }

    @Override
    public void restore(Kernel kernel, StateRecord document) {
        kernel.devices().adopt(new Rogue(document.value("core.name"), kernel, attribute), document);
    }

    private static final class Rogue extends Device {

        private final Kernel kernel;
        private final Conduct attribute;

        Rogue(String name, Kernel kernel, Conduct attribute) {
            super(name, PARENT, Optional.of(kernel.devices().bus("dax").orElseThrow()));
            this.kernel = kernel;
            this.attribute = attribute;
        }

        @Override
        public String owner() {
            return "rogue";
        }

        @Override
        protected List<Attribute> attributes() {
            return List.of(Attribute.readWrite("broken", () -> {
                throw new IllegalStateException("shows nothing");
            }, _ -> {
                throw new StackOverflowError("stores nothing");
            }), Attribute.readWrite("silent", () -> {
                attribute.act(this, kernel);
                return name() + "\n";
            }, _ -> { }), Attribute.writeOnly("deaf", _ -> attribute.act(this, kernel)));
        }

        @Override
        protected Map<String, String> state() {
            return Map.of();
        }
    }

    private final class RogueDriver implements Driver {

        @Override
        public String name() {
            return "rogue";
        }

        @Override
        public String bus() {
            return "dax";
        }

        @Override
        public boolean matches(Device device) {
            return device.name().equals("rogue0");
        }

        /** Whatever it does, it has reserved something before. */
        @Override
        public void probe(Device device, Kernel kernel) throws KernelException {
            kernel.resources().request(RESERVED, device.name(), true, false);
            probe.act(device, kernel);
        }

        @Override
        public void remove(Device device, Kernel kernel) {
            try {
                remove.act(device, kernel);
            } catch (KernelException checked) {
                throw new IllegalStateException(checked);
            }
            kernel.resources().release(RESERVED, device.name());
        }

        @Override
        public void adopt(Device device, Kernel kernel) {
            try {
                adopt.act(device, kernel);
            } catch (KernelException checked) {
                throw new IllegalStateException(checked);
            }
        }
    }

}
