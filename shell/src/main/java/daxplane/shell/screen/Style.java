package daxplane.shell.screen;

/** What a text means, which decides its colour where there are colours. */
public enum Style {
    PLAIN(""),
    /** Headings and names. */
    STRONG("1"),
    /** What is less important. */
    FAINT("2"),
    GOOD("32"),
    WARNING("33"),
    BAD("31");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    /** The text with the codes around it, when {@code colours} and there is something to colour. */
    public String on(String text, boolean colours) {
        return colours && !code.isEmpty() && !text.isEmpty() ? "\033[" + code + "m" + text + "\033[0m" : text;
    }
}
