package daxplane.host;

import java.util.Optional;

/**
 * What a shell's {@code >} meets before anything is written: it opens with O_CREAT, and only the kernel makes files in its
 * trees. Tools that open what must be there get other errnos ({@link Attributes#write}).
 *
 * <pre>
 *   nothing there, below /sys              EACCES      open for writing alone: ENOENT
 *   nothing there, elsewhere               ENOENT
 *   a slash at the end                     EISDIR      whether it is there or not; of a file alone: ENOTDIR
 *   the directory is not there             ENOENT, ENOTDIR, ELOOP
 * </pre>
 *
 * Source: asked of Linux 6.12.117.
 */
public final class Redirection {

    private static final String SYSFS = "/sys";

    private Redirection() {
    }

    /** Why the file cannot be opened; empty when it is there, so that only writing can show how it goes. */
    public static Optional<Errno> refused(Attributes attributes, String path) {
        if (path.length() >= DeclaredPaths.LONGEST_PATH) {
            return Optional.of(Errno.ENAMETOOLONG);
        }
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        String file = path.substring(0, end);
        String name = file.substring(file.lastIndexOf('/') + 1);
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            return Optional.empty();
        }
        String above = file.substring(0, Math.max(1, file.lastIndexOf('/')));
        try {
            String directory = attributes.realPath(above);
            if (attributes.kind(directory) != Attributes.Kind.DIRECTORY) {
                return Optional.of(Errno.ENOTDIR);
            }
            if (end < path.length()) {
                return Optional.of(Errno.EISDIR);
            }
            if (attributes.kind(file) == Attributes.Kind.ABSENT) {
                boolean sysfs = directory.equals(SYSFS) || directory.startsWith(SYSFS + "/");
                return Optional.of(sysfs ? Errno.EACCES : Errno.ENOENT);
            }
            return Optional.empty();
        } catch (HostException unreachable) {
            return Optional.of(unreachable.errno());
        }
    }
}
