package daxplane.control;

/**
 * On whose behalf something is done.
 *
 * @param name   login or service name
 * @param reason why, in the actor's own words; empty text when none was given
 */
public record Actor(String name, String reason) {

    /** Longest name or reason that is recorded; what is longer is cut. A journal record must not grow with what people paste. */
    public static final int LONGEST = 1_000;

    public Actor {
        name = cut(name);
        reason = cut(reason);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
