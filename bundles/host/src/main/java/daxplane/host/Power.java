package daxplane.host;

/** The power switch of a simulated machine. Volatile state is lost, media stay; the next boot starts at once. */
public interface Power {

    /** An orderly restart: everything written is on the media. */
    void reboot() throws HostException;

    /** Power fails: media writes that were not flushed may be lost or torn. */
    void powerLoss() throws HostException;
}
