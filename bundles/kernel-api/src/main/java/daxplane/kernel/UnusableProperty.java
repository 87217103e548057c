package daxplane.kernel;

/** A property of a machine that says what cannot be. The message is a sentence that begins with its name. */
public final class UnusableProperty extends Exception {

    private static final long serialVersionUID = 1;

    private final String property;

    UnusableProperty(String property, String reason) {
        super(property + " " + reason);
        this.property = property;
    }

    public String property() {
        return property;
    }
}
