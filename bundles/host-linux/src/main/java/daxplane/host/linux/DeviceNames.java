package daxplane.host.linux;

import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.host.FailedCall;
import java.util.regex.Pattern;

/** Names of device nodes. A name is one component: nobody gets out of /dev with it. */
final class DeviceNames {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9._-]{0,62}");

    private DeviceNames() {
    }

    static String device(String name) throws HostException {
        if (!NAME.matcher(name).matches()) {
            throw new HostException(Errno.EINVAL, FailedCall.OPEN, "/dev/" + name, "not the name of a device");
        }
        return "/dev/" + name;
    }
}
