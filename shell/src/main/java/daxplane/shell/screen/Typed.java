package daxplane.shell.screen;

import java.io.PrintStream;

/**
 * An answer of which programs get more than people read.
 *
 * @param json as {@link View#json}
 */
public record Typed(View text, Object json) implements View {

    @Override
    public void printText(Screen screen, PrintStream out) {
        text.printText(screen, out);
    }

    @Override
    public void printNames(PrintStream out) {
        text.printNames(out);
    }
}
