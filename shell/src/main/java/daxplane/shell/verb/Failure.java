package daxplane.shell.verb;

/** A verb cannot do what it was asked for. The message is one line: what, why, what to do. */
public final class Failure extends Exception {

    private static final long serialVersionUID = 1;

    private final int exitCode;

    public Failure(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    /** Something asked for is not there or cannot be done: exit code 1. */
    public static Failure failed(String message) {
        return new Failure(ExitCode.FAILED, message);
    }

    /** The words make no sense: exit code 2. */
    public static Failure usage(String message) {
        return new Failure(ExitCode.USAGE, message);
    }

    public int exitCode() {
        return exitCode;
    }
}
