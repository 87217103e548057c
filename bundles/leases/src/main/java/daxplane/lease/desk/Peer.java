package daxplane.lease.desk;

import daxplane.host.Errno;
import daxplane.host.FailedCall;
import daxplane.host.HostException;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import jdk.net.ExtendedSocketOptions;

/** Who is at the other end of a socket, as the kernel says. @param user its name */
record Peer(String user) {

    static Peer of(SocketChannel channel) throws IOException {
        return new Peer(channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName());
    }

    /** ESRCH no such process; EPERM it is another user's. */
    void requireOwn(long pid) throws HostException {
        Path process = Path.of("/proc", Long.toString(pid));
        try {
            if (pid < 1 || pid > Integer.MAX_VALUE || !Files.isDirectory(process)) {
                throw HostException.explained(Errno.ESRCH, FailedCall.OPEN, process.toString(), "no process " + pid);
            }
            if (!Files.getOwner(process).getName().equals(user)) {
                throw HostException.explained(Errno.EPERM, FailedCall.OPEN, process.toString(), "process " + pid + " is another user's");
            }
        } catch (IOException gone) {
            throw HostException.explained(Errno.ESRCH, FailedCall.OPEN, process.toString(), "no process " + pid);
        }
    }

    /** EPERM neither root nor the user of this process. */
    void requireAdministrator() throws HostException {
        if (!user.equals("root") && !user.equals(System.getProperty("user.name"))) {
            throw HostException.explained(Errno.EPERM, FailedCall.OPEN, user, user + " may hold leases, but not ask for those of others");
        }
    }
}
