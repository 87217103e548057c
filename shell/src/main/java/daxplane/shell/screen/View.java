package daxplane.shell.screen;

import java.io.PrintStream;

/** Something that a verb found out, ready to be shown in any form. */
public interface View {

    /** For people. */
    void printText(Screen screen, PrintStream out);

    /** For programs: maps with text keys, lists, texts, numbers, booleans. */
    Object json();

    /** In the form that the screen asks for. */
    default void print(Screen screen, PrintStream out) {
        switch (screen.format()) {
            case TABLE -> printText(screen, out);
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
