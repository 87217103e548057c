package daxplane.kernel.core;

import daxplane.host.Errno;
import daxplane.kernel.Persistent;
import daxplane.kernel.StateRecord;
import java.util.Map;

/**
 * A module that could not be loaded at boot; remembered until it is, or until the next boot.
 *
 * @param errno what modprobe would say: EFAULT and ETIMEDOUT when the module broke its contract
 */
public record MissingModule(String name, Errno errno, String why) implements Persistent {

    static final String KEY = "missing-module/";

    static MissingModule of(StateRecord document) {
        return new MissingModule(document.key().substring(KEY.length()), Errno.valueOf(document.value("errno")), document.value("why"));
    }

    /** Whether it is the module's own fault, and no state of the machine. */
    public boolean broken() {
        return errno == Errno.EFAULT || errno == Errno.ETIMEDOUT;
    }

    @Override
    public StateRecord document() {
        return StateRecord.of(BusFiles.OWNER, KEY + name, Map.of("errno", errno.name(), "why", why));
    }

    /** A sentence. */
    @Override
    public String toString() {
        return "the machine booted without the module " + name + ": " + why;
    }
}
