package daxplane.machine.host;

import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.host.FailedCall;
import java.util.regex.Pattern;

/** Names that callers give: one component of a path, as any host asks for. */
final class Names {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9._-]{0,62}");

    private Names() {
    }

    /** Path of the device node. EINVAL when the name leaves /dev. */
    static String device(String name) throws HostException {
        if (!NAME.matcher(name).matches()) {
            throw new HostException(Errno.EINVAL, FailedCall.OPEN, "/dev/" + name, "not the name of a device");
        }
        return "/dev/" + name;
    }

    static void requireModule(String name, FailedCall stage) throws HostException {
        if (!NAME.matcher(name).matches()) {
            throw new HostException(Errno.EINVAL, stage, name, "not the name of a module");
        }
    }
}
