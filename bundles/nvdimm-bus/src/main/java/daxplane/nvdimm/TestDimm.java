package daxplane.nvdimm;

import daxplane.host.Errno;
import daxplane.kernel.Attribute;
import daxplane.kernel.Device;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.StateRecord;
import daxplane.kernel.WrittenText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** By which a test makes the firmware of one of the kernel's test DIMMs fail, or locks the DIMM: {@code test_dimm0}. */
final class TestDimm extends Device {

    private static final String CLASS = "nfit_test_dimm";
    private static final String CLASS_DIRECTORY = "/sys/class/" + CLASS;

    private final Kernel kernel;
    private final long handle;
    private long failing;
    private int errno;

    private TestDimm(Kernel kernel, String name, String platformDirectory, long handle) {
        super(name, platformDirectory + "/" + CLASS, Optional.empty());
        this.kernel = kernel;
        this.handle = handle;
    }

    /** One for each DIMM, and for slots that no DIMM is plugged into. */
    static void register(Kernel kernel) throws KernelException {
        kernel.devices().directory(CLASS_DIRECTORY);
        int number = 0;
        for (NdProvider provider : NdProvider.ofTables(kernel, NfitTestModule.NAME)) {
            for (long handle : provider.handles()) {
                TestDimm dimm = new TestDimm(kernel, "test_dimm" + number++, provider.parentDirectory(), handle);
                kernel.devices().register(dimm);
                dimm.linkToParent(provider.parentDirectory());
            }
        }
    }

    static void unregister(Kernel kernel) {
        all(kernel).forEach(kernel.devices()::unregister);
        kernel.devices().remove(CLASS_DIRECTORY);
    }

    /** The platform device is none of ours, so nobody else links to it. */
    private void linkToParent(String platformDirectory) {
        kernel.devices().link(directory() + "/device", platformDirectory);
    }

    private static List<TestDimm> all(Kernel kernel) {
        List<NdProvider> providers = NdProvider.ofTables(kernel, NfitTestModule.NAME);
        int most = providers.stream().mapToInt(provider -> provider.handles().size()).sum();
        return providers.stream().flatMap(provider -> IntStream.range(0, most)
                .mapToObj(i -> kernel.devices().device(provider.parentDirectory() + "/" + CLASS + "/test_dimm" + i)).flatMap(Optional::stream))
                .filter(TestDimm.class::isInstance).map(TestDimm.class::cast).toList();
    }

    boolean registered() {
        return kernel.devices().device(directory()).filter(device -> device == this).isPresent();
    }

    /** That of a DIMM; empty when its firmware is no test's. It is looked up in the firmware's tables, which are read for it. */
    static Optional<TestDimm> of(DimmDevice dimm) {
        return all(dimm.ndBus().kernel()).stream().filter(test -> test.handle == dimm.description().handle()).findFirst();
    }

    /** EIO, or what a test has chosen, when it has chosen this function. */
    void failIfTold(int function) throws KernelException {
        if ((failing & 1L << function) != 0) {
            throw new KernelException(errno == 0 ? Errno.EIO : Errno.ofNumber(-errno).orElse(Errno.EIO), "a test makes the firmware fail");
        }
    }

    static void restore(Kernel kernel, StateRecord record) {
        TestDimm dimm = new TestDimm(kernel, record.value("core.name"), record.value("core.parent").replaceAll("/[^/]*$", ""),
                Long.parseLong(record.value("handle")));
        dimm.failing = Long.parseLong(record.value("failing"));
        dimm.errno = Integer.parseInt(record.value("errno"));
        kernel.devices().directory(CLASS_DIRECTORY);
        kernel.devices().adopt(dimm, record);
        dimm.linkToParent(dimm.directory().replaceAll("/[^/]*/[^/]*$", ""));
    }

    @Override
    public String owner() {
        return NfitTestModule.NAME;
    }

    @Override
    public String subsystem() {
        return CLASS;
    }

    @Override
    public boolean powerManaged() {
        return false;
    }

    @Override
    protected List<Attribute> attributes() {
        return List.of(Attribute.readOnly("handle", () -> "0x%x\n".formatted(handle)),
                Attribute.readWrite("fail_cmd", () -> "0x%x\n".formatted(failing), value -> {
                    failing = new WrittenText(value).toUnsigned(Long.SIZE);
                    kernel.changed(this);
                }),
                Attribute.readWrite("fail_cmd_code", () -> errno + "\n", value -> {
                    boolean negative = value.startsWith("-");
                    long number = new WrittenText(negative ? value.substring(1) : value).toUnsigned(Integer.SIZE);
                    errno = (int) (negative ? -number : number);
                    kernel.changed(this);
                }),
                Attribute.writeOnly("lock_dimm", _ -> dimm().lock()));
    }

    private DimmDevice dimm() throws KernelException {
        return NdBus.of(kernel).dimms().stream().filter(dimm -> dimm.description().handle() == handle).findFirst()
                .orElseThrow(() -> new KernelException(Errno.ENXIO));
    }

    @Override
    protected Map<String, String> state() {
        Map<String, String> state = new LinkedHashMap<>();
        state.put("handle", Long.toString(handle));
        state.put("failing", Long.toString(failing));
        state.put("errno", Integer.toString(errno));
        return state;
    }
}
