package daxplane.inventory;

/**
 * A fact contradicts the picture it is applied to: something vanishes that is not there, a driver lets go that did not hold.
 * The facts of {@link Difference} always fit the picture they start from, so this is a bug, or a journal whose records do not
 * belong together; carrying on would rebuild a machine that never was.
 */
public final class FactDoesNotFit extends IllegalStateException {

    private static final long serialVersionUID = 1;

    FactDoesNotFit(Fact fact, String because) {
        super(fact + " does not fit: " + because);
    }
}
