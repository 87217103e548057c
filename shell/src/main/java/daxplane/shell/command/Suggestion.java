package daxplane.shell.command;

import daxplane.shell.screen.Visible;

/**
 * Something that an unfinished word could become.
 *
 * @param value    the whole word
 * @param shown    what people see of it in a list
 * @param about    what it is, in a few words; empty text for nothing
 * @param finished whether the word ends there; a directory's does not
 * @param rank     those with a lower one come first
 */
public record Suggestion(String value, String shown, String about, boolean finished, int rank) {

    public Suggestion {
        shown = Visible.line(shown);
        about = Visible.line(about);
    }

    static Suggestion of(String value) {
        return new Suggestion(value, value, "", true, 0);
    }

    static Suggestion of(String value, String about) {
        return new Suggestion(value, value, about, true, 0);
    }

    Suggestion ranked(int other) {
        return new Suggestion(value, shown, about, finished, other);
    }

    /** Without what it is about: many of them fit a small screen so. */
    public Suggestion brief() {
        return new Suggestion(value, shown, "", finished, rank);
    }

    /** A word that goes on: an option in front of its value. */
    static Suggestion unfinished(String value, String about) {
        return new Suggestion(value, value, about, false, 0);
    }

    /** A path, shown by its last part. @param directory whether it goes on below it; its value then ends with a slash */
    static Suggestion path(String value, boolean directory) {
        return new Suggestion(value, value.substring(value.lastIndexOf('/', value.length() - 2) + 1), "", !directory, 0);
    }

    /** The same behind a text that is there already. */
    Suggestion behind(String prefix) {
        return new Suggestion(prefix + value, shown, about, finished, rank);
    }
}
