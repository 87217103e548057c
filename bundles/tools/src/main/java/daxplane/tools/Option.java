package daxplane.tools;

import java.util.Optional;

/**
 * One option of a command, as its usage text shows it.
 *
 * @param letter      the short form
 * @param name        the long form, without the two hyphens; empty for an option that is a letter alone
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
        /** A text; each one given counts. */
        TEXTS,
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

    /** An option that may be given several times. */
    public static Option texts(char letter, String name, String placeholder, Subject subject, String help) {
        return new Option(letter(letter), name, Kind.TEXTS, placeholder, subject, help);
    }

    /** An option with a text that has no long form. */
    public static Option textOfLetter(char letter, String placeholder, Subject subject, String help) {
        return new Option(letter(letter), "", Kind.TEXT, placeholder, subject, help);
    }

    private static Optional<Character> letter(char letter) {
        return letter == NO_LETTER ? Optional.empty() : Optional.of(letter);
    }

    /** Whether a value follows. */
    public boolean takesValue() {
        return kind == Kind.TEXT || kind == Kind.TEXTS || kind == Kind.NUMBER;
    }

    /** Whether it has a long form. */
    public boolean isLong() {
        return !name.isEmpty();
    }

    /** What its value is found by: the long form, or the letter of an option that has none. */
    public String key() {
        return isLong() ? name : String.valueOf(letter.orElse(NO_LETTER));
    }
}
