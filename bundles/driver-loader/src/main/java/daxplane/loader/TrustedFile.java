package daxplane.loader;

import daxplane.host.Errno;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Set;

/**
 * Whether only this user and root can have put a file where it lies. What runs inside this process is what somebody who may do
 * so has chosen.
 */
final class TrustedFile {

    private static final Path OURSELVES = Path.of("/proc/self");
    private static final int ROOT = 0;

    private TrustedFile() {
    }

    /** @throws DriverRefused EACCES others could have written it; EINVAL it is no file; EIO nobody can tell */
    static void require(Path file) throws DriverRefused {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new DriverRefused(Errno.EINVAL, file + " is a link or no file");
        }
        requireOurs(file.toAbsolutePath().getParent());
        requireOurs(file);
    }

    private static void requireOurs(Path path) throws DriverRefused {
        try {
            Map<String, Object> attributes = Files.readAttributes(path, "unix:uid,permissions", LinkOption.NOFOLLOW_LINKS);
            int owner = (int) attributes.get("uid");
            if (owner != ROOT && owner != (int) Files.getAttribute(OURSELVES, "unix:uid")) {
                throw new DriverRefused(Errno.EACCES, path + " belongs to user " + owner + ", who is not the one that runs daxplane");
            }
            var permissions = (Set<?>) attributes.get("permissions");
            if (permissions.contains(PosixFilePermission.GROUP_WRITE) || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
                throw new DriverRefused(Errno.EACCES, path + " can be written by others; chmod go-w " + path);
            }
        } catch (IOException unknown) {
            throw new DriverRefused(Errno.EIO, path + " cannot be looked at: " + Errno.said(unknown));
        }
    }
}
