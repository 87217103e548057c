package daxplane.host;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.osgi.annotation.versioning.ProviderType;

/** Attribute files of /sys and /proc. */
@ProviderType
public interface Attributes {

    /** No attribute is longer; what exceeds it is an EFBIG. */
    int LONGEST_BYTES = 8 << 20;

    /** Where nothing better is known, files are looked at this often. */
    long POLL_MILLIS = 100;

    /** The whole text, trailing newline included. */
    String read(String path) throws HostException;

    /** The whole content, byte by byte: for what is no text, as the firmware's tables ({@code /sys/firmware/acpi/tables/NFIT}). */
    default byte[] readBytes(String path) throws HostException {
        return read(path).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * One open for writing and one write of the whole value, as {@code echo} does; never created, truncated or appended.
     * May block as long as the kernel does (taking memory offline); {@code cancellation} ends it with EINTR.
     *
     * @return the number of bytes that the kernel took
     */
    int write(String path, String value, Cancellation cancellation) throws HostException;

    /** Names in a directory, in the order in which the kernel returns them, without {@code .} and {@code ..}. */
    List<String> list(String directory) throws HostException;

    /** Text of a symbolic link, as it stands there (mostly relative). */
    String readLink(String path) throws HostException;

    /** The path with every symbolic link followed, as realpath(3). */
    String realPath(String path) throws HostException;

    /** As readlink -f: {@link #realPath}, of which the last name need not be there. */
    default String canonicalPath(String path) throws HostException {
        try {
            return realPath(path);
        } catch (HostException absent) {
            String file = path.replaceAll("/+$", "");
            String name = file.substring(file.lastIndexOf('/') + 1);
            String above = realPath(file.substring(0, Math.max(1, file.lastIndexOf('/'))));
            if (absent.errno() != Errno.ENOENT || kind(above) != Kind.DIRECTORY || kind(file) != Kind.ABSENT || name.startsWith("..")) {
                throw absent;
            }
            return above.equals("/") ? above + name : above + "/" + name;
        }
    }

    /**
     * Waits, as poll(2) does, until the file may show something else, at most as long as said. May return early, and for no
     * reason: who waits looks again.
     */
    default void await(String path, Duration most) throws InterruptedException {
        Thread.sleep(Math.min(most.toMillis(), POLL_MILLIS));
    }

    Kind kind(String path);

    /** Permission bits of what a path names, of a link its own; empty where the host does not tell them. */
    default OptionalInt mode(String path) throws HostException {
        return OptionalInt.empty();
    }

    /** What a path names; a link is told as LINK, not as what it leads to. */
    enum Kind {
        FILE, DIRECTORY, LINK, ABSENT
    }
}
