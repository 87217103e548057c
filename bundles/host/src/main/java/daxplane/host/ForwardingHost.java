package daxplane.host;

import daxplane.host.firmware.FirmwareCalls;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** A machine with something before it: whatever is not said otherwise is asked of the machine behind. */
@ConsumerType
public interface ForwardingHost extends Host {

    /** The machine behind. */
    Host machine();

    @Override
    default String describe() {
        return machine().describe();
    }

    @Override
    default String kernelRelease() {
        return machine().kernelRelease();
    }

    @Override
    default String bootId() {
        return machine().bootId();
    }

    @Override
    default Attributes attributes() {
        return machine().attributes();
    }

    @Override
    default LabelAreas labelAreas() {
        return machine().labelAreas();
    }

    @Override
    default BlockMedia blockMedia() {
        return machine().blockMedia();
    }

    @Override
    default FirmwareCalls firmware() {
        return machine().firmware();
    }

    @Override
    default Optional<Keyring> keyring() {
        return machine().keyring();
    }

    @Override
    default Modules modules() {
        return machine().modules();
    }

    @Override
    default Holders holders() {
        return machine().holders();
    }

    @Override
    default Changes changes() {
        return machine().changes();
    }

    @Override
    default List<String> warnings() {
        return machine().warnings();
    }

    @Override
    default Optional<HostProvider.OpenHost> rehearsal() throws HostException {
        return machine().rehearsal();
    }

    @Override
    default void rest() {
        machine().rest();
    }

    @Override
    default Optional<Programs> programs() {
        return machine().programs();
    }

    @Override
    default Optional<Power> power() {
        return machine().power();
    }
}
