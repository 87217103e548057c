package daxplane.host;

import org.osgi.annotation.versioning.ProviderType;

/** The power switch of a simulated machine. Volatile state is lost, media stay; the next boot starts at once. */
@ProviderType
public interface Power {

    /** An orderly restart that the power outlives: everything written is on the media, and RAM called persistent keeps its contents. */
    void reboot() throws HostException;

    /** An orderly restart without power in between: RAM that a boot parameter calls persistent is empty afterwards. */
    default void powerCycle() throws HostException {
        throw new HostException(Errno.EOPNOTSUPP, FailedCall.POWER, "/");
    }

    /** Power fails: media writes that were not flushed may be lost or torn. */
    void powerLoss() throws HostException;
}
