package daxplane.shell.session;

import daxplane.control.ControlException;
import daxplane.control.ControlPlane;
import daxplane.control.ControlPlanes.OpenControlPlane;
import daxplane.control.ControlPlanes;
import daxplane.control.Mode;
import daxplane.host.AbsentHost;
import daxplane.host.Errno;
import daxplane.host.FailedCall;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.host.HostProvider.OpenHost;
import daxplane.host.HostProvider;
import daxplane.journal.Journal;
import daxplane.journal.JournalException;
import daxplane.loader.Bundles;
import daxplane.loader.Plugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Locale;
import java.util.Optional;

/** Opens the machine, then the control plane, when they are asked for. */
final class LazySession implements Session {

    private static final String SIMULATED = "simulated";
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss-SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Machines machines;
    private final String hostName;
    private final ChosenMachine chosen;
    private HostProvider.Request request;
    private Optional<OpenHost> host = Optional.empty();
    /** What opening the machine had to make, until that was told. */
    private Optional<String> made = Optional.empty();
    private Optional<Plugins> plugins = Optional.empty();
    /** Read by {@link #cancel} from another thread. */
    private volatile Optional<OpenControlPlane> plane = Optional.empty();
    /** Why the control plane has no machine. */
    private Optional<String> absence = Optional.empty();

    LazySession(Machines machines, String hostName, HostProvider.Request request) {
        this.machines = machines;
        this.hostName = hostName;
        this.chosen = new ChosenMachine(request.state());
        this.request = request;
    }

    @Override
    public Path state() {
        return request.state();
    }

    @Override
    public ControlPlane control() throws ControlException {
        if (plane.isEmpty() || !absence.isEmpty()) {
            var planes = planes();
            Host machine = machineOrAbsence();
            if (plane.isEmpty() || absence.isEmpty()) {         // or the machine is back
                plane.ifPresent(OpenControlPlane::close);
                plane = Optional.of(planes.open(machine, request.state()));
                made = made.filter(_ -> isKnown(plane.get()));
            }
        }
        return plane.get();
    }

    private Host machineOrAbsence() throws ControlException {
        try {
            Host machine = opened();
            absence = Optional.empty();
            return machine;
        } catch (HostException unusable) {
            absence = Optional.of(unusable.getMessage() + leftOut());
            return new AbsentHost(unusable);
        }
    }

    @Override
    public Optional<String> withoutMachine() throws ControlException {
        control();
        return absence;
    }

    /** With the machine that was named: now, or when it was last. */
    private HostProvider.Request asSaid() {
        return request.machine().isBlank() ? new HostProvider.Request(request.state(), request.home(), chosen.said().orElse("")) : request;
    }

    @Override
    public String startAnew() throws ControlException {
        try {
            return provider().startAnew(asSaid());
        } catch (HostException stays) {
            throw unusable(stays);
        }
    }

    @Override
    public Host host() throws ControlException {
        try {
            return opened();
        } catch (HostException unusable) {
            throw unusable(unusable);
        }
    }

    private ControlException unusable(HostException why) {
        return new ControlException(why.errno(), "the machine cannot be used: " + why.getMessage() + leftOut());
    }

    /** May be why. */
    private String leftOut() {
        return plugins.map(Plugins::leftOut).filter(reasons -> !reasons.isEmpty())
                .map(reasons -> "; not run: " + String.join("; not run: ", reasons)).orElse("");
    }

    private HostProvider provider() throws ControlException {
        return machines.provider(hostName).orElseThrow(() -> new ControlException(Errno.ENODEV,
                "there is no host '" + hostName + "' (ENODEV); --host takes " + String.join(" or ", machines.hosts())));
    }

    /** The journal needs no machine, and drivers come before it. */
    private Map<String, String> withJournal(InstalledDrivers.Reading reading) throws ControlException, JournalException {
        var nothingYet = new AbsentHost(new HostException(Errno.ENODEV, FailedCall.OPEN, request.state().toString(), "it is not opened yet"));
        try (var reader = planes().open(nothingYet, request.state())) {
            return reading.of(reader.journal());
        }
    }

    private ControlPlanes planes() throws ControlException {
        return machines.planes().orElseThrow(() -> new ControlException(Errno.ENODEV,
                "the control plane is not running: bundle daxplane.control is missing or failed to start (ENODEV); 'doctor' tells more"));
    }

    private Host opened() throws ControlException, HostException {
        if (host.isEmpty()) {
            arriveBeforeUse();
            var provider = provider();
            var said = asSaid();
            host = Optional.of(provider.open(said));
            made = host.get().made();
            if (isSimulated() && !said.machine().isEmpty()) {
                chosen.keep(said.machine());
            }
        }
        return host.get();
    }

    @Override
    public List<Mode> modes() throws ControlException {
        arriveBeforeUse();
        return planes().modes();
    }

    @Override
    public boolean hasProgram(String name) throws ControlException {
        arriveBeforeUse();
        var told = provider().programs();
        return told.isPresent() ? told.get().contains(name) : host().programs().filter(programs -> programs.names().contains(name)).isPresent();
    }

    /** What an operator installed is there before the machine looks for its modules, and may be the host itself. */
    private void arriveBeforeUse() throws ControlException {
        if (machines.loader().isPresent()) {
            plugins();
        }
    }

    @Override
    public Plugins plugins() throws ControlException {
        if (plugins.isEmpty()) {
            var loader = machines.loader().orElseThrow(LazySession::withoutLoader);
            plugins = Optional.of(loader.open(request.state(), InstalledDrivers.of(this::withJournal)));
        }
        return plugins.get();
    }

    @Override
    public Bundles bundles() throws ControlException {
        return machines.bundles().orElseThrow(LazySession::withoutLoader);
    }

    private static ControlException withoutLoader() {
        return new ControlException(Errno.ENODEV, "the driver loader is not running: bundle daxplane.loader is missing or failed to start (ENODEV)");
    }

    @Override
    public String hostName() {
        return hostName;
    }

    @Override
    public boolean isSimulated() {
        return hostName.equals(SIMULATED);
    }

    @Override
    public Path definitions() {
        return request.home().resolve("config/machines");
    }

    @Override
    public boolean isDefinition(String machine) {
        return Files.isRegularFile((machine.contains("/") ? Path.of(machine) : definitions().resolve(machine)).resolve("machine.properties"));
    }

    @Override
    public Path startOver(Optional<String> machine) throws ControlException {
        close();
        var moved = new ArrayList<Path>();
        var aside = request.state().resolve("before-reset").resolve(STAMP.format(Instant.now()));
        try {
            Files.createDirectories(aside);
            for (var part : List.of("journal", "machine")) {
                if (Files.exists(request.state().resolve(part))) {
                    Files.move(request.state().resolve(part), aside.resolve(part));
                    moved.add(aside.resolve(part));
                }
            }
        } catch (IOException failed) {
            for (var part : moved) {
                part.toFile().renameTo(request.state().resolve(part.getFileName()).toFile());
            }
            throw new ControlException(Errno.of(failed).orElse(Errno.EIO), "machine and journal cannot be moved aside: " + Errno.said(failed));
        }
        machine.ifPresent(chosen::keep);
        request = new HostProvider.Request(request.state(), request.home(), machine.orElse(request.machine()));
        return aside;
    }

    @Override
    public List<Journal.Finding> findings() {
        return plane.map(OpenControlPlane::findings).orElse(List.of());
    }

    @Override
    public List<String> notes() {
        var notes = new ArrayList<String>();
        if (plane.isPresent()) {
            made.ifPresent(what -> notes.add("the files of the machine that the journal tells of are gone: " + what));
            made = Optional.empty();
        }
        plane.ifPresent(open -> notes.addAll(open.takeNotes()));
        return notes;
    }

    /** A machine that the journal knows is no new one: its files are gone. Asked before the first command, which records the boot of a new one. */
    private static boolean isKnown(OpenControlPlane plane) {
        try {
            long records = plane.journal().head();
            return records != 0 && !plane.pictureAt(records).bootId().isEmpty();
        } catch (ControlException unreadable) {
            return false;                // a finding tells that
        }
    }

    @Override
    public boolean cancel() {
        return plane.isPresent() && plane.get().cancel();
    }

    @Override
    public void close() {
        plane.ifPresent(OpenControlPlane::close);
        plane = Optional.empty();
        host.ifPresent(OpenHost::close);
        host = Optional.empty();
    }
}
