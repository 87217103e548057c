package daxplane.control;

import daxplane.host.Host;
import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Opens control planes: the OSGi service through which a console gets one for its state directory and machine. */
@ProviderType
public interface ControlPlanes {

    /** Takes no lock and writes nothing until the first command that changes something. */
    OpenControlPlane open(Host host, Path state);

    /** The modes of the moment, by name. */
    List<Mode> modes();

    /** A control plane that its opener closes. The host stays open. */
    interface OpenControlPlane extends ControlPlane, AutoCloseable {
        @Override
        void close();
    }
}
