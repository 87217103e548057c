package daxplane.blueprint;

/** No machine boots from this; the message names the file, the place in it, and the reason. */
public final class UnusableBlueprint extends Exception {

    private static final long serialVersionUID = 1;

    UnusableBlueprint(String file, long offset, String reason) {
        super("%s at 0x%x: %s".formatted(file, offset, reason), null, false, false);
    }
}
