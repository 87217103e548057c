package daxplane.shell.verb;

/** Exit codes of daxplane's own commands. */
public final class ExitCode {

    public static final int DONE = 0;
    /** The machine or the journal said no; the message carries the errno. */
    public static final int FAILED = 1;
    public static final int USAGE = 2;
    /** A rule said no, before anything was done. */
    public static final int REFUSED = 3;
    public static final int IN_DOUBT = 4;
    /** There is drift, or a change waits. */
    public static final int PENDING = 5;

    private ExitCode() {
    }
}
