package daxplane.host;

import daxplane.host.firmware.FirmwareCalls;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A machine, seen through what its kernel offers to an administrator. Paths are absolute, as on Linux.
 *
 * <p>Calls may come from any thread; an implementation serialises what its kernel would. Only {@link Effects} calls the
 * methods that change something.
 */
@ProviderType
public interface Host {

    /** One line for people: {@code simulated machine two-socket, Linux 6.12.117+deb12-amd64}. */
    String describe();

    /** Release of the kernel, as uname -r prints it. */
    String kernelRelease();

    /** Identity of the current boot, {@code /proc/sys/kernel/random/boot_id}; a new one after each reboot. */
    String bootId();

    Attributes attributes();

    LabelAreas labelAreas();

    BlockMedia blockMedia();

    /** Commands to the firmware of DIMMs and buses. */
    default FirmwareCalls firmware() {
        return FirmwareCalls.NONE;
    }

    /** Keys that the kernel keeps for whoever unlocks DIMMs; empty where there are none. */
    default Optional<Keyring> keyring() {
        return Optional.empty();
    }

    Modules modules();

    Holders holders();

    Changes changes();

    /** What was odd about the machine's description and passed over, a line each: nothing where a machine is not described but real. */
    default List<String> warnings() {
        return List.of();
    }

    /**
     * A copy of the machine to rehearse on: it begins as this one is, and what is done to it happens nowhere else. It must be
     * closed before this machine changes. Empty where none can be made: a running kernel has none but its twin.
     *
     * @throws HostException the machine cannot be copied; the message says why
     */
    default Optional<HostProvider.OpenHost> rehearsal() throws HostException {
        return Optional.empty();
    }

    /**
     * Nothing is going to be changed for a while: gives back whatever only one process at a time can have. The next change
     * takes it again. Nothing to do on a running kernel.
     */
    default void rest() {
    }

    /** Programs that act through the machine's kernel: present on a simulated machine only. */
    default Optional<Programs> programs() {
        return Optional.empty();
    }

    /** The machine's power switch: present on a simulated machine only. */
    default Optional<Power> power() {
        return Optional.empty();
    }
}
