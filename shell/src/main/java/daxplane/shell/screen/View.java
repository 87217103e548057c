package daxplane.shell.screen;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Something that a verb found out, ready to be shown in any form. */
public interface View {

    /** For people. */
    void printText(Screen screen, PrintStream out);

    /** For programs: maps with text keys, lists, texts, numbers, booleans, and {@link StoredJson}. */
    Object json();

    /** What people get who want nothing but what can be used: nothing, for most. */
    default void printNames(PrintStream out) {
    }

    /** In the form that the screen asks for, page by page where it is longer than the terminal. */
    default void print(Screen screen, PrintStream out) {
        var pager = screen.pager().filter(known -> known.isFor(out));
        if (pager.isEmpty()) {
            printAll(screen, out);
            return;
        }
        var kept = new ByteArrayOutputStream();
        printAll(screen, new PrintStream(kept, true, StandardCharsets.UTF_8));
        pager.get().show(kept.toString(StandardCharsets.UTF_8));
    }

    private void printAll(Screen screen, PrintStream out) {
        switch (screen.format()) {
            case TABLE -> {
                if (screen.detail() == Detail.QUIET) {
                    printNames(out);
                } else {
                    printText(screen, out);
                }
            }
            case JSON -> out.println(Json.document(json()));
            case JSONL -> {
                if (json() instanceof Iterable<?> entries) {
                    entries.forEach(entry -> out.println(Json.line(entry)));
                } else {
                    out.println(Json.line(json()));
                }
            }
        }
    }
}
