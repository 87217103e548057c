package daxplane.script;

/** What was typed is not a script. The message is one line for people, with the line number when there is more than one. */
public final class SyntaxException extends Exception {

    private static final long serialVersionUID = 1;

    private final boolean incomplete;

    SyntaxException(String message, boolean incomplete) {
        super(message, null, false, false);
        this.incomplete = incomplete;
    }

    /** Whether it may still become a script when more lines are added: an open quote, a loop without its end. */
    public boolean incomplete() {
        return incomplete;
    }
}
