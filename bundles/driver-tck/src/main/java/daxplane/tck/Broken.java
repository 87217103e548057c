package daxplane.tck;

/** A driver does not do what a rule says. The message tells what it did. */
public final class Broken extends AssertionError {

    private static final long serialVersionUID = 1;

    Broken(String message) {
        super(message);
    }
}
