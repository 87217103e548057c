package daxplane.kernel.core;

import daxplane.host.Cancellation;
import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.Attribute;
import daxplane.kernel.DeviceCore;
import daxplane.kernel.StateRecord;
import daxplane.kernel.Persistent;
import daxplane.kernel.Firmware;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelCommandLine;
import daxplane.kernel.KernelException;
import daxplane.kernel.KernelModule;
import daxplane.kernel.KernelKeys;
import daxplane.kernel.KernelProfile;
import daxplane.kernel.NvdimmHardware;
import daxplane.kernel.Media;
import daxplane.kernel.MemoryHotplug;
import daxplane.kernel.ProgramCall;
import daxplane.kernel.ResourceTree;
import daxplane.kernel.Workload;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * A running kernel: its parts put together, from boot or from the documents of an earlier process.
 *
 * <p>Every use goes through {@link #enter}: alone, and as one commit.
 */
public final class SimulatedKernel implements Kernel {

    private static final String BOOT = "boot";

    /** What is told once is remembered until the next boot; a kernel has some hundred places that do it. */
    private static final int MOST_SAID_ONCE = 1024;

    private final KernelSetup setup;
    private final MachineContext housing;
    private final Commit.Sink sink;
    private final DocumentStore documents;
    private final Parts parts;
    private final DriverSandbox foreign;
    private final Media media;
    private final FileTree tree = new FileTree();
    private final Files files;
    private final DeviceTree devices;
    private final ModuleTable modules;
    private final IomemTree iomem;
    private final InjectedWorkload workload;
    private final ProgramTable programs;
    private final List<Leak> leaks = new ArrayList<>();
    private final List<MissingModule> missing = new ArrayList<>();
    private final Set<SaidOnce> saidOnce = new HashSet<>();
    private final String bootId;
    private long wakeAt = Long.MAX_VALUE;
    private final SimulatedKeys keys;
    private boolean restoring;
    private volatile boolean retired;

    private SimulatedKernel(KernelSetup setup, MachineContext housing, Commit.Sink sink, String bootId, List<StateRecord> restored) {
        this.setup = setup;
        this.housing = housing;
        this.sink = sink;
        this.bootId = bootId;
        this.documents = new DocumentStore(restored);
        this.parts = new Parts();
        this.foreign = new DriverSandbox(housing.patience(), setup.modules()::strange, trouble -> log(3, trouble));
        this.media = new FencedMedia(setup.media(), this::fence);
        this.files = new Files(tree, foreign);
        Binding binding = new Binding(tree, parts, this, foreign);
        BusFiles busFiles = new BusFiles(tree, parts, binding);
        this.devices = new DeviceTree(tree, parts, binding, busFiles);
        this.modules = new ModuleTable(this, tree, parts, binding, busFiles, foreign, setup.modules()::module);
        this.iomem = new IomemTree(parts);
        this.keys = new SimulatedKeys(parts, housing.seal());
        this.workload = new InjectedWorkload(parts, housing.decidedNames());
        this.programs = new ProgramTable(setup.modules(), foreign);
        addOwnFiles();
        iomem.hide(emulatedRanges());
        for (KernelSetup.ForeignLine line : setup.iomem()) {
            try {
                iomem.foreign(line.range(), line.name());
            } catch (KernelException overlap) {
                log(3, "resource " + line.name() + " " + line.range() + ": " + overlap.getMessage());
            }
        }
    }

    /** Starts a kernel: what is built in, then the modules. A module that cannot be loaded is told in the kernel log. */
    public static SimulatedKernel boot(KernelSetup setup, MachineContext housing, Commit.Sink sink, String bootId, List<String> modules) {
        SimulatedKernel kernel = new SimulatedKernel(setup, housing, sink, bootId, List.of());
        housing.gate().enter(() -> {
            List<String> all = new ArrayList<>(setup.modules().builtIn().stream().filter(kernel.modules::exists).toList());
            all.addAll(modules);
            kernel.documents.changed(() -> StateRecord.of(BusFiles.OWNER, BOOT, Map.of("id", bootId)));
            for (String module : all) {
                try {
                    kernel.modules.load(module);
                } catch (KernelException failure) {
                    kernel.log(3, "module " + module + ": " + failure.getMessage());
                    kernel.lacks(new MissingModule(module, failure.errno(), String.valueOf(failure.getMessage())));
                }
            }
            kernel.commit();
            return null;
        });
        return kernel;
    }

    /**
     * Rebuilds a kernel from its documents: the process ended, the machine did not; or modules were exchanged.
     *
     * @param loaded the modules that go on working, by name; those loaded later come from the setup
     * @throws IllegalStateException a module is missing, or cannot restore what it wrote
     */
    public static SimulatedKernel restore(KernelSetup setup, MachineContext housing, Commit.Sink sink, List<StateRecord> documents,
            Function<String, Optional<KernelModule>> loaded) {
        String bootId = documents.stream().filter(document -> document.key().equals(BOOT)).findFirst()
                .orElseThrow(() -> new IllegalStateException("the documents tell of no boot")).value("id");
        SimulatedKernel kernel = new SimulatedKernel(setup, housing, sink, bootId, documents);
        kernel.restoring = true;
        housing.gate().enter(() -> {
            try {
                kernel.foreign.run("restoring", () -> kernel.restoreAll(documents, loaded));
            } catch (KernelException broken) {
                throw new IllegalStateException(broken.getMessage());
            }
            kernel.breach().ifPresent(breach -> {
                throw new IllegalStateException(breach.text());
            });
            return null;
        });
        kernel.restoring = false;
        return kernel;
    }

    /** Runs alone inside the kernel; what it changed is committed at its end, also when it fails. */
    public <T, X extends Exception> T enter(KernelLock.Entry<T, X> call) throws X {
        return housing.gate().enter(() -> {
            foreign.forgetBreach();
            try {
                return call.run();
            } finally {
                commit();
            }
        });
    }

    /**
     * What a driver or module did against its contract in the call that is being committed, or in the one before. Whoever can
     * should undo the call: what it left behind is nobody's intention.
     */
    public Optional<ContractViolation> breach() {
        return foreign.breach();
    }

    public Files files() {
        return files;
    }

    /** Programs of the user space. */
    public SortedSet<String> programs() {
        return programs.names();
    }

    /** ENOENT no such program. */
    public boolean programLooks(String name, List<String> arguments) {
        return programs.says(name, program -> program.looks(arguments));
    }

    public boolean programReadsInput(String name, List<String> arguments) {
        return programs.says(name, program -> program.readsInput(arguments));
    }

    public int runProgram(String name, ProgramCall call) throws KernelException {
        return programs.run(name, call);
    }

    public void loadModule(String name) throws KernelException {
        modules.load(name);
        missing.stream().filter(module -> module.name().equals(name)).toList().forEach(module -> {
            missing.remove(module);
            parts.forget(module);
        });
    }

    /** Modules that this kernel was to boot with, and has not. */
    public List<MissingModule> missingModules() {
        return List.copyOf(missing);
    }

    private void lacks(MissingModule module) {
        missing.add(module);
        parts.changed(module);
    }

    public void unloadModule(String name) throws KernelException {
        modules.unload(name);
    }

    /** The module that works under this name; empty when it is not loaded. */
    public Optional<KernelModule> loadedModule(String name) {
        return modules.module(name);
    }

    /** In the order of their loading. */
    public List<KernelModule> loadedModules() {
        return modules.modules();
    }

    /** Another kernel took over; calls that still return from this one change nothing any more. */
    public void retire() {
        retired = true;
    }

    public String bootId() {
        return bootId;
    }

    public List<Leak> leaks() {
        return List.copyOf(leaks);
    }

    /** The committed documents, in the order in which a restart restores them. */
    public List<StateRecord> documents() {
        return documents.documents();
    }

    @Override
    public KernelProfile profile() {
        return setup.profile();
    }

    @Override
    public Firmware firmware() {
        return setup.firmware();
    }

    @Override
    public DeviceCore devices() {
        return devices;
    }

    @Override
    public ResourceTree resources() {
        return iomem;
    }

    @Override
    public MemoryHotplug memory() {
        return setup.memory().or(() -> symbol(MemoryHotplug.class))
                .orElseThrow(() -> new IllegalStateException("this kernel has no memory hotplug"));
    }

    @Override
    public Media media() {
        return media;
    }

    @Override
    public KernelKeys keys() {
        return keys;
    }

    @Override
    public InjectedWorkload workload() {
        return workload;
    }

    @Override
    public <T> Optional<T> symbol(Class<T> type) {
        return modules.symbol(type);
    }

    @Override
    public <T> void export(Class<T> type, T symbol) {
        modules.export(type, symbol);
    }

    @Override
    public boolean moduleLoaded(String module) {
        return modules.isLoaded(module);
    }

    @Override
    public void changed(Persistent thing) {
        parts.changed(thing);
    }

    @Override
    public void forget(Persistent thing) {
        parts.forget(thing);
    }

    @Override
    public void touched(String path) {
        parts.touched(path);
    }

    @Override
    public void leaked(String device, AddressRange range, String why) {
        Leak leak = new Leak(device, range, why);
        leaks.add(leak);
        parts.changed(leak);
    }

    @Override
    public void await(BooleanSupplier condition, Cancellation cancellation) throws KernelException {
        commit();
        foreign.outside(() -> housing.gate().await(condition, cancellation));
    }

    @Override
    public long clockMillis() {
        return housing.clock().millis();
    }

    @Override
    public void wakeAt(long clockMillis) {
        wakeAt = Math.min(wakeAt, clockMillis);
    }

    /** When somebody wants to be woken; {@link Long#MAX_VALUE} never. */
    public long wakesAt() {
        return wakeAt;
    }

    /** Wakes everybody whose time has come. To be called inside {@link #enter}. */
    public void passTime() {
        while (wakeAt <= housing.clock().millis()) {
            wakeAt = Long.MAX_VALUE;
            modules.timePassed();
        }
    }

    @Override
    public void log(int level, String message) {
        foreign.refuseGivenUp();
        if (!retired) {
            housing.log().message(level, message);
        }
    }

    @Override
    public void logOnce(int level, String message) {
        SaidOnce said = new SaidOnce(message);
        if (saidOnce.contains(said)) {
            return;
        }
        if (saidOnce.size() < MOST_SAID_ONCE) {
            saidOnce.add(said);
            parts.changed(said);
        }
        log(level, message);
    }

    /** Media outlive this kernel: a call that was given up, or of a kernel that another replaced, has no business there. */
    private void fence() {
        foreign.refuseGivenUp();
        if (retired) {
            throw new Replaced();
        }
    }

    private void commit() {
        if (!retired) {
            Commit commit = changes();
            if (!commit.isEmpty()) {
                modules.noticeReferences();
            }
            sink.commit(commit);
        }
    }

    /** Things of drivers describe themselves: one that cannot is not recorded, and whoever can undoes the call. */
    private Commit changes() {
        try {
            return documents.commit();
        } catch (RuntimeException bug) {
            foreign.broke(new ContractViolation(Errno.EFAULT, "a changed thing cannot be described: " + bug));
            return new Commit(List.of(), List.of());
        }
    }

    private List<AddressRange> emulatedRanges() {
        boolean emulated = !NvdimmHardware.of(this).module().equals(NvdimmHardware.ACPI);
        return emulated ? firmware().nfit().stream().flatMap(nfit -> nfit.ranges().stream()).map(Firmware.SystemRange::range).toList() : List.of();
    }

    private void addOwnFiles() {
        tree.makeDirectory("/dev");
        tree.makeDirectory("/sys/bus");
        tree.makeDirectory("/sys/class/block");
        tree.makeDirectory("/sys/dev/block");
        tree.makeDirectory("/sys/dev/char");
        tree.makeDirectory("/sys/devices");
        tree.makeDirectory("/sys/block");
        tree.addFile("/proc", new Attribute("iomem", 0400, iomem::text, (_, _) -> 0));
        tree.addFile("/proc", Attribute.readOnly("cmdline",
                () -> setup.firmware().parameters().getOrDefault(KernelCommandLine.PROPERTY, "") + "\n"));
        setup.tables().forEach((signature, table) -> tree.addFile("/sys/firmware/acpi/tables", Attribute.binary(signature, table::clone)));
        tree.addFile("/proc/sys/kernel/random", Attribute.readOnly("boot_id", () -> bootId + "\n"));
        tree.addFile("/proc/sys/kernel", Attribute.readWrite("hostname", () -> keys.hostName() + "\n", keys::hostName));
        tree.addFile("/proc/sys/kernel", Attribute.readOnly("osrelease", () -> setup.profile().release() + "\n"));
    }

    private void restoreAll(List<StateRecord> restored, Function<String, Optional<KernelModule>> loaded) throws KernelException {
        List<StateRecord> own = restored.stream().filter(document -> document.owner().equals(BusFiles.OWNER)).toList();
        iomem.restore(startingWith(own, IomemTree.KEY));
        startingWith(own, InjectedWorkload.KEY).forEach(workload::restore);
        startingWith(own, SimulatedKeys.KEY).forEach(keys::restore);
        startingWith(own, Leak.KEY).forEach(document -> leaks.add(Leak.of(document)));
        startingWith(own, MissingModule.KEY).forEach(document -> missing.add(MissingModule.of(document)));
        startingWith(own, SaidOnce.KEY).forEach(document -> saidOnce.add(SaidOnce.of(document)));
        for (StateRecord document : startingWith(own, ModuleTable.KEY)) {
            String name = document.key().substring(ModuleTable.KEY.length());
            modules.resume(loaded.apply(name).orElseThrow(() -> new IllegalStateException("module " + name + " was loaded, and nobody offers it now")));
        }
        startingWith(own, BusFiles.AUTOPROBE).forEach(document ->
                devices.restoreAutoprobe(document.key().substring(BusFiles.AUTOPROBE.length()), document));
        for (StateRecord document : restored) {
            if (!document.owner().equals(BusFiles.OWNER)) {
                KernelModule owner = modules.module(document.owner()).orElseThrow(() -> new IllegalStateException(
                        "document " + document.key() + " belongs to module " + document.owner() + ", which is not loaded"));
                foreign.run("restoring " + document.key() + " by " + owner.name(), () -> owner.restore(this, document));
            }
        }
        modules.adoptDevices();
    }

    private static List<StateRecord> startingWith(List<StateRecord> documents, String prefix) {
        return documents.stream().filter(document -> document.key().startsWith(prefix)).toList();
    }

    /** Ends a call that still runs in a kernel that was replaced. */
    private static final class Replaced extends CallAborted {

        private static final long serialVersionUID = 1;

        Replaced() {
            super("another kernel took over", null);
        }
    }

    /** What the parts tell; silent while documents are restored, and when another kernel took over. */
    private final class Parts implements KernelState {

        private boolean isOwn() {
            foreign.refuseGivenUp();
            return !restoring && !retired;
        }

        @Override
        public void changed(Persistent thing) {
            if (isOwn()) {
                documents.changed(thing);
                if (thing instanceof daxplane.kernel.Device device) {
                    touched(device.directory());
                }
            }
        }

        @Override
        public void forget(Persistent thing) {
            if (isOwn()) {
                documents.forget(thing);
            }
        }

        @Override
        public void touched(String path) {
            if (isOwn()) {
                housing.touches().touched(path);
            }
        }

        @Override
        public KernelLog log() {
            return isOwn() ? housing.log() : new KernelLog();
        }
    }
}
