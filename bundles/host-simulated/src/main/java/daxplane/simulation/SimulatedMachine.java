package daxplane.simulation;

import daxplane.host.HostProvider.OpenHost;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** A host that is a simulated machine. */
@ProviderType
public interface SimulatedMachine extends OpenHost {

    FaultInjection faults();

    /** Programs and files of the machine's users. */
    UserSpace userSpace();

    /** Kernel messages since this process has the machine, {@code <3>text} with their level. The newest 4,096. */
    List<String> messages();

    /** Events that the kernel broadcast since this process has the machine, keys in kernel order. The newest 4,096. */
    List<Map<String, String>> uevents();

    /**
     * Modules of which a newer version is offered and does not work, with the reason; the version before goes on. Empty when
     * all is well.
     */
    Map<String, String> refusedModules();
}
