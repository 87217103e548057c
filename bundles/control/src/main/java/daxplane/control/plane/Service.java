package daxplane.control.plane;

import daxplane.control.ControlPlanes;
import daxplane.control.Mode;
import daxplane.control.engine.Limits;
import daxplane.host.AbsentHost;
import daxplane.host.Host;
import daxplane.host.sysfs.SysfsReader;
import daxplane.journal.Journals;
import daxplane.lease.desk.LeasedHost;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Where the control plane meets the framework: modes come and go while it works. */
@Component
public final class Service implements ControlPlanes {

    private final Journals journals;
    private final List<Mode> modes = new CopyOnWriteArrayList<>();

    @Activate
    public Service(@Reference Journals journals) {
        this.journals = journals;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addMode(Mode mode) {
        modes.add(mode);
    }

    void removeMode(Mode mode) {
        modes.remove(mode);
    }

    @Override
    public List<Mode> modes() {
        return modes.stream().sorted(Comparator.comparing(Mode::name)).toList();
    }

    @Override
    public OpenControlPlane open(Host host, Path state) {
        Host leased = host instanceof AbsentHost ? host : LeasedHost.of(host, state);
        return new LocalControlPlane(leased, new SysfsReader(leased), new StateDirectory(state, journals), () -> List.copyOf(modes),
                Limits.DEFAULT, System::nanoTime);
    }
}
