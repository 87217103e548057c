package daxplane.shell.screen;

import org.jline.utils.WCWidth;

/** Columns that text takes on a terminal: a Chinese character two, an accent that joins its letter none. */
public final class Width {

    private Width() {
    }

    public static int of(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            width += of(text.codePointAt(i));
        }
        return width;
    }

    static int of(int point) {
        return Math.max(0, WCWidth.wcwidth(point));
    }

    /** Place in the text up to which it takes at most {@code columns}; behind the first character at least. */
    static int fitting(String text, int columns) {
        int width = 0;
        for (int i = 0; i < text.length();) {
            int point = text.codePointAt(i);
            width += of(point);
            if (width > columns && i > 0) {
                return i;
            }
            i += Character.charCount(point);
        }
        return text.length();
    }
}
