package daxplane.launcher;

/** The program could not be brought up. The message says what, why and what to do, for people, in one line or a few. */
class StartFailure extends Exception {

    static final int EXIT_CODE = 1;

    private static final long serialVersionUID = 1;

    StartFailure(String message) {
        super(message);
    }

    StartFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
