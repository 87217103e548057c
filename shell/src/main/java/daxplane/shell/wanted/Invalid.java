package daxplane.shell.wanted;

/** A machine file that is not applied, with the line and the reason. */
public final class Invalid extends Exception {

    private static final long serialVersionUID = 1;

    Invalid(String why) {
        super(why, null, false, false);
    }

    Invalid(WantedLine line, String why) {
        this(line.number(), why);
    }

    Invalid(int line, String why) {
        this("line " + line + ": " + why);
    }
}
