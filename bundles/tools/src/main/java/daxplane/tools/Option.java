package daxplane.tools;

import java.util.Optional;

/**
 * One option of a command, as its usage text shows it.
 *
 * @param letter      the short form
 * @param name        the long form, without the two hyphens
 * @param kind        what follows it on the command line
 * @param placeholder how the usage text calls its value, {@code <bus-id>} without the brackets; empty for a switch
 * @param subject     what the value names
 * @param help        the original's words
 */
public record Option(Optional<Character> letter, String name, Kind kind, String placeholder, Subject subject, String help) {

    /** What follows an option on the command line. */
    public enum Kind {
        /** Nothing: the option is given or not. */
        SWITCH,
        /** Nothing: how often the option is given counts. */
        COUNT,
        /** A text. */
        TEXT,
        /** A decimal number. */
        NUMBER
    }

    /** Stands for the letter of an option that has none. */
    public static final char NO_LETTER = '\0';

    public static Option flag(char letter, String name, String help) {
        return new Option(letter(letter), name, Kind.SWITCH, "", Subject.NOTHING, help);
    }

    public static Option count(char letter, String name, String help) {
        return new Option(letter(letter), name, Kind.COUNT, "", Subject.NOTHING, help);
    }

    public static Option text(char letter, String name, String placeholder, Subject subject, String help) {
        return new Option(letter(letter), name, Kind.TEXT, placeholder, subject, help);
    }

    public static Option number(char letter, String name, String placeholder, String help) {
        return new Option(letter(letter), name, Kind.NUMBER, placeholder, Subject.NOTHING, help);
    }

    private static Optional<Character> letter(char letter) {
        return letter == NO_LETTER ? Optional.empty() : Optional.of(letter);
    }

    /** Whether a value follows. */
    public boolean takesValue() {
        return kind == Kind.TEXT || kind == Kind.NUMBER;
    }
}
