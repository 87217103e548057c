package daxplane.shell.screen;

/** A number of things, as people say it: {@code 1 record}, {@code 43 records}. */
public final class Count {

    private Count() {
    }

    /** @param one word for one of them, whose plural ends with s */
    public static String of(long number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }
}
