package daxplane.shell.view;

import daxplane.shell.screen.Detail;
import daxplane.shell.screen.Screen;
import daxplane.shell.screen.View;
import java.io.PrintStream;

/**
 * An answer that people read shorter than programs get it.
 *
 * @param whole  for programs, and for whoever wants all of it
 * @param folded for people
 */
record Folded(View whole, View folded) implements View {

    @Override
    public Object json() {
        return whole.json();
    }

    @Override
    public void printText(Screen screen, PrintStream out) {
        (screen.detail() == Detail.FULL ? whole : folded).printText(screen, out);
    }

    @Override
    public void printNames(PrintStream out) {
        folded.printNames(out);
    }
}
