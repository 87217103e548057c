package daxplane.kernel;

import daxplane.host.firmware.FirmwareCall;
import org.osgi.annotation.versioning.ConsumerType;

/** What the nd bus exports for calls on {@code /dev/nmemN} and {@code /dev/ndctlN}. */
@ConsumerType
public interface FirmwareCommands {

    /**
     * Whether the call changes nothing.
     *
     * @throws KernelException ENOENT no such node; ENOTTY its firmware does not know the command
     */
    boolean asks(String node, FirmwareCall call) throws KernelException;

    /**
     * Carries it out.
     *
     * @return what the firmware answers, its status first
     * @throws KernelException ENOENT, ENOTTY as above, and what else the kernel says
     */
    byte[] call(String node, FirmwareCall call) throws KernelException;
}
