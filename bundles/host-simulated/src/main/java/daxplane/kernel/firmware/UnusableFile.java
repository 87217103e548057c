package daxplane.kernel.firmware;

/** A file of a machine definition can not be used. The message names the file, where in it, and why. */
public final class UnusableFile extends Exception {

    private static final long serialVersionUID = 1;

    private final String file;
    private final long offset;
    private final String reason;

    /**
     * @param offset of the first byte that is wrong
     * @param reason a clause: {@code the checksum is wrong}
     */
    public UnusableFile(String file, long offset, String reason) {
        super(file + " at 0x" + Long.toHexString(offset) + ": " + reason);
        this.file = file;
        this.offset = offset;
        this.reason = reason;
    }

    public String file() {
        return file;
    }

    public long offset() {
        return offset;
    }

    public String reason() {
        return reason;
    }
}
