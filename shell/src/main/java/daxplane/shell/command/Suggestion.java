package daxplane.shell.command;

/**
 * Something that an unfinished word could become.
 *
 * @param value    the whole word
 * @param about    what it is, in a few words; empty text for nothing
 * @param finished whether the word ends there; a directory's does not
 */
public record Suggestion(String value, String about, boolean finished) {

    static Suggestion of(String value) {
        return new Suggestion(value, "", true);
    }

    static Suggestion of(String value, String about) {
        return new Suggestion(value, about, true);
    }
}
