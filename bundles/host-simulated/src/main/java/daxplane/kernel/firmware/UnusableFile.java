package daxplane.kernel.firmware;

import daxplane.host.Errno;

/**
 * A file of a machine definition cannot be used. The message names the file, where in it, and why: a line of a text, an offset into
 * anything else, and no place when it is the file as a whole.
 */
public final class UnusableFile extends Exception {

    private static final long serialVersionUID = 1;

    private final Errno errno;
    private final String file;
    private final String place;
    private final long offset;
    private final String reason;

    /**
     * Its contents make no sense: EINVAL.
     *
     * @param offset of the first byte that is wrong
     * @param reason a clause: {@code the checksum is wrong}
     */
    public UnusableFile(String file, long offset, String reason) {
        this(Errno.EINVAL, file, offset, reason);
    }

    /** @param errno what the attempt to use it would have failed with */
    public UnusableFile(Errno errno, String file, long offset, String reason) {
        this(errno, file, "at 0x" + Long.toHexString(offset), offset, reason);
    }

    private UnusableFile(Errno errno, String file, String place, long offset, String reason) {
        super(file + (place.isEmpty() ? "" : place.startsWith("line") ? ", " + place : " " + place) + ": " + reason);
        this.errno = errno;
        this.file = file;
        this.place = place;
        this.offset = offset;
        this.reason = reason;
    }

    /** Of a text. @param offset of the first character that is wrong, in {@code text} */
    public static UnusableFile inText(String file, String text, int offset, String reason) {
        long line = 1 + text.substring(0, offset).chars().filter(character -> character == '\n').count();
        return new UnusableFile(Errno.EINVAL, file, "line " + line, offset, reason);
    }

    /** The file, or the folder, as a whole. */
    public static UnusableFile whole(Errno errno, String file, String reason) {
        return new UnusableFile(errno, file, "", 0, reason);
    }

    public Errno errno() {
        return errno;
    }

    public String file() {
        return file;
    }

    /** {@code line 3}, {@code at 0x69}; empty when it is the file as a whole. */
    public String place() {
        return place;
    }

    public long offset() {
        return offset;
    }

    public String reason() {
        return reason;
    }
}
