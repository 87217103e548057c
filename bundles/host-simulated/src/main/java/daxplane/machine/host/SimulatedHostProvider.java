package daxplane.machine.host;

import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.host.HostProvider;
import daxplane.host.FailedCall;
import daxplane.kernel.KernelModule;
import daxplane.kernel.core.MissingModule;
import daxplane.kernel.firmware.UnusableFile;
import daxplane.machine.FreshStart;
import daxplane.machine.Machine;
import daxplane.machine.MachineSettings;
import daxplane.machine.ModuleRegistry;
import daxplane.machine.state.MachineFolder;
import daxplane.simulation.ModuleUse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** {@code --host simulated}. Passes on the modules that bundles offer, also to machines that are open already. */
@Component(property = "host=simulated")
public final class SimulatedHostProvider implements HostProvider, ModuleUse {

    private static final String DEFAULT_MACHINE = "two-socket";

    private final ModuleRegistry shelf = new ModuleRegistry();
    private final Set<Machine> open = new CopyOnWriteArraySet<>();

    @Override
    public String name() {
        return "simulated";
    }

    @Override
    public OpenHost open(Request request) throws HostException {
        Path folder = request.state().resolve("machine");
        MachineSettings settings = settings(request, folder);
        try {
            List<String> missing = Machine.modulesNeeded(settings).stream().filter(name -> shelf.module(name).isEmpty()).toList();
            if (!missing.isEmpty()) {
                throw new HostException(Errno.ENOENT, FailedCall.LOAD_MODULE, "/sys/module",
                        "no bundle offers the module " + String.join(", ", missing)
                                + " that the machine needs; 'driver install JAR' brings it back, and the journal can be read meanwhile");
            }
            Machine machine = Machine.open(settings, shelf);
            for (MissingModule broken : machine.brokenAtBoot()) {
                machine.close();                            // it has booted, and is there the next time
                throw new HostException(broken.errno(), FailedCall.LOAD_MODULE, "/sys/module/" + broken.name(), broken.toString());
            }
            open.add(machine);
            shelf.names().forEach(name -> shelf.module(name).ifPresent(machine::arrived));     // what came while it was opened
            return new SimulatedHost(machine, () -> open.remove(machine));
        } catch (UnusableFile unusable) {
            String file = settings.definition().map(in -> in.resolve(unusable.file()).toString()).orElse(unusable.file());
            throw new HostException(unusable.errno(), FailedCall.OPEN, file, unusable.place().isEmpty() ? unusable.reason() : unusable.place() + ": " + unusable.reason());
        } catch (IOException failure) {
            throw failed(folder, failure);
        }
    }

    @Override
    public String startAnew(Request request) throws HostException {
        try {
            open(request).close();
        } catch (HostException unusable) {
            return startAnewUnread(request);
        }
        throw new HostException(Errno.EINVAL, FailedCall.POWER, "/", "the machine can be used");
    }

    private String startAnewUnread(Request request) throws HostException {
        Path folder = request.state().resolve("machine");
        try {
            // What was never named was the default, should the record not even tell that.
            Request named = request.machine().isBlank() ? new Request(request.state(), request.home(), DEFAULT_MACHINE) : request;
            FreshStart.Started started = new FreshStart(settings(named, folder)).perform(shelf);
            return "the machine starts anew from its media; what was recorded of it is kept in " + started.record()
                    + SimulatedHost.lost(started.newMedia());
        } catch (UnusableFile stays) {
            throw new HostException(stays.errno(), FailedCall.POWER, stays.file(), stays.reason());
        } catch (IOException failure) {
            throw failed(folder, failure);
        }
    }

    @Override
    public Optional<SortedSet<String>> programs() {
        return Optional.of(InjectProgram.with(shelf.programs()));
    }

    private static HostException failed(Path folder, IOException failure) {
        return Errno.of(failure).map(errno -> new HostException(errno, FailedCall.OPEN, folder.toString(), errno.text().toLowerCase(Locale.ROOT)))
                .orElseGet(() -> new HostException(Errno.EIO, FailedCall.OPEN, folder.toString(), String.valueOf(failure.getMessage())));
    }

    /** A module appears, or another version of it: an exchange keeps what the old one has bound. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY,
            unbind = "withdraw")
    public void offer(KernelModule module) {
        shelf.offer(module);
        open.forEach(machine -> machine.arrived(module));
    }

    /** Its bundle leaves; a machine that has it loaded goes on with it. */
    public void withdraw(KernelModule module) {
        shelf.withdraw(module);
        open.forEach(machine -> machine.left(module));
    }

    @Override
    public SortedMap<String, String> refused() {
        SortedMap<String, String> refused = new TreeMap<>();
        open.forEach(machine -> machine.refusedModules().forEach(refused::putIfAbsent));
        return refused;
    }

    @Override
    public void strangers(Predicate<Class<?>> strangers) {
        shelf.strangers(strangers);
    }

    @Override
    public List<KernelModule> working() {
        return open.stream().flatMap(machine -> machine.workingModules().stream()).toList();
    }

    private static MachineSettings settings(Request request, Path folder) throws HostException {
        try {
            return new MachineSettings(folder, definition(request, folder), UUID::randomUUID);
        } catch (IOException unreadable) {
            throw failed(folder, unreadable);
        }
    }

    /**
     * A name in {@code config/machines}, or a directory: what has a slash in it is one, and {@code .} and {@code ..} are. Empty
     * when none is named and there is a machine already.
     */
    private static Optional<Path> definition(Request request, Path folder) throws IOException {
        if (request.machine().isBlank() && new MachineFolder(folder).holdsMachine()) {
            return Optional.empty();
        }
        String machine = request.machine().isBlank() ? DEFAULT_MACHINE : request.machine();
        return Optional.of(machine.contains("/") || machine.matches("\\.{1,2}") ? Path.of(machine).toAbsolutePath().normalize()
                : request.home().resolve("config/machines").resolve(machine));
    }
}
