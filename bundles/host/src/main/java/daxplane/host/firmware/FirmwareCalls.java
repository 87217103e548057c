package daxplane.host.firmware;

import daxplane.host.Errno;
import daxplane.host.FailedCall;
import daxplane.host.HostException;
import org.osgi.annotation.versioning.ProviderType;

/** Commands to the firmware of DIMMs ({@code nmem0}) and buses ({@code ndctl0}). */
@ProviderType
public interface FirmwareCalls {

    /** A machine without any. */
    FirmwareCalls NONE = new FirmwareCalls() {
        @Override
        public byte[] ask(String node, FirmwareCall call) throws HostException {
            throw new HostException(Errno.ENOTTY, FailedCall.IOCTL, "/dev/" + node);
        }

        @Override
        public int perform(String node, FirmwareCall call) throws HostException {
            throw new HostException(Errno.ENOTTY, FailedCall.IOCTL, "/dev/" + node);
        }
    };

    /**
     * A command that changes nothing.
     *
     * @return what the firmware answers, its status first
     * @throws HostException ENOENT no such node, ENOTTY the firmware does not know the command, and what else the kernel says
     */
    byte[] ask(String node, FirmwareCall call) throws HostException;

    /**
     * A command that changes something: only {@link daxplane.host.Effects} calls this.
     *
     * @return the first number behind the status; the negative status when the firmware refuses
     */
    int perform(String node, FirmwareCall call) throws HostException;
}
