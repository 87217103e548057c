package daxplane.shell.screen;

import java.io.PrintStream;
import java.util.Map;

/**
 * Something to be said.
 *
 * @param json what programs get
 * @param text what people read, one paragraph
 */
public record Message(Map<String, Object> json, String text) implements View {

    @Override
    public void printText(Screen screen, PrintStream out) {
        Wrapping.lines(Visible.line(text), screen.columns()).forEach(out::println);
    }
}
