package daxplane.machine;

import daxplane.host.Cancellation;
import daxplane.host.Errno;
import daxplane.kernel.Attribute;
import daxplane.kernel.Bus;
import daxplane.kernel.Device;
import daxplane.kernel.DimmCommands;
import daxplane.kernel.Disk;
import daxplane.kernel.StateRecord;
import daxplane.kernel.Driver;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.KernelModule;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Three counters that always have the same value, in documents and at two places of a label area; a value written to one
 * counts for all. {@code wait} blocks while block 7 is held.
 */
final class CounterModule implements KernelModule {

    static final String PATH = "/sys/devices/platform/ndbus9/";

    private final String version;

    CounterModule(String version) {
        this.version = version;
    }

    @Override
    public String name() {
        return "counter";
    }

    @Override
    public void load(Kernel kernel) throws KernelException {
        resume(kernel);
        for (int i = 0; i < 3; i++) {
            kernel.devices().register(new Counter(kernel, i, 0));
        }
    }

    @Override
    public void resume(Kernel kernel) {
        try {
            kernel.devices().addBus(new Bus("counter") {
            });
        } catch (KernelException taken) {
            throw new IllegalStateException(taken);
        }
        kernel.devices().directory("/sys/devices/platform/ndbus9");
        kernel.devices().file("/sys/module/counter", Attribute.readOnly("version", () -> version + "\n"));
        kernel.export(DimmCommands.class, new Dimms());
        if (version.equals("broken")) {
            throw new IllegalStateException("does not start");
        }
    }

    @Override
    public void restore(Kernel kernel, StateRecord document) {
        kernel.devices().adopt(new Counter(kernel, Integer.parseInt(document.value("core.name").substring(7)),
                Integer.parseInt(document.value("value"))), document);
    }

    @Override
    public List<Driver> drivers() {
        return List.of();
    }

    private record Dimms() implements DimmCommands {
        @Override
        public int dimm(String name) throws KernelException {
            if (!name.matches("nmem[0-2]")) {
                throw new KernelException(Errno.ENOENT);
            }
            return name.charAt(4) - '0';
        }

        @Override
        public void checkIdle(String name) throws KernelException {
            if (name.equals("nmem1")) {
                throw new KernelException(Errno.EBUSY);
            }
        }
    }

    static final class Counter extends Device implements Disk {

        private final Kernel kernel;
        private int value;

        Counter(Kernel kernel, int number, int value) {
            super("counter" + number, "/sys/devices/platform/ndbus9", kernel.devices().bus("counter"));
            this.kernel = kernel;
            this.value = value;
        }

        @Override
        public String owner() {
            return "counter";
        }

        @Override
        protected List<Attribute> attributes() {
            return List.of(Attribute.readWrite("value", () -> value + "\n", this::set), new Attribute("wait", 0200, () -> "", this::await),
                    Attribute.writeOnly("unflushed", text -> kernel.media().writeLabelArea(0, 8, bytes(Integer.parseInt(text.strip())))));
        }

        @Override
        public SortedUevent ueventKeys() {
            return new SortedUevent(Map.of("DEVNAME", name()), Map.of());
        }

        @Override
        protected Map<String, String> state() {
            return Map.of("value", Integer.toString(value));
        }

        private void set(String text) throws KernelException {
            int wanted = Integer.parseInt(text.strip());
            for (Device device : bus().orElseThrow().devices()) {
                ((Counter) device).value = wanted;
                kernel.changed(device);
                kernel.media().writeLabelArea(0, 4096 * (device.name().charAt(7) - '0'), bytes(wanted));
            }
            kernel.media().flush();
        }

        private int await(String text, Cancellation cancellation) throws KernelException {
            kernel.await(() -> !kernel.workload().held(7), cancellation);
            set(text);
            return text.length();
        }

        static byte[] bytes(int value) {
            return ByteBuffer.allocate(8).putLong(value).array();
        }

        @Override
        public String diskName() {
            return name();
        }

        @Override
        public long bytes() {
            return 1 << 20;
        }

        @Override
        public int logicalBlockBytes() {
            return 512;
        }

        @Override
        public boolean readOnly() {
            return false;
        }

        @Override
        public byte[] read(long offset, int length) throws KernelException {
            return kernel.media().read(0x1_0000_0000L + offset, length);
        }

        @Override
        public void write(long offset, byte[] bytes) throws KernelException {
            kernel.media().write(0x1_0000_0000L + offset, bytes);
        }
    }

    static Optional<Integer> valueIn(byte[] bytes) {
        return Optional.of((int) ByteBuffer.wrap(bytes).getLong());
    }
}
