package daxplane.shell.screen;

/** The form of an answer. */
public enum Format {
    /** For people. */
    TABLE,
    /** One JSON document. */
    JSON,
    /** One JSON document a line: a list gives a line for each entry. */
    JSONL;

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
