package daxplane.kernel.testing;

import daxplane.host.Cancellation;
import daxplane.host.Changes;
import daxplane.host.HostException;
import daxplane.kernel.StateRecord;
import daxplane.kernel.Firmware;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.KernelModule;
import daxplane.kernel.KernelProfile;
import daxplane.kernel.Media;
import daxplane.kernel.MemoryHotplug;
import daxplane.kernel.core.ContractViolation;
import daxplane.kernel.core.Commit;
import daxplane.kernel.core.MachineContext;
import daxplane.kernel.core.InjectedWorkload;
import daxplane.kernel.core.KernelLog;
import daxplane.kernel.core.KernelSetup;
import daxplane.kernel.core.Leak;
import daxplane.kernel.core.SimulatedKernel;
import daxplane.kernel.core.Uevent;
import daxplane.kernel.media.AddressMap;
import daxplane.kernel.media.Dimm;
import daxplane.kernel.media.DimmMedia;
import daxplane.kernel.media.MemoryStorage;
import daxplane.inventory.AddressRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** A machine in memory. Text answers are {@code ok} or the errno with its place: {@code EBUSY@write}. */
public final class TestMachine {

    private final KernelSetup setup;
    private final MachineContext housing;
    private final List<Commit> commits = new ArrayList<>();
    private SimulatedKernel kernel;
    private int boots;

    private TestMachine(KernelSetup setup, Duration patience) {
        this.setup = setup;
        this.housing = new MachineContext(0, patience);
    }

    public static Builder with() {
        return new Builder();
    }

    /** Loses volatile state, keeps media. */
    public TestMachine boot(String... modules) {
        housing.everythingTouched();
        kernel = SimulatedKernel.boot(setup, housing, this::commit, "00000000-0000-4000-8000-%012d".formatted(++boots), List.of(modules));
        return this;
    }

    /** The process ends without warning and starts again; the machine goes on. */
    public void restartProcess() {
        kernel = SimulatedKernel.restore(setup, housing, this::commit, kernel.documents(), setup.modules()::module);
    }

    /** The next write to media after this many fails with EIO; a negative number: none. Blank media of the builder only. */
    public void failMediaWritesAfter(int writes) {
        ((DimmMedia) setup.media()).failWritesAfter(writes);
    }

    private void commit(Commit commit) {
        commits.add(commit);
        if (setup.media() instanceof DimmMedia media) {
            media.commit();
        }
    }

    public Kernel kernel() {
        return kernel;
    }

    /** Runs inside the kernel, as one call. */
    public <X extends Exception> void inside(KernelCall<X> call) throws X {
        kernel.enter(() -> {
            call.run(kernel);
            return null;
        });
    }

    /** Something to do inside. */
    public interface KernelCall<X extends Exception> {
        void run(Kernel kernel) throws X;
    }

    /** The text of a file, or {@code ENXIO@read}. */
    public String read(String path) {
        try {
            return kernel.enter(() -> kernel.files().read(path));
        } catch (HostException refused) {
            return answer(refused);
        }
    }

    public String write(String path, String value) {
        return write(path, value, Cancellation.NEVER);
    }

    public String write(String path, String value, Cancellation cancellation) {
        try {
            kernel.enter(() -> kernel.files().write(path, value, cancellation));
            return "ok";
        } catch (HostException refused) {
            return answer(refused);
        }
    }

    /** Names in a directory in the kernel's order; the errno as the only name. */
    public List<String> list(String path) {
        try {
            return kernel.enter(() -> kernel.files().list(path));
        } catch (HostException refused) {
            return List.of(answer(refused));
        }
    }

    public String readLink(String path) {
        try {
            return kernel.enter(() -> kernel.files().readLink(path));
        } catch (HostException refused) {
            return answer(refused);
        }
    }

    public boolean exists(String path) {
        return kernel.enter(() -> kernel.files().kind(path)) != daxplane.host.Attributes.Kind.ABSENT;
    }

    /** Name of the driver that the device on the bus is bound to; empty when unbound. */
    public String driverOf(String bus, String device) {
        String link = readLink("/sys/bus/" + bus + "/devices/" + device + "/driver");
        return link.contains("@") ? "" : link.substring(link.lastIndexOf('/') + 1);
    }

    public String modprobe(String module) {
        return module(() -> kernel.loadModule(module));
    }

    public String modprobeRemove(String module) {
        return module(() -> kernel.unloadModule(module));
    }

    /** Every path of the tree with what it shows. */
    public SortedMap<String, String> dump() {
        return kernel.enter(() -> TreeDump.of(kernel.files(), "/"));
    }

    /** What a driver did against its contract in the last call. */
    public Optional<ContractViolation> breach() {
        return kernel.breach();
    }

    /** What stays reserved until the next boot. */
    public List<Leak> leaks() {
        return kernel.leaks();
    }

    /** The volatile state, as a restart would find it. */
    public List<StateRecord> documents() {
        return kernel.documents();
    }

    /** Rebuilds the kernel with the modules that are offered now, and goes on with the one that was. */
    public void tryRestart() {
        SimulatedKernel.restore(setup, housing, Commit.Sink.NONE, kernel.documents(), setup.modules()::module);
    }

    public long mark() {
        return kernel.enter(housing::mark);
    }

    public Changes.Touched touchedSince(long mark) {
        return kernel.enter(() -> housing.touchedSince(mark));
    }

    public List<Uevent> uevents() {
        return housing.log().uevents();
    }

    public List<KernelLog.Message> messages() {
        return housing.log().messages();
    }

    /** What each call since the first boot committed. */
    public List<Commit> commits() {
        return List.copyOf(commits);
    }

    public InjectedWorkload workload() {
        return kernel.workload();
    }

    private interface ModuleCall {
        void run() throws KernelException;
    }

    private String module(ModuleCall call) {
        try {
            kernel.enter(() -> {
                call.run();
                return null;
            });
            return "ok";
        } catch (KernelException refused) {
            return refused.errno().name();
        }
    }

    private static String answer(HostException refused) {
        return refused.errno() + "@" + refused.stage().name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Puts a machine together. */
    public static final class Builder implements KernelSetup.ModuleSource {

        private KernelProfile profile = new KernelProfile("6.12", "6.12.117+deb12-amd64");
        private Duration patience = Duration.ofSeconds(10);
        private Firmware firmware = Firmware.NONE;
        private Optional<MemoryHotplug> memory = Optional.empty();
        private Optional<Media> media = Optional.empty();
        private final List<Dimm> dimms = new ArrayList<>();
        private final List<KernelSetup.ForeignLine> iomem = new ArrayList<>();
        private final Map<String, KernelModule> modules = new LinkedHashMap<>();

        public Builder profile(String name) {
            profile = new KernelProfile(name, name + ".0");
            return this;
        }

        /** How long a driver may be silent. */
        public Builder patience(Duration silent) {
            patience = silent;
            return this;
        }

        public Builder firmware(Firmware tables) {
            firmware = tables;
            return this;
        }

        /** Instead of a built-in module that exports it. */
        public Builder memory(MemoryHotplug hotplug) {
            memory = Optional.of(hotplug);
            return this;
        }

        public Builder media(Media contents) {
            media = Optional.of(contents);
            return this;
        }

        /** A blank DIMM, the next of {@link Firmware.Nfit#dimms()}; behind them, a blank range of {@link Firmware#e820Pmem()}. */
        public Builder dimm(long capacityBytes, int labelAreaBytes) {
            dimms.add(new Dimm(new MemoryStorage("dimm" + dimms.size() + ".img", capacityBytes + labelAreaBytes), capacityBytes, labelAreaBytes));
            return this;
        }

        public Builder iomem(AddressRange range, String name) {
            iomem.add(new KernelSetup.ForeignLine(range, name));
            return this;
        }

        /** Offers a module; offering another of the same name replaces it. */
        public Builder module(KernelModule module) {
            modules.put(module.name(), module);
            return this;
        }

        /** Starts the machine with what is built in and these modules. */
        public TestMachine boot(String... loaded) {
            Media contents = media.orElseGet(() -> new DimmMedia(AddressMap.of(firmware), dimms));
            return new TestMachine(new KernelSetup(profile, firmware, contents, iomem, this, memory), patience).boot(loaded);
        }

        @Override
        public Optional<KernelModule> module(String name) {
            return Optional.ofNullable(modules.get(name));
        }

        @Override
        public List<String> builtIn() {
            return modules.values().stream().filter(KernelModule::builtIn).map(KernelModule::name).toList();
        }
    }
}
