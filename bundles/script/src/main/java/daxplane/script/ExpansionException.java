package daxplane.script;

/** A command could not be made of its words. The message is one line for people. */
final class ExpansionException extends Exception {

    private static final long serialVersionUID = 1;

    ExpansionException(String message) {
        super(message, null, false, false);
    }
}
